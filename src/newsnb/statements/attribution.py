"""Attribution: reading an article sentence by sentence and putting cue, content and speaker together."""

import re
from dataclasses import dataclass, replace
from datetime import date

from newsnb import lang as languages
from newsnb.parsing.document import ParsedArticle
from newsnb.statements.actors import ActorRegistry, Mention
from newsnb.statements.contents import Content, content_of, trim
from newsnb.statements.cues import ADVERBIAL, CueHit, lexicon
from newsnb.statements.lines import Line, make_line
from newsnb.statements.quotes import Quotation, find_quotations
from newsnb.statements.speakers import UNKNOWN, Memory, Source, from_words, named, names_in, read_pronoun, resolve


@dataclass(frozen=True)
class Attribution:
    """One statement before it becomes a row: cue, content, speaker, and the sentence it was found in.

    ``cue`` is ``None`` for a free-standing quotation; ``via`` is the actor that relayed it.
    """

    sentence: int
    cue: CueHit | None
    cls: str
    lemma: str | None
    content: Content
    source: Source
    via: str | None
    headline: bool


def attribute(
    parsed: ParsedArticle, raw: str, registry: ActorRegistry, first: date | None = None, last: date | None = None
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
        found += new
        _remember(line, memory, new)
    found = _prolonged(lines, found)
    found += _floating(lines, found)
    return sorted(_distinct(found), key=lambda a: (a.content.spans[0], a.content.spans[-1][1]))


def _lines(parsed: ParsedArticle, raw: str, registry, first, last) -> list[Line]:
    language, words = languages.load(parsed.lang), lexicon(parsed.lang)
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
            find_quotations(raw, start, end, language.quotes),
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
    if before_colon := _colon_line(line, number, memory, headline):
        return before_colon
    new: list[Attribution] = []
    for hit in line.cues:
        quotation = line.quoted(hit.start)
        if (quotation and len(line.raw[quotation.inner_start : quotation.inner_end].split()) > 3) or _covered(
            hit, found
        ):
            continue
        cls = _stand(line, hit)
        taken = tuple(span for a in [*found[-6:], *new] for span in a.content.spans)
        content = content_of(line, hit, taken) if cls else None
        content = content or (cls and _announced(line, hit, following)) or None
        if content is None or _taken_already(content, [*new, *found[-6:]]):
            continue
        source = resolve(line, hit, content, memory, number, tuple(a.content for a in new))
        attribution = Attribution(
            number, hit, cls, hit.cue.lemma, content, source, _via(line, content, source, memory), headline
        )
        if source.actor_id == "author":
            continue
        new.append(attribution)
        if not _nested(attribution, new):
            memory.spoke(number, source.actor_id, source.span)
    new += _according_to(line, number, memory, new, headline)
    return new


def _covered(hit: CueHit, found: list[Attribution]) -> bool:
    """Whether a cue lies in something already quoted directly."""
    return any(a.content.kind == "direct" and any(s <= hit.start < e for s, e in a.content.spans) for a in found[-6:])


def _stand(line: Line, hit: CueHit) -> str | None:
    """Give the speech act, negation counted in; ``None`` where a negated cue takes no stand ("did not say")."""
    return line.lexicon.negated.get(hit.cue.cls) if hit.negated else hit.cue.cls


def _taken_already(content: Content, found: list[Attribution]) -> bool:
    return any(a.content.spans[-1][0] == content.spans[-1][0] for a in found)


def _nested(attribution: Attribution, others: list[Attribution]) -> bool:
    return any(a is not attribution and _holds(a, attribution) for a in others)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether one statement's content holds the other's content and cue."""
    start = min([inner.content.spans[0][0], *([inner.cue.start] if inner.cue else [])])
    end = inner.content.spans[-1][1]
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in outer.content.spans)


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
    persons = [n for n in names if n.kind == "person" and n.known]
    if persons and line.sentence.kind == "body":
        memory.topic_person = persons[0].actor_id


# ---------------------------------------------------------------- attribution without a verb


def _according_to(line, number, memory, new, headline) -> list[Attribution]:
    """``According to X, ...``: the source follows the phrase, the content is the rest of the sentence."""
    found = []
    for hit in line.breaks:
        if hit.cue.form != ADVERBIAL or line.quoted(hit.start):
            continue
        if any(s <= hit.start < e for a in new for s, e in a.content.spans):
            continue
        source_end = _source_phrase_end(line, hit)
        if any(hit.first < other.first < source_end for other in line.breaks if other.cue.form == ADVERBIAL):
            continue  # "by the agency's report, quoting the governor": the last one named speaks
        content = _beside(line, hit, source_end, new)
        if content is None:
            continue
        source = _named_after(line, hit, source_end, memory, number)
        if source.span is None:
            continue
        found.append(Attribution(number, hit, "according_to", hit.cue.lemma, content, source, None, headline))
        memory.spoke(number, source.actor_id)
    return found


def _source_phrase_end(line: Line, hit: CueHit) -> int:
    """Give the number of the first word after the source of "according to"."""
    for i in range(hit.last, min(hit.last + 14, len(line.words))):
        if i > hit.last and re.search(r"[,،:;؛.]", line.gap(i)):
            return i
    return min(hit.last + 14, len(line.words))


def _beside(line: Line, hit: CueHit, after: int, new: list[Attribution]) -> Content | None:
    said = next(
        (q for q in line.quotations if after < len(line.words) and 0 <= line.words[after].start - q.start <= 2), None
    )
    if said:
        return Content(((said.inner_start, said.inner_end),), "direct", "according to", 0.85)
    relayed = any(other.first <= 2 and hit.first - other.first < 10 for other in line.breaks if other.first < hit.first)
    if (hit.first <= 2 or relayed) and after < len(line.words):
        start, end = line.words[after].start, line.end
    elif hit.first > 2:
        start, end = line.start, hit.start
    else:
        return None
    later = [a.cue.start for a in new if a.cue and a.cue.start >= start]
    start, end = trim(line.raw, start, min([end, *later]))
    overlaps = any(s < end and e > start for a in new for s, e in a.content.spans)
    if overlaps or len(line.raw[start:end].split()) < 4:
        return None
    inner = [
        q
        for q in line.quotations
        if start - 1 <= q.start and q.end <= end + 1 and q.inner_end - q.inner_start > 0.8 * (end - start)
    ]
    if inner:
        return Content(((inner[0].inner_start, inner[0].inner_end),), "direct", "according to", 0.85)
    mixed = any(q.start < end and q.end > start for q in line.quotations)
    return Content(((start, end),), "mixed" if mixed else "indirect", "according to", 0.85)


def _named_after(line: Line, hit: CueHit, end: int, memory: Memory, number: int) -> Source:
    limit = line.words[end - 1].end if end else line.end
    names = [n for n in names_in(line, memory) if hit.end <= n.start and n.end <= limit]
    if names:
        persons = [n for n in names if n.kind == "person" and not n.by_role] or names
        return named(line, hit.end, persons[0], memory, number)
    if hit.last >= end:
        return Source(None, UNKNOWN, "nobody found", 0.1)
    first = line.words[hit.last]
    if pronoun := read_pronoun(line, first.start, first.end, first.text, [], memory, number):
        return pronoun
    start = first.start
    return from_words(line, start, limit, memory, number)


def _colon_line(line, number, memory, headline) -> list[Attribution]:
    """``Peskov: no decision yet``: a name and a colon at the beginning of a line or headline."""
    names = names_in(line, memory)
    if not names or not line.words or line.index_at(names[0].start) > 3:
        return []
    colon = line.raw.find(":", names[0].end, min(names[0].end + 40, line.end))
    if colon < 0 or len(line.raw[names[0].end : colon].split()) > 4 or line.raw[colon + 1 : colon + 2].isdigit():
        return []
    if any(h.start < colon for h in line.cues):
        return []
    start, end = trim(line.raw, colon + 1, line.end)
    if len(line.raw[start:end].split()) < 3:
        return []
    quotation = next((q for q in line.quotations if q.start >= colon and q.inner_start <= start + 1), None)
    span = (quotation.inner_start, quotation.inner_end) if quotation else (start, end)
    source = Source((names[0].start, names[0].end), names[0].actor_id, "name before a colon", 0.85)
    memory.spoke(number, source.actor_id)
    content = Content((span,), "direct", "colon", 0.75)
    return [Attribution(number, None, "say", None, content, source, None, headline)]


def _announced(line: Line, hit: CueHit, following: Line | None) -> Content | None:
    """``The minister wrote:`` and the quotation in the next line."""
    if (
        following is None
        or not line.raw[hit.end : following.start].rstrip().endswith(":")
        or line.raw.find(":", hit.end) < 0
    ):
        return None
    quotation = next((q for q in following.quotations if q.start <= following.start), None)
    if quotation is None or "clause" not in hit.cue.take or any(h.start > hit.start for h in line.cues):
        return None
    return Content(((quotation.inner_start, quotation.inner_end),), "direct", "quotation in the next line", 0.85)


def _prolonged(lines: list[Line], found: list[Attribution]) -> list[Attribution]:
    """Let a quotation go on: after its cue in the same paragraph, or in the next one where it was not closed."""
    quotations = {q.start: q for line in lines for q in line.quotations}
    unclosed = {q.inner_start for q in quotations.values() if not q.closed}
    starts = {line.start: line.sentence.paragraph for line in lines}
    taken = {a.content.spans[0][0] for a in found}
    result = []
    for a in found:
        line, spans = lines[a.sentence], a.content.spans
        before_cue = a.cue is not None and spans[-1][1] <= a.cue.start
        if a.content.kind == "direct" and (before_cue or spans[-1][0] in unclosed):
            position = line.end if before_cue else spans[-1][1]
            paragraph = line.sentence.paragraph
            while following := _next_quotation(line.raw, position, quotations, taken):
                same = starts.get(following.start) == paragraph
                if not same and (spans[-1][0] not in unclosed or following.start not in starts):
                    break
                spans = (*spans, (following.inner_start, following.inner_end))
                position, paragraph = following.end, starts.get(following.start, paragraph)
        result.append(replace(a, content=replace(a.content, spans=spans)))
    return result


def _next_quotation(raw: str, position: int, quotations: dict[int, Quotation], taken: set[int]) -> Quotation | None:
    """Give the quotation that begins after ``position`` with nothing but blanks between."""
    while position < len(raw) and raw[position].isspace():
        position += 1
    following = quotations.get(position)
    return following if following and following.inner_start not in taken else None


def _floating(lines: list[Line], found: list[Attribution]) -> list[Attribution]:
    """Quotations that stand alone: they go on with whoever spoke last, in the same or the previous paragraph."""
    new, done = [], set()
    for number, line in enumerate(lines):
        for quotation in line.quotations:
            if quotation in done or not line.start <= quotation.start < line.end:
                continue
            done.add(quotation)
            if not _free(line, quotation, found):
                continue
            before = [a for a in found if a.sentence <= number and not a.headline and not _nested(a, found)]
            near = before and line.sentence.paragraph - lines[before[-1].sentence].sentence.paragraph <= 1
            if near:
                source = replace(before[-1].source, span=None, rule="goes on", confidence=0.6)
                content = Content(((quotation.inner_start, quotation.inner_end),), "direct", "free quotation", 0.6)
                new.append(Attribution(number, None, "quote", None, content, source, before[-1].via, False))
    return new


def _free(line: Line, quotation: Quotation, found: list[Attribution]) -> bool:
    words = len(line.raw[quotation.inner_start : quotation.inner_end].split())
    taken = any(s < quotation.end and e > quotation.start for a in found for s, e in a.content.spans)
    return words >= 6 and not taken and (quotation.end - quotation.start) >= 0.5 * min(line.end - line.start, 400)


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Drop what says the same of the same words: one content, one speaker."""
    kept: dict[tuple, Attribution] = {}
    for a in found:
        kept.setdefault((a.content.spans, a.source.actor_id), a)
    return list(kept.values())
