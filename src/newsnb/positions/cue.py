"""The cue as it bears on its content: what its own words do, and whether it denies or refuses."""

from dataclasses import dataclass
from functools import cached_property

from newsnb.positions.acts import find_acts, negations, strongest
from newsnb.positions.phrases import Span, View
from newsnb.positions.reading import Reading


@dataclass(frozen=True)
class Cue:
    """The cue as it bears on its content; a "not" directly before it belongs to it.

    Attributes
    ----------
    span
        Raw span, None for a free-standing quotation.
    act
        Act in the cue's own words, if any.
    denies, refuses
        Whether it denies its content ("denied"), or refuses to speak or act ("declined", "did not confirm").
    """

    reading: Reading

    @cached_property
    def span(self) -> Span | None:
        """Raw span with the negation before it."""
        cue = self.reading.statement.cue
        if cue is None:
            return None
        start = max(self.reading.around.sentence_of(self.reading.statement)[0], cue[0] - 20)
        before = self.reading.view((start, cue[0]))
        near = [p for p in negations(before, self.reading.language) if len(before.text[p[1] :].split()) <= 1]
        return (before.span(*near[-1])[0], cue[1]) if near else cue

    @cached_property
    def view(self) -> View:
        """Its words."""
        return self.reading.view(*([self.span] if self.span else []))

    @cached_property
    def act(self) -> str | None:
        """Act in its words."""
        act = strongest(find_acts(self.view, self.reading.language))
        return act.name if act else None

    @cached_property
    def is_negated(self) -> bool:
        """Whether it holds a negation."""
        return bool(negations(self.view, self.reading.language))

    @property
    def refuses(self) -> bool:
        """Refuses to speak, or to do it."""
        given = self.reading.statement.cue_class
        return given in ("refuse", "rule_out") or (given in ("confirm", "deny") and self.is_negated)

    @property
    def denies(self) -> bool:
        """Denies what the content says."""
        return self.reading.statement.cue_class == "deny" and not self.is_negated
