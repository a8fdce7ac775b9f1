"""Whether a file is a translation document at all, and not some other Markdown."""

from __future__ import annotations

from tqcheck.document import ArchiveDocument, Document, Field
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.text.untranslated import is_untranslated

# The beginning of an original is enough to see which language it is in.
_MAX_CHARS = 3000


def is_translation(document: Document) -> bool:
    """Whether a document has a header field, a separator or an original.

    Front matter, which many Markdown files begin with, does not count, but for fields written as
    those of the header are: `Title:` is one, the usual `title:` is not. Of 517 pages of
    documentation 203 begin with front matter, 153 have a `title` in it, and none is a document.
    """
    if not isinstance(document, ArchiveDocument):
        return True
    front = _front_matter_lines(document.lines)
    if document.marker or (document.separator and document.separator.line > front):
        return True
    settings = document.settings
    if any(f.span.line > front or _is_as_configured(f, settings) for f in document.fields):
        return True
    return _has_original(document)


def _front_matter_lines(lines: tuple[str, ...]) -> int:
    """The line (from 1) that ends the front matter; 0 if the file does not begin with any."""
    if lines[0].rstrip() != "---":
        return 0
    ends = (n for n, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(ends, 0)


def _is_as_configured(field: Field, settings: ArchiveSettings) -> bool:
    """Whether a field's name is written as the settings have it, capitals included."""
    return field.label in (field.name, *settings.field_aliases.get(field.name, ()))


def _has_original(document: ArchiveDocument) -> bool:
    """Whether there is an original without a marker, recognised by its own title and date.

    A list of changes has titles with dates too, but is not in the language of an original.
    """
    parts = [field.value for field in document.source_header.values()]
    text = "\n".join([*parts, document.source.text])[:_MAX_CHARS]
    return bool(text) and is_untranslated(text, document.source.language, document.target.language)
