"""The commands of the command line, one module each, with ``main(args) -> exit code``."""


class CommandError(ValueError):
    """The command cannot be carried out as given; the message says what to do."""
