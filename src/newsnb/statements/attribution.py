"""Attribution: reading an article sentence by sentence and putting cue, content and speaker together."""

from dataclasses import replace
from datetime import date

from newsnb import lang as languages
from newsnb.parsing.document import ParsedArticle
from newsnb.statements.actors import ActorRegistry, Mention
from newsnb.statements.contents import Content, content_of
from newsnb.statements.continuing import announced, floating, prolonged
from newsnb.statements.cues import CueHit, lexicon
from newsnb.statements.learned.merge import merged
from newsnb.statements.learned.reading import Marks
from newsnb.statements.lines import Line, make_line
from newsnb.statements.nominal import according_to, colon_line
from newsnb.statements.quotes import find_quotations
from newsnb.statements.records import Attribution, is_nested
from newsnb.statements.speakers import Memory, Source, names_in, quotes_another, resolve


def attribute(
    parsed: ParsedArticle,
    raw: str,
    registry: ActorRegistry,
    first: date | None = None,
    last: date | None = None,
    marks: Marks | None = None,
) -> list[Attribution]:
    """Find all statements of an article.

    Parameters
    ----------
    parsed, raw
        The article's parse and the raw text its offsets point into.
    registry
        Who can be recognised; others get an id made from their name.
    first, last
        When it was published, if known: it decides who "the president" was.
    marks
        What the learned tagger found in each sentence; ``None`` leaves everything to the rules.

    Returns
    -------
    list of Attribution
        In text order.
    """
    memory = Memory(registry, first, last)
    lines = _lines(parsed, raw, registry, first, last)
    found: list[Attribution] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        new = _in_line(line, number, memory, found, following)
        if marks is not None:
            new = merged(line, number, memory, marks.get(number, []), new)
        found += new
        _remember(line, memory, new)
    found = prolonged(lines, found)
    found += floating(lines, found)
    return sorted(_distinct(found), key=lambda a: (a.content.spans[0], a.content.spans[-1][1]))


def _lines(parsed: ParsedArticle, raw: str, registry, first, last) -> list[Line]:
    language, words = languages.load(parsed.lang), lexicon(parsed.lang)
    pairs = language.quotes + tuple(tuple(pair) for pair in language.cues.get("single_quotes", ()))
    spans: dict[int, list[int]] = {}
    for sentence in parsed.sentences:
        span = spans.setdefault(sentence.paragraph, [sentence.start, sentence.end])
        span[1] = sentence.end
    marked = {
        paragraph: (
            [
                Mention(m.start + start, m.end + start, m.actor_id, m.role)
                for m in registry.mentions(raw[start:end], parsed.lang, first, last)
            ],
            find_quotations(raw, start, end, pairs),
        )
        for paragraph, (start, end) in spans.items()
    }
    return [make_line(raw, language, words, s, *marked[s.paragraph]) for s in parsed.sentences]


def _in_line(
    line: Line, number: int, memory: Memory, found: list[Attribution], following: Line | None
) -> list[Attribution]:
    if line.sentence.kind == "dateline":
        return []
    headline = line.sentence.kind == "title"
    if before_colon := colon_line(line, number, memory, headline):
        return before_colon
    new: list[Attribution] = []
    for hit in line.cues:
        attribution = _of_cue(line, hit, number, memory, [*found[-6:], *new], following)
        if attribution is None:
            continue
        new.append(attribution)
        if not is_nested(attribution, new):
            memory.spoke(number, attribution.source.actor_id, attribution.source.span)
    new = [_before_outer(attribution, new) for attribution in new]
    return new + according_to(line, number, memory, new, headline)


def _before_outer(a: Attribution, others: list[Attribution]) -> Attribution:
    """End a content where that of a statement around it ends: "Moscow warned that ..., the agency reported"."""
    start, end = a.content.spans[-1]
    around = [o for o in others if o.content.rule == "postposed" and a.cue is not None and o.cue.start < end]
    ends = [e for s, e in (o.content.spans[0] for o in around) if s <= a.cue.start and start < e < end]
    spans = (*a.content.spans[:-1], (start, min(ends))) if ends else a.content.spans
    return replace(a, content=replace(a.content, spans=spans))


def _of_cue(
    line: Line, hit: CueHit, number: int, memory: Memory, before: list[Attribution], following: Line | None
) -> Attribution | None:
    """Put one cue together with its content and speaker; ``before`` are the statements found just before it."""
    cls = _stand(line, hit)
    if cls is None or _quoted_itself(line, hit, before) or quotes_another(line, hit):
        return None
    taken = tuple(span for a in before for span in a.content.spans)
    content = content_of(line, hit, taken) or announced(line, hit, following)
    if content is None or any(a.content.spans[-1][0] == content.spans[-1][0] for a in before):
        return None
    here = tuple(a.content for a in before if a.sentence == number)
    source = resolve(line, hit, content, memory, number, here)
    if source.actor_id == "author":
        return None  # "I think" of the writer is no report
    headline = line.sentence.kind == "title"
    via = _via(line, content, source, memory)
    return Attribution(number, hit, cls, hit.cue.lemma, content, source, via, headline)


def _quoted_itself(line: Line, hit: CueHit, before: list[Attribution]) -> bool:
    """Tell a cue that somebody's quotation holds: what is reported there is that speaker's matter."""
    quotation = line.quoted(hit.start)
    if quotation and len(line.raw[quotation.inner_start : quotation.inner_end].split()) > 3:
        return True
    direct = [a for a in before if a.content.kind == "direct"]
    return any(s <= hit.start < e for a in direct for s, e in a.content.spans)


def _stand(line: Line, hit: CueHit) -> str | None:
    """Give the speech act, negation counted in; ``None`` where a negated cue takes no stand ("did not say")."""
    return line.lexicon.negated.get(hit.cue.cls) if hit.negated else hit.cue.cls


def _via(line: Line, content: Content, source: Source, memory: Memory) -> str | None:
    """Who relayed it: a medium or platform named in the sentence outside the content."""
    for mention in line.mentions:
        actor = memory.registry.actors[mention.actor_id]
        inside = any(s <= mention.start < e for s, e in content.spans)
        if actor.kind in ("media", "platform") and actor.id != source.actor_id and not inside:
            return actor.id
    return None


def _remember(line: Line, memory: Memory, new: list[Attribution]) -> None:
    """Keep who was mentioned, and whom a sentence without statements is about."""
    names = [n for n in names_in(line, memory) if n.kind != "place"]
    memory.seen += [n.actor_id for n in names]
    if new:
        return
    leading = [n for n in names if n.kind in ("person", "institution") and line.index_at(n.start) <= 6]
    if leading:
        memory.topic = leading[0].actor_id
    persons = [n for n in names if n.kind == "person" and (n.known or n in leading)]
    if persons and line.sentence.kind == "body":
        memory.topic_person = persons[0].actor_id


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Drop what says the same of the same words: one content, one speaker."""
    kept: dict[tuple, Attribution] = {}
    for a in found:
        kept.setdefault((a.content.spans, a.source.actor_id), a)
    return list(kept.values())
