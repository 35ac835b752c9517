"""The report's figures as inline SVG, or PNG where SVG would be too large."""

import base64
import io
import re

import matplotlib.pyplot as plt
import pandas as pd
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from newsnb.display.articles import level_label
from newsnb.display.page import printable
from newsnb.figures.marks import day_text, house_style
from newsnb.figures.notes import counted
from newsnb.figures.timeline import position_timeline
from newsnb.report.answer import actor_name

_MOST_STATEMENTS = 400
_MOST_SPEAKERS = 40
_MOST_SVG = 900_000  # characters; larger drawings become PNG
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(?:xlink:href="#|url\(#)([^")]+)')
_LINK = re.compile(r'<a xlink:href="#statement-([^"]*)"[^>]*>')


def timeline_drawing(study, series: pd.DataFrame) -> dict:
    """Draw the timeline with a link on every point. Keys ``picture`` (trusted markup), ``alt`` and ``caption``."""
    figure = position_timeline(series, events=study.event_table, codebook=study.codebook, link=True)
    labels = {row.statement_id: _point_label(study, row) for row in series.itertuples()}
    picture = _LINK.sub(lambda link: _labelled(link, labels), _svg(figure))
    alt = f"Timeline of {len(series)} positions; the same statements are listed below."
    single = "Choose a point to read its sentence in its article. Hollow: the bar spans the days that are possible."
    many = "A long series is drawn by period; each of its sentences can be opened from the table of all statements."
    return {"picture": Markup(picture), "alt": alt, "caption": single if "<a href=" in picture else many}


def _point_label(study, row) -> str:
    when = day_text(row.said_from, row.said_to)
    level = level_label(row.issue, row.position, study.codebook)
    return printable(f"{row.Index}: {when}, {actor_name(study, row.actor_id)}, {level} ({row.lang})")


def _labelled(link: re.Match, labels: dict[str, str]) -> str:
    label = escape(labels.get(link[1], link[1]))
    return f'<a href="#statement-{link[1]}" aria-label="{label}"><title>{label}</title>'


def network_drawing(study) -> dict:
    """Draw who said what about which issue. Keys as in `timeline_drawing`.

    Up to 400 statements each is drawn; beyond, only how much each speaker says about each issue.
    """
    names = study.names
    draw = _every_statement if len(study.statements) <= _MOST_STATEMENTS else _speakers_and_issues
    figure, alt = draw(study, names)
    alt += " The most frequent speakers are in the table below."
    return {"picture": Markup(_picture(figure, alt)), "alt": alt}


def _every_statement(study, names: dict[str, str]) -> tuple[Figure, str]:
    from newsnb.figures.actor_statement import actor_statement_plot

    kinds = pd.Series([data["node_type"] for _, data in study.graph.nodes(data=True)], dtype=str).value_counts()
    drawn = [counted(kinds.get(kind, 0), kind) for kind in ("actor", "statement", "issue")]
    figure = actor_statement_plot(study.graph, labels=names, max_labels=60).figure
    return figure, f"Network of {drawn[0]}, {drawn[1]} and {drawn[2]}."


def _speakers_and_issues(study, names: dict[str, str]) -> tuple[Figure, str]:
    from newsnb.figures.networks import network_plot
    from newsnb.networks import affiliation_network, event_list

    network = affiliation_network(event_list(study.statements, study.positions, study.corpus.articles, study.actors))
    busiest = network.sum(axis=1).sort_values(ascending=False, kind="stable").index[:_MOST_SPEAKERS]
    part = network.loc[[actor for actor in network.index if actor in set(busiest)]]
    part.attrs.update(network.attrs)
    alt = f"Network of {counted(len(part), 'speaker')} and {counted(part.shape[1], 'issue')}: width is statements."
    left = len(network) - len(part)
    return network_plot(part, labels=names).figure, alt + (
        f" {counted(left, 'speaker')} with fewer are not drawn." if left else ""
    )


def _picture(figure: Figure, alt: str) -> str:
    svg = _svg(figure, close=False, prefix="n-")
    if len(svg) <= _MOST_SVG:
        plt.close(figure)
        return svg
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=130, metadata={"Software": None})
    plt.close(figure)
    return f'<img alt="{escape(alt)}" src="data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}">'


def _svg(figure: Figure, *, close: bool = True, prefix: str = "") -> str:
    """Draw as SVG; a ``prefix`` keeps its names apart from those of another drawing on the page."""
    stream = io.StringIO()
    with house_style():
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    if close:
        plt.close(figure)
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    # Names such as "axes_1" are kept only where something refers to them.
    used = set(_USED.findall(svg))
    svg = _USED.sub(lambda name: name[0].replace(name[1], prefix + name[1]), svg) if prefix else svg

    def kept(name: re.Match) -> str:
        return f' id="{prefix}{name[1]}"' if name[1] in used or name[1].startswith("number-") else ""

    return _ID.sub(kept, svg)
