"""tqcheck is a linter for translations: it reads a translated document beside its original."""

# No import, not even of __future__: with `python -m tqcheck`, the working directory is still where
# Python looks first.

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "TqcheckError", "check"]

# What typing calls TYPE_CHECKING; importing it costs 5 ms at every start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from tqcheck.api import check
    from tqcheck.config import Config
    from tqcheck.errors import TqcheckError
    from tqcheck.finding import Finding

_HOMES = {"check": "api", "Config": "config", "Finding": "finding", "TqcheckError": "errors"}


def __getattr__(name: str) -> object:
    """Load the library's names when they are used: `tqcheck --version` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
