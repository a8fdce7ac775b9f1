"""Which folder is the cache: the command line's, the environment's or the configuration's."""

from __future__ import annotations

import errno
import os

from tqcheck.errors import TqcheckError


def choose(folder: str | None, configured: str, *, off: bool) -> None:
    """Use the `folder` of the command line, that of the environment, or the `configured` one.

    Raises TqcheckError if that cannot be used. The user's own cache folder, which is the one
    without any of these, is silently done without.
    """
    if off:
        from tqcheck.files import cache

        cache.switch_off()
    if os.environ.get("TQCHECK_NO_CACHE"):
        return
    if folder is not None:
        from tqcheck.files import cache

        _make(folder, f"--cache-dir {folder}")
        cache.use(folder)
    elif environment := os.environ.get("TQCHECK_CACHE_DIR"):
        _make(environment, f"TQCHECK_CACHE_DIR={environment}")
    elif configured:
        from tqcheck.files import cache

        _make(configured, f"setting cache-dir: {configured}")
        cache.configure(configured)


def _make(folder: str, named: str) -> None:
    """Make a cache folder that git ignores; raises TqcheckError if it is of no use.

    A folder that cannot be written is still of use if it has something to read.
    """
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as file:
                file.write("# Made by tqcheck.\n*\n")
        elif not os.access(folder, os.W_OK) and not os.listdir(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        remedy = "name another folder, or use --no-cache"
        raise TqcheckError(f"{named}: cannot be written: {error.strerror}; {remedy}") from None
