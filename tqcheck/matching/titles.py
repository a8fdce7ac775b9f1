"""Titles that are still in the source language."""

from __future__ import annotations

from tqcheck.document import Document
from tqcheck.languages import language
from tqcheck.languages.facts import facts
from tqcheck.text.scripts import count
from tqcheck.text.untranslated import is_untranslated

# A title keeps a quoted character or two of the source; more of them is a title not translated.
# No title of the archive in docs/benchmarks.md has any.
_LEFT_IN_SOURCE = 0.3
# Fewer Latin words may all be names.
_SEVERAL_WORDS = 3


def is_title_untranslated(title: str, document: Document) -> bool:
    """Whether a title is still in the source language; Latin letters must be more than names."""
    source, target = document.source.language, document.target.language
    if is_untranslated(title, source, target, _LEFT_IN_SOURCE):
        return True
    words = title.casefold().split()
    return (
        len(words) >= _SEVERAL_WORDS
        and list(count(title)) == ["Latin"]
        and "Latin" not in language(target).scripts
        and any(word in facts(source).function_words for word in words)
    )
