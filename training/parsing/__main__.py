"""Command line of the recipe: ``python -m training.parsing STEP ...`` in the root of the repository."""

import sys

from training.parsing.commands import main

sys.exit(main())
