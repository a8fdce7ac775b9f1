"""Settings of the archive layout, with their defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# After the marker, as in "Named Entities (专有名词)"; a sentence is longer.
_MAX_CHARS_AFTER_MARKER = 16

# The fields that rules know; a header may have them even if they are not required.
FIELDS = ("Title", "Author", "Date", "Page")
# They are matched by Python itself, and take time in proportion to the line.
DEFAULT_METADATA = {
    "title": r"#{1,6}\s+(.*)",
    "date": r"(\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)",
    "page": r"第\s*(?:(\d+)\s*)?版.*",
    "column": r"专栏\s*[:：](.*)",
}


@dataclass(frozen=True)
class ArchiveSettings:
    """Names and marks of the archive layout."""

    required_fields: tuple[str, ...] = FIELDS
    field_aliases: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"Page": ("Edition",)}
    )
    separator: str = "<hr />"
    marker: str = "Original:"
    glossary_marker: str = "Named Entities"
    # For each line of the original's own header, a regular expression that matches the whole line
    # and captures its value. The byline is the line between title and date.
    metadata: dict[str, str] = field(default_factory=lambda: dict(DEFAULT_METADATA))

    def is_separator(self, line: str) -> bool:
        """`<hr />`, `<hr/>`, `<HR>` and trailing spaces are all the same separator."""
        return _bare(line) == _bare(self.separator)

    def is_marker(self, line: str) -> bool:
        """Whether the line opens the original: the marker, with any colon, emphasis or case."""
        return _bare_words(line) == _bare_words(self.marker)

    def is_glossary_marker(self, line: str) -> bool:
        """Whether the line opens the glossary after the translation; a word or two may follow."""
        words = _bare_words(re.sub("<[^<>]*>", "", line))
        marker = _bare_words(self.glossary_marker)
        return words.startswith(marker) and len(words) <= len(marker) + _MAX_CHARS_AFTER_MARKER

    def canonical(self, label: str) -> str | None:
        """The field's canonical name for a label as written, None if it is not a known field."""
        wanted = label.casefold()
        # If all fields have other names, the usual names are ordinary text.
        usual: tuple[str, ...] = FIELDS if set(FIELDS) & set(self.required_fields) else ()
        known: tuple[str, ...] = (*self.required_fields, *self.field_aliases, *usual)
        for name in dict.fromkeys(known):
            if wanted in (alias.casefold() for alias in (name, *self.field_aliases.get(name, ()))):
                return name
        return None

    def metadatum(self, name: str, line: str) -> str | None:
        """The value in a stripped line of the original's header, None if it is not of that name."""
        pattern = self.metadata.get(name)
        if not pattern:
            return None
        if pattern == DEFAULT_METADATA.get(name):
            match = re.fullmatch(pattern, line)
            return match and (match[1] or "")
        # Only where expressions are configured is the engine for them loaded.
        from tqcheck.layouts import expressions

        return expressions.value(pattern, line)


def _bare(line: str) -> str:
    return re.sub(r"[\s/]", "", line).casefold()


def _bare_words(line: str) -> str:
    """Without Markdown emphasis, heading signs, spaces at the ends and the closing colon."""
    return line.strip(" \t\u3000#*_:：").casefold()
