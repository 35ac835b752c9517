"""YAML files that people write: read safely, and refused with a line where they do not mean what they seem to.

Safe loading makes no objects, but lets the second of two equal keys win in silence, and a few lines of anchors stand
for more text than memory holds.
"""

import yaml

_MOST_VALUES = 1_000_000


class YamlError(ValueError):
    """A file is no YAML that can be used; ``line`` counts from 1 and ``message`` says what stands there."""

    def __init__(self, line: int, message: str):
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


def compose(text: str) -> yaml.Node | None:
    """Parse YAML into nodes; ``None`` for an empty file.

    Raises
    ------
    YamlError
        If it is not YAML, is nested too deeply, or its anchors stand for themselves or for more than memory holds.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        _size(root, {})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, _in_words(error.problem or error.context or "")) from None
    except yaml.YAMLError as error:
        raise YamlError(1, f"not readable as YAML: {error}") from None
    except RecursionError:
        raise YamlError(1, "nested too deeply") from None
    return root


def load(text: str):
    r"""Read YAML into plain Python values; as `compose`, and two equal keys are an error.

    Examples
    --------
    >>> load("a: 1\nb: [x, y]")
    {'a': 1, 'b': ['x', 'y']}
    """
    root = compose(text)
    _refuse_twins(root, set())
    loader = yaml.SafeLoader("")
    try:
        return None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        raise YamlError(error.problem_mark.line + 1, _in_words(error.problem)) from None
    finally:
        loader.dispose()


def _in_words(problem: str) -> str:
    tab = "'\\t'" in problem or "tab" in problem
    return "a tab; indent with spaces" if tab else f"not readable as YAML: {problem}"


def _children(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _size(node: yaml.Node | None, known: dict[int, int]) -> int:
    """Count the values that a node stands for, each anchor as often as it is used."""
    if id(node) in known:
        if known[id(node)] < 0:
            raise YamlError(node.start_mark.line + 1, "an anchor that stands for itself")
        return known[id(node)]
    known[id(node)] = -1
    known[id(node)] = total = 1 + sum(_size(child, known) for child in _children(node))
    if total > _MOST_VALUES:
        raise YamlError(node.start_mark.line + 1, f"anchors that stand for more than {_MOST_VALUES:,} values")
    return total


def _refuse_twins(node: yaml.Node | None, seen: set[int]) -> None:
    """Refuse a mapping in which a key stands twice."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                first = lines.setdefault(key.value, key.start_mark.line + 1)
                if first != key.start_mark.line + 1:
                    raise YamlError(key.start_mark.line + 1, f"the key {key.value!r} stands in line {first} already")
    for child in _children(node):
        _refuse_twins(child, seen)
