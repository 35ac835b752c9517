"""Dates as intervals with evidence: expressions in texts, days of publication, known events.

The public functions are `find_dates`, `resolve`, `date_articles`, `article_evidence` and `read_events`.
"""

from newsnb.dates.articles import article_evidence, date_articles
from newsnb.dates.events import Event, EventsError, find_events, read_events
from newsnb.dates.expressions import DateExpression, find_dates, resolve
from newsnb.dates.intervals import Interval

__all__ = [
    "DateExpression",
    "Event",
    "EventsError",
    "Interval",
    "article_evidence",
    "date_articles",
    "find_dates",
    "find_events",
    "read_events",
    "resolve",
]
