"""The data dictionary in ``data/README.md``, made from the declared tables: ``make dictionary`` writes it again."""

from pathlib import Path

from newsnb.schemas import TABLES, data_dictionary

README = Path(__file__).parent.parent / "data" / "README.md"
START, END = "<!-- tables: written by make dictionary -->\n", "<!-- end of tables -->\n"


def dictionary() -> str:
    """Render the declared tables as Markdown."""
    rows = data_dictionary()
    parts = []
    for name, schema in TABLES.items():
        parts.append(
            f"### {name}\n\n{schema.description}\n\n| column | type | missing | meaning |\n|---|---|---|---|\n"
        )
        for row in rows[rows["table"].eq(name)].itertuples():
            meaning = row.meaning.replace("|", "\\|")
            parts.append(f"| `{row.column}` | {row.type} | {'yes' if row.may_be_missing else 'no'} | {meaning} |\n")
        parts.append("\n")
    return "".join(parts)


def written() -> str:
    """What stands in ``data/README.md`` between the marks."""
    return README.read_text(encoding="utf-8").split(START)[1].split(END)[0]


def main() -> None:
    """Write the dictionary into ``data/README.md``."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    README.write_text(before + START + dictionary() + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
