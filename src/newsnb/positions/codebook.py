"""The codebook: which issues are coded, how a statement is recognised as being about one, what the levels mean.

A codebook is a YAML document that a researcher writes (`data/codebook.yaml` is one); the code knows nothing in it.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from newsnb import lang
from newsnb.positions.acts import ACTS
from newsnb.positions.nodes import Finding, Reader, compose
from newsnb.positions.phrases import Affixes, PhraseError, compile_phrases

Phrases = dict[str, tuple[str, ...]]


class CodebookError(ValueError):
    """A codebook cannot be used; the message lists every error with file, line, key and what was expected."""


@dataclass(frozen=True)
class Example:
    """A statement as the codebook's author would code it; ``position`` is None where the issue has no scale."""

    text: str
    lang: str
    gloss: str
    position: int | None
    line: int


@dataclass(frozen=True)
class Term:
    """Phrases per language for one idea, such as "a contact"."""

    name: str
    phrases: Phrases
    line: int


@dataclass(frozen=True)
class About:
    """One way for a statement to be about an issue.

    Attributes
    ----------
    all_of, any_of, none_of
        Terms that must all occur, of which one must, of which none may.
    participants
        Sides that must take part, each a tuple of actor ids; whoever rolls up to one of them stands for the side.
    """

    all_of: tuple[Term, ...]
    any_of: tuple[Term, ...]
    none_of: tuple[Term, ...]
    participants: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Level:
    """A level of a scale: what gives it.

    Attributes
    ----------
    acts
        Speech acts, each with the term that must be named beside it ("refuse + truce") or None.
    phrases
        Phrases per language; they go before the acts.
    """

    value: int
    label: str
    acts: tuple[tuple[str, Term | None], ...]
    phrases: Phrases
    line: int


@dataclass(frozen=True)
class Issue:
    """An issue. ``scale`` is empty where positions are not graded; ``examples`` holds those of its levels too."""

    id: str
    label: str
    question: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    about: tuple[About, ...]
    scale: tuple[Level, ...]
    examples: tuple[Example, ...]
    line: int

    def level(self, value: int) -> Level:
        """The level with a value."""
        return next(level for level in self.scale if level.value == value)


@dataclass(frozen=True)
class Codebook:
    """A whole codebook. ``perspective`` are the actors whose position is traced, with all who roll up to them."""

    name: str
    perspective: tuple[str, ...]
    issues: tuple[Issue, ...]
    terms: dict[str, Term] = field(default_factory=dict)
    path: str = ""

    def issue(self, issue_id: str) -> Issue:
        """The issue with an id.

        Raises
        ------
        KeyError
            If there is none: a misspelt issue must not read as silence.
        """
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(f"no issue {issue_id!r}; the codebook has {', '.join(i.id for i in self.issues)}")


def load_codebook(path: str | Path) -> Codebook:
    """Read and check a codebook.

    Raises
    ------
    CodebookError
        With every error in the file, one a line, as ``file:line: key: what was found and expected``.
    """
    codebook, findings = read_codebook(path)
    if findings:
        lines = [f"{path}:{f.line}: {f.key}: {f.message}" for f in findings]
        raise CodebookError("\n".join(lines))
    return codebook


def read_codebook(path: str | Path) -> tuple[Codebook | None, list[Finding]]:
    """Read a codebook as far as it goes, with the errors found, in order of line."""
    reader = Reader()
    root = compose(Path(path), reader)
    codebook = _codebook(reader, root, str(path)) if root is not None else None
    return codebook, sorted(reader.findings, key=lambda finding: (finding.line, finding.key))


def _codebook(reader: Reader, root: yaml.Node, path: str) -> Codebook:
    keys = reader.mapping(root, "codebook", ("name", "perspective", "issues"), ("about", "terms"))
    given = reader.mapping(keys["terms"], "terms", optional=None) if "terms" in keys else {}
    terms = {name: _term(reader, node, f"terms.{name}", name) for name, node in given.items()}
    nodes = reader.sequence(keys.get("issues"), "issues")
    issues = tuple(_issue(reader, node, key, terms) for node, key in nodes)
    for i, (node, key) in enumerate(nodes):
        if issues[i].id in [earlier.id for earlier in issues[:i]]:
            reader.error(node, f"{key}.id", f"the id {issues[i].id!r} is taken by an earlier issue; expected a new one")
    name = reader.text(keys.get("name"), "name")
    return Codebook(name, reader.texts(keys.get("perspective"), "perspective"), issues, terms, path)


def _issue(reader: Reader, node: yaml.Node, key: str, terms: dict[str, Term]) -> Issue:
    optional = ("label", "include", "exclude", "scale", "examples")
    keys = reader.mapping(node, key, ("id", "question", "definition", "about"), optional)
    levels = reader.sequence(keys.get("scale"), f"{key}.scale")
    scale = tuple(_level(reader, level, where, terms) for level, where in levels)
    _check_scale(reader, levels, scale)
    own = _examples(reader, keys.get("examples"), f"{key}.examples", None)
    of_levels = [example for (level, where), read in zip(levels, scale, strict=True)
                 for example in _level_examples(reader, level, where, read.value)]  # fmt: skip
    issue_id = reader.text(keys.get("id"), f"{key}.id")
    return Issue(
        id=issue_id,
        label=reader.text(keys.get("label"), f"{key}.label") or issue_id.replace("_", " "),
        question=reader.text(keys.get("question"), f"{key}.question"),
        definition=reader.text(keys.get("definition"), f"{key}.definition"),
        include=reader.texts(keys.get("include"), f"{key}.include"),
        exclude=reader.texts(keys.get("exclude"), f"{key}.exclude"),
        about=tuple(_about(reader, n, k, terms) for n, k in reader.sequence(keys.get("about"), f"{key}.about")),
        scale=tuple(sorted(scale, key=lambda level: level.value)),
        examples=(*own, *of_levels),
        line=node.start_mark.line + 1,
    )


