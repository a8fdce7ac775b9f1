"""Numbers, dates, datelines and names read from one text, a folder each, a module a language."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def module_of(package: str, code: str) -> ModuleType | None:
    """The module of a language in the folder of a recogniser; None where it has none."""
    name = f"{package}.{code}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None
