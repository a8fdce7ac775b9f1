"""`python -m tqcheck` is the command line."""

import sys

from tqcheck.cli import main

sys.exit(main())
