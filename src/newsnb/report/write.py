"""Write the report."""


def write_report(study, path) -> None:
    """Write the report of a study to a file (being written)."""
