"""The documents of `tests/documents`: whole ones, and pairs of a few lines put into a document."""

from __future__ import annotations

import shutil
from pathlib import Path

from tqcheck.config import Config
from tqcheck.config.location import load
from tqcheck.layouts import examples

ROOT = Path(__file__).parent / "documents"
# What may lie beside a document under its name: its configuration, and the glossary named there.
BESIDE = (".toml", ".csv", ".tsv", ".tbx")


def paths(rule: str = "*") -> list[Path]:
    """The documents of a rule, or of all: `.md` is a whole document, `.pair` an example."""
    return sorted(path for path in ROOT.glob(f"{rule}/*") if path.suffix in (".md", ".pair"))


def find(rule: str, name: str) -> Path:
    """The document of that name, whichever form it has."""
    return next(path for path in paths(rule) if path.stem == name)


def configuration(path: Path) -> Config:
    """The configuration beside a document, or the usual one."""
    own = path.with_suffix(".toml")
    return load(str(own)) if own.exists() else Config()


def content(path: Path) -> bytes:
    """The document as a file holds it."""
    if path.suffix != ".pair":
        return path.read_bytes()
    pair = examples.read(path.read_text(encoding="utf-8"), configuration(path).source_language)
    return pair.document.encode()


def text(path: Path) -> str:
    """The document as a text."""
    return content(path).decode("utf-8-sig").replace("\r\n", "\n")


def place(path: Path, folder: Path) -> str:
    """Put a document into a folder, with what it needs beside it; gives the name of its file."""
    for suffix in BESIDE:
        if path.with_suffix(suffix).exists():
            shutil.copy(path.with_suffix(suffix), folder)
    if (path.parent / "references").exists():
        shutil.copytree(path.parent / "references", folder / "references")
    name = f"{path.stem}.md"
    (folder / name).write_bytes(content(path))
    return name
