"""The table of scores: new models beside those before, written between marks into the model card."""

from collections.abc import Mapping
from pathlib import Path

from training.parsing.evaluate import Scores

START = "<!-- scores: make models-scores -->"
END = "<!-- end of scores -->"
_LANGUAGES = {"en": "English", "ar": "Arabic", "fa": "Persian"}
_COLUMNS = ("words", "sentences", "part of speech", "features", "lemma", "UAS / LAS", "names", "PER / ORG / LOC")


class NoPlaceError(RuntimeError):
    """The page has no marks to write between."""


def written(scored: Mapping[str, Mapping[str, Scores]]) -> str:
    """Lay out scores as a table of Markdown.

    Parameters
    ----------
    scored
        Language to label of the models (``"new"``, ``"before"``) to scores; labels in the order of the rows.
    """
    lines = ["| | models | " + " | ".join(_COLUMNS) + " |", "|---|---|" + "---|" * len(_COLUMNS)]
    for lang, by_label in scored.items():
        for label, scores in by_label.items():
            lines.append(f"| {_LANGUAGES.get(lang, lang)} | {label} | " + " | ".join(_cells(scores)) + " |")
    return "\n".join(lines)


def _cells(scores: Scores) -> list[str]:
    raw = scores.raw
    types = " / ".join(f"{scores.by_type.get(kind, 0.0):.1f}" for kind in ("PER", "ORG", "LOC"))
    single = [f"{raw[measure]:.1f}" for measure in ("Words", "Sentences", "UPOS", "UFeats", "Lemmas")]
    return [*single, f"{raw['UAS']:.1f} / {raw['LAS']:.1f}", f"{scores.names:.1f}", types]


def short(scored: Mapping[str, Mapping[str, Scores]], label: str) -> dict[str, dict[str, float]]:
    """The few figures that ``newsnb models list`` shows, by language (``scores.json`` beside the models)."""
    measures = {"words": "Words", "sentences": "Sentences", "UPOS": "UPOS", "LAS": "LAS"}
    return {
        lang: {name: by_label[label].raw[measure] for name, measure in measures.items()}
        | {"names": by_label[label].names}
        for lang, by_label in sorted(scored.items())
    }


def put(table: str, page: Path) -> None:
    """Write a table between the marks of a page.

    Raises
    ------
    NoPlaceError
        If the page has no marks: a table at a place guessed could end up anywhere.
    """
    text = page.read_text(encoding="utf-8")
    before, found, rest = text.partition(START)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise NoPlaceError(f"{page} has no lines {START!r} and {END!r}")
    page.write_text(f"{before}{START}\n\n{table}\n\n{END}{after}", encoding="utf-8")
