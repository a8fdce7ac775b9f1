"""The model: a document is a translation with its original, as sections and segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tqcheck.finding import Span
from tqcheck.occurrences import Occurrences
from tqcheck.text.untranslated import is_untranslated

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.beads import Alignment
    from tqcheck.glossaries import Glossary
    from tqcheck.layouts.settings import ArchiveSettings

# Kinds of segment. Only the text kinds take part in the alignment: the others are the frame of
# an article (its title, byline, dateline, agency credit), which translators move, restyle and
# drop because the header carries them.
TEXT = "paragraph"
TITLE = "title"
BYLINE = "byline"
DATELINE = "dateline"
CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document before it is read: its files, its languages, and the layout that reads it.

    It is what discovery yields and what a run, a test item, a change and an editor are about.
    """

    # The path of the translation, which names the document.
    target: str
    # The path of the original; in the archive layout both are in one file.
    source: str
    # The languages of source and target, as codes of the catalogue.
    languages: tuple[str, str]
    # The module of `tqcheck.layouts` that reads it.
    layout: str = "archive"


@dataclass(frozen=True, slots=True)
class File:
    """A file that spans point into."""

    path: str
    # The lines as editors count them, without their ends.
    lines: tuple[str, ...]
    # None for what is on disk; else the revision in git, as for a source of an earlier version.
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, a heading or another block of text."""

    kind: str
    # Without indentation; wrapped lines are joined, with spaces if the language has them.
    text: str
    # It covers exactly the text; `span.part` gives the place of a part.
    span: Span
    number: int  # of a paragraph, from 1


@dataclass(frozen=True, slots=True)
class Field:
    """One `Name: value` line of the header."""

    # The canonical name.
    name: str
    # The name as it is written.
    label: str
    value: str
    span: Span
    value_span: Span
    # What is wrong with the way the line is written.
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A line inside the header that is not a field."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """The fields above the translation, in the order written, and the stray lines among them."""

    fields: tuple[Field, ...]
    strays: tuple[Stray, ...]

    def get(self, name: str) -> Field | None:
        """The first field of that canonical name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to tqcheck in the translation's file; it applies to what follows."""

    # What is between `<!-- tqcheck:` and `-->`.
    text: str
    span: Span
    # Whether it is on a line of its own, as it must be.
    is_alone: bool


@dataclass(frozen=True, slots=True)
class SourceField:
    """One line of the original's own header: its title, byline, date, page or column."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """One language's side of the document."""

    side: str  # "source" or "target"
    language: str
    segments: tuple[Segment, ...]
    span: Span  # of the whole section, also where it is empty
    file: File

    @property
    def text(self) -> str:
        return "\n".join(segment.text for segment in self.segments)

    @property
    def paragraphs(self) -> list[Segment]:
        """The segments that are text, and not the frame of an article."""
        return [segment for segment in self.segments if segment.kind == TEXT]


