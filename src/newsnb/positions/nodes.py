"""Reading a YAML document with the line of everything in it, so that an error can point at its place."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from newsnb import strict_yaml


@dataclass(frozen=True)
class Finding:
    """Something to tell the author of a codebook.

    Attributes
    ----------
    severity
        ``"error"`` (the file cannot be used), ``"overlap"``, ``"example"`` or ``"unused"``.
    line
        1-based line of the file.
    key
        Where in the document, as ``issues[0].scale[1].level``.
    message
        What was found and what was expected.
    """

    severity: str
    line: int
    key: str
    message: str


@dataclass
class Reader:
    """Takes a YAML tree apart and notes every breach of the expected form, instead of stopping at the first."""

    findings: list[Finding] = field(default_factory=list)

    def error(self, node: yaml.Node | None, key: str, message: str) -> None:
        """Note an error at the line of a node (line 1 when there is none)."""
        line = node.start_mark.line + 1 if node else 1
        self.findings.append(Finding("error", line, key, message))

    def mapping(
        self, node: yaml.Node, key: str, required: tuple[str, ...] = (), optional: tuple[str, ...] | None = ()
    ) -> dict[str, yaml.Node]:
        """Read a mapping; unknown, doubled and missing keys are errors. ``optional=None`` allows any key."""
        if not isinstance(node, yaml.MappingNode):
            self.error(node, key, f"expected keys with values, found {describe(node)}")
            return {}
        entries: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = name_node.value if isinstance(name_node, yaml.ScalarNode) else describe(name_node)
            if name in entries:
                self.error(name_node, f"{key}.{name}", "this key stands here twice; expected it once")
            elif optional is not None and name not in required + optional:
                self.error(name_node, f"{key}.{name}", f"unknown key; expected one of {', '.join(required + optional)}")
            entries.setdefault(name, value)
        for name in required:
            if name not in entries:
                self.error(node, key, f"the key {name!r} is missing")
        return entries

    def sequence(self, node: yaml.Node | None, key: str) -> list[tuple[yaml.Node, str]]:
        """Read a list as pairs of item and key; an absent one is empty."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.error(node, key, f"expected a list, found {describe(node)}")
            return []
        return [(item, f"{key}[{i}]") for i, item in enumerate(node.value)]

    def text(self, node: yaml.Node | None, key: str) -> str:
        """Read a text; an absent one is empty."""
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.error(node, key, f"expected text, found {describe(node)}")
            return ""
        return " ".join(node.value.split())

    def texts(self, node: yaml.Node | None, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(self.text(item, where) for item, where in self.sequence(node, key))

    def integer(self, node: yaml.Node | None, key: str) -> int:
        """Read a whole number; 0 after an error."""
        written = node.value if isinstance(node, yaml.ScalarNode) else ""
        if written.lstrip("+-").isascii() and written.lstrip("+-").isdigit():
            return int(written)
        if node is not None:
            self.error(node, key, f"expected a whole number such as -1, found {describe(node)}")
        return 0


def describe(node: yaml.Node) -> str:
    """Say in words what a node is."""
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return repr(node.value) if node.value else "nothing"


def compose(path: Path, reader: Reader) -> yaml.Node | None:
    """Parse a YAML file into nodes; what is not YAML at all is noted as an error with its line."""
    try:
        root = strict_yaml.compose(path.read_bytes().decode("utf-8-sig"))
    except strict_yaml.YamlError as error:
        reader.findings.append(Finding("error", error.line, "", error.message))
        return None
    except UnicodeDecodeError as error:
        reader.error(None, "", f"not readable as UTF-8: {error}")
        return None
    if root is None:
        reader.error(None, "", "the file is empty; expected name, perspective and issues")
    return root
