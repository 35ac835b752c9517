"""Stage: show. One self-contained page about a study (``report.html``)."""

from newsnb.report.write import write_report

__all__ = ["write_report"]
