"""Put the parts of the report together and write it."""

from collections.abc import Callable
from pathlib import Path

from newsnb.display.page import asset, json_block, render
from newsnb.report.answer import issue_stories, page_title
from newsnb.report.data import MOST_CARDS, report_data
from newsnb.report.drawings import network_drawing, timeline_drawing
from newsnb.report.tables import article_rows, net_rows, problem_rows, record_rows, speaker_rows


def write_report(study, path: Path | str, *, run: dict | None = None) -> list[dict]:
    """Write the report of a study as one HTML file that needs no network and no other file.

    The answer first; the timeline, whose points open the sentence in its article; how sure it is; the network; all
    statements with filters; the articles; what was skipped; how it was made. The same study gives the same bytes.

    Parameters
    ----------
    study
        A `newsnb.study.Study`, or anything with its ``corpus``, ``statements``, ``positions``, ``problems``,
        ``codebook``, ``actors``, ``event_table``, ``graph`` and ``series()``.
    path
        Where to write. An existing file is replaced.
    run
        Versions and parameters to show (`newsnb.run_record`); collected from the study when omitted. Anything that
        depends on the clock, such as seconds, is left out.

    Returns
    -------
    list of dict
        Records for the ``problems`` table: parts that could not be drawn, with the reason.
    """
    problems: list[dict] = []
    series = _attempt("series", study.series, problems)
    timeline = network = None
    if series is not None and len(series):
        timeline = _attempt("timeline", lambda: timeline_drawing(study, series), problems)
    if len(study.statements):
        network = _attempt("network", lambda: network_drawing(study), problems)
    data, left_out = report_data(study, series)
    html = render(
        "report.html.j2",
        **page_title(study, series),
        style=asset("report.css") + asset("display.css"),
        script=asset("report.js"),
        stories=issue_stories(study, series),
        timeline=timeline,
        network=network,
        net=net_rows(study, series),
        cards=data.pop("cards"),
        most_cards=MOST_CARDS,
        n_series=0 if series is None else len(series),
        speakers=speaker_rows(study),
        articles=article_rows(study),
        problems=problem_rows(study.problems, problems),
        record=record_rows(study, run),
        left_out=left_out,
        data=json_block(data),
        n_statements=len(study.statements),
    )
    Path(path).write_text(html, encoding="utf-8", newline="\n")
    return problems


def _attempt(part: str, make: Callable, problems: list[dict]):
    """Make a part of the report; what cannot be made is reported, and the other parts do not suffer."""
    try:
        return make()
    except (ValueError, KeyError) as error:
        reason = error.args[0] if error.args else type(error).__name__
        problems.append(
            {"source_id": f"report.html/{part}", "stage": "show", "severity": "partial",
             "message": f"not shown: {reason}", "remedy": "see what the message asks for"}
        )  # fmt: skip
        return None