@dataclass(frozen=True, slots=True)
class Version:
    """Another text of the same translation, as paragraphs: a reference, or what it was before."""

    path: str
    segments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One translation with its original, as every layout has it."""

    target: Section
    source: Section
    comments: tuple[Comment, ...] = ()
    # What the original says of itself above its text, by name: title, byline, date, page, column.
    source_header: Mapping[str, SourceField] = field(default_factory=dict)
    # The lines of the document's own list of named entities, which is not text.
    entities: tuple[Segment, ...] = ()
    # Other translations of the same source, and this one before a change, for `score-low`.
    references: tuple[Version, ...] = ()
    earlier: Version | None = None
    # The glossaries of the configuration; None if there are none, or no rule needs them.
    glossary: Glossary | None = None
    # What rules collected from all documents of a run; None if they are checked one by one.
    occurrences: Occurrences | None = None
    # Finds the beads when they are first needed; set by whoever reads the document.
    aligner: Callable[[Document], Alignment] | None = field(default=None, repr=False, compare=False)

    @property
    def path(self) -> str:
        """The path of the translation, which names the document."""
        return self.target.file.path

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the translation's own header; none in a layout without one."""
        return ()

    def field(self, name: str) -> Field | None:
        """The first field of that canonical name in the translation's own header."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def title(self) -> Field | None:
        """The title in the translation's own header."""
        return self.field("Title")

    @property
    def files(self) -> tuple[File, ...]:
        """The translation's file, and the original's if it is a different one."""
        both = (self.target.file, self.source.file)
        return both[:1] if both[0] == both[1] else both

    def file(self, path: str) -> File | None:
        """The file at that path; None if the document is not in it."""
        return next((file for file in self.files if file.path == path), None)

    def sections_of(self, path: str) -> tuple[Section, ...]:
        """The sections that are in the file of that path."""
        return tuple(s for s in (self.target, self.source) if s.file.path == path)

    @property
    def version(self) -> Version:
        """The paragraphs of the translation, without the frame of an article."""
        return Version(self.path, tuple(segment.text for segment in self.target.paragraphs))

    @property
    def end_line(self) -> int:
        """The line (from 1) below the translation's text."""
        return self.target.span.end_line + 1

    @property
    def source_lines(self) -> tuple[str, ...]:
        """The lines of the original, its own header included."""
        file, span = self.source.file, self.source.span
        return file.lines if file != self.target.file else file.lines[span.line - 1 : span.end_line]

    def language_at(self, path: str, line: int) -> str:
        """The language of the section in which a line (from 1) of a file is."""
        sections = self.sections_of(path) or (self.target,)
        here = (s for s in sections if s.span.line <= line <= s.span.end_line)
        return next(here, sections[0]).language

    @cached_property
    def alignment(self) -> Alignment:
        """The beads of the text paragraphs of both sides, in order.

        Raises ValueError for a document that was made without an aligner.
        """
        if self.aligner is None:
            raise ValueError(f"{self.path}: read without an aligner")
        return self.aligner(self)

    @cached_property
    def is_translated(self) -> bool:
        """Whether the target is not known to be in another language than it should be."""
        from tqcheck.text.identification import identify

        target, source = self.target.language, self.source.language
        # A few pages are enough to identify the language of a book.
        return identify(self.target.text[:20_000], target, source).language in (None, target)

    @cached_property
    def untranslated(self) -> tuple[Segment, ...]:
        """The target segments that are still in the source's script, of whatever kind."""
        source, target = self.source.language, self.target.language
        return tuple(s for s in self.target.segments if is_untranslated(s.text, source, target))

    @cached_property
    def _untranslated_spans(self) -> frozenset[Span]:
        return frozenset(segment.span for segment in self.untranslated)

    def is_left_in_source(self, segment: Segment) -> bool:
        """Whether a target segment is still in the source's script."""
        return segment.span in self._untranslated_spans


@dataclass(frozen=True, kw_only=True)
class ArchiveDocument(Document):
    """A document of the archive layout: a header, the translation and the original in one file."""

    header: Header | None = None
    # The lines that separate the sections, None where they are missing.
    separator: Span | None = None
    marker: Span | None = None
    settings: ArchiveSettings

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file."""
        return self.target.file.lines

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the header, in the order written."""
        return self.header.fields if self.header else ()

    @property
    def end_line(self) -> int:
        """The line (from 1) of the list of named entities, else of the separator."""
        mark = self.separator or self.marker
        end = mark.line if mark else super().end_line
        lines = range(self.target.span.line, end)
        is_marker = self.settings.is_glossary_marker
        return next((n for n in lines if is_marker(self.lines[n - 1])), end)

    @property
    def source_lines(self) -> tuple[str, ...]:
        """The lines below the marker."""
        mark = self.marker or self.separator
        return self.lines[mark.line :] if mark else ()

    def language_at(self, path: str, line: int) -> str:
        """The language of the section in which a line (from 1) of the file is."""
        mark = self.marker or self.separator
        start = mark.line if mark else self.source.span.line
        return (self.source if line >= start else self.target).language
