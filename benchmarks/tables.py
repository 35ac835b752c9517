"""Results of `scale` as JSON and as Markdown tables."""

import json
from pathlib import Path

_TITLES = {
    "stanza": "Parsing, one thread: newsnb and plain Stanza on the same texts, by turns (words per processor second)",
    "stages": "Each stage of a run, one thread (words per processor second)",
    "workers": "From raw text to report with one worker and two; plain Stanza alone on all cores (clock seconds)",
    "growth": "As the corpus grows, and run again (seconds; share of the first run's time)",
}


def write(results: dict, folder: Path) -> None:
    """Write ``scale.json`` and ``scale.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scale.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    parts = [f"## {title}\n\n{_table(results[part])}" for part, title in _TITLES.items() if part in results]
    about = f"{results['cores']} cores, Python {results['python']}, texts: {results['texts']}"
    (folder / "scale.md").write_text("\n\n".join([f"# Speed and growth\n\n{about}", *parts]) + "\n", encoding="utf-8")


def _table(rows: list[dict]) -> str:
    columns = [name for name, value in rows[0].items() if not isinstance(value, list)]
    lines = [columns, ["---"] * len(columns), *([_cell(row[name]) for name in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
