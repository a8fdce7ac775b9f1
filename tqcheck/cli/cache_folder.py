"""Which folder is the cache: the command line's, or the environment's."""

from __future__ import annotations

import errno
import os

from tqcheck.errors import TqcheckError


def choose(folder: str | None, *, off: bool) -> None:
    """Use the `folder` of the command line, or that of the environment.

    Raises TqcheckError if that cannot be used. The user's own cache folder, which is the one
    without either, is silently done without.
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


def _make(folder: str, named: str) -> None:
    """Make a cache folder that git ignores; raises TqcheckError if it is of no use.

    A folder that cannot be written is still of use if it has something to read.
    """
    from tqcheck.files.cache import is_linked

    remedy = "name another folder, or use --no-cache"
    if is_linked(folder):
        raise TqcheckError(f"{named}: a link, or in a folder that is one; {remedy}")
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, ".gitignore"), "x", encoding="utf-8") as file:
                file.write("# Made by tqcheck.\n*\n")
        elif not os.access(folder, os.W_OK) and not os.listdir(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileExistsError as error:
        if error.filename == folder or not os.path.isdir(folder):
            problem = f"{named}: cannot be written: {error.strerror}; {remedy}"
            raise TqcheckError(problem) from None
        # Another process has just made it.
    except OSError as error:
        raise TqcheckError(f"{named}: cannot be written: {error.strerror}; {remedy}") from None
