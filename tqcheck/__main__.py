"""`python -m tqcheck` is the command line."""

import os
import sys

# Python looks for modules in the working directory first, which may be a stranger's checkout. The
# package itself has been found already, also if it is there.
if sys.path and not getattr(sys.flags, "safe_path", sys.flags.isolated):
    try:
        if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 (as sys.path has it)
            del sys.path[0]
    except OSError:  # The working directory is gone.
        pass

from tqcheck.cli import main

sys.exit(main())