def _about(reader: Reader, node: yaml.Node, key: str, terms: dict[str, Term]) -> About:
    keys = reader.mapping(node, key, (), ("all_of", "any_of", "none_of", "participants"))
    if not {"all_of", "any_of"} & set(keys):
        reader.error(node, key, "expected all_of or any_of with at least one term")
    groups = {
        name: tuple(_term_of(reader, n, k, terms) for n, k in reader.sequence(keys.get(name), f"{key}.{name}"))
        for name in ("all_of", "any_of", "none_of")
    }
    sides = reader.sequence(keys.get("participants"), f"{key}.participants")
    return About(**groups, participants=tuple(reader.texts(side, where) for side, where in sides))


def _term_of(reader: Reader, node: yaml.Node, key: str, terms: dict[str, Term]) -> Term:
    """A term by its name, or written in place."""
    if isinstance(node, yaml.MappingNode):
        return _term(reader, node, key, key)
    name = reader.text(node, key)
    if name and name not in terms:
        reader.error(node, key, f"there is no term {name!r}; expected one of {', '.join(terms) or '(no terms given)'}")
    return terms.get(name, Term(name, {}, node.start_mark.line + 1))


def _term(reader: Reader, node: yaml.Node, key: str, name: str) -> Term:
    return Term(name, _phrases(reader, node, key), node.start_mark.line + 1)


def _phrases(reader: Reader, node: yaml.Node | None, key: str) -> Phrases:
    if node is None:
        return {}
    read = {}
    for code, phrases in reader.mapping(node, key, optional=None).items():
        if code not in lang.available():
            reader.error(phrases, f"{key}.{code}", f"unknown language; expected one of {', '.join(lang.available())}")
        read[code] = reader.texts(phrases, f"{key}.{code}")
        for item, where in reader.sequence(phrases, f"{key}.{code}"):
            _check_phrase(reader, item, where)
    return read


def _check_phrase(reader: Reader, node: yaml.Node, key: str) -> None:
    try:
        compile_phrases((str(node.value),), Affixes())
    except PhraseError as error:
        reader.error(node, key, str(error))


def _level(reader: Reader, node: yaml.Node, key: str, terms: dict[str, Term]) -> Level:
    keys = reader.mapping(node, key, ("level", "label"), ("acts", "phrases", "examples"))
    acts = reader.sequence(keys.get("acts"), f"{key}.acts")
    return Level(
        value=reader.integer(keys.get("level"), f"{key}.level"),
        label=reader.text(keys.get("label"), f"{key}.label"),
        acts=tuple(_act(reader, act, where, terms) for act, where in acts),
        phrases=_phrases(reader, keys.get("phrases"), f"{key}.phrases"),
        line=node.start_mark.line + 1,
    )


def _act(reader: Reader, node: yaml.Node, key: str, terms: dict[str, Term]) -> tuple[str, Term | None]:
    """An act, or an act and a term: ``refuse + truce``."""
    name, plus, term = (part.strip() for part in reader.text(node, key).partition("+"))
    if name not in ACTS:
        reader.error(node, key, f"unknown speech act {name!r}; expected one of {', '.join(ACTS)}")
    if plus and term not in terms:
        reader.error(node, key, f"there is no term {term!r}; expected one of {', '.join(terms) or '(no terms given)'}")
    return name, terms.get(term)


def _check_scale(reader: Reader, nodes: list[tuple[yaml.Node, str]], scale: tuple[Level, ...]) -> None:
    """The same value, act or phrase on two levels would make the code a matter of chance."""
    seen: dict[tuple, int] = {}
    for (node, key), level in zip(nodes, scale, strict=True):
        claims = [
            ("level", level.value),
            *(("act", f"{act} + {term.name}" if term else act) for act, term in level.acts),
        ]
        claims += [("phrase", phrase) for phrases in level.phrases.values() for phrase in phrases]
        for what, value in claims:
            if (what, value) in seen:
                first = seen[what, value]
                reader.error(node, key, f"{what} {value!r} stands at line {first} already; expected it on one level")
            seen.setdefault((what, value), level.line)


def _level_examples(reader: Reader, node: yaml.Node, key: str, value: int) -> tuple[Example, ...]:
    if not isinstance(node, yaml.MappingNode):
        return ()
    examples = [item for name, item in node.value if name.value == "examples"]
    return _examples(reader, examples[0] if examples else None, f"{key}.examples", value)


def _examples(reader: Reader, node: yaml.Node | None, key: str, position: int | None) -> tuple[Example, ...]:
    read = []
    for item, where in reader.sequence(node, key):
        keys = reader.mapping(item, where, ("text", "lang"), ("gloss",))
        text, code, gloss = (reader.text(keys.get(name), f"{where}.{name}") for name in ("text", "lang", "gloss"))
        read.append(Example(text, code, gloss, position, item.start_mark.line + 1))
    return tuple(read)
