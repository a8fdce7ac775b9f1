"""The archive layout: header, translation and original in one file, read into a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tqcheck.document import (
    TEXT,
    ArchiveDocument,
    DocumentRef,
    Field,
    File,
    Header,
    Section,
    Segment,
    SourceField,
    Stray,
)
from tqcheck.files.content import Content
from tqcheck.finding import Span, line_span
from tqcheck.layouts import comments_in, file_of
from tqcheck.layouts.frame import classify
from tqcheck.layouts.settings import ArchiveSettings

# A header line, with the emphasis or list marks that models like to put around field names.
_FIELD = re.compile(
    r"(?P<before>[\s>#*_-]*)(?P<label>[^\W\d_][\w .-]{0,30}?)(?P<close>[*_]*)\s*"
    r"(?P<colon>[:：])(?P<after>[*_]*)[ \t\u3000]*(?P<value>.*)"
)
# A field the settings do not know, such as "Translator: Wen Da".
_OTHER_FIELD = r"[^\W\d_][\w-]*(?: [\w-]+)?[:：]\s*\S.{0,80}"
# Lines after the last field that are inside the header if another field follows.
_MAX_STRAY_LINES = 2
# Lines below the marker in which the original's own header is looked for.
_METADATA_LINES = 12
# Other lines that may be between its lines: a byline, a part of the title.
_MAX_LINES_BETWEEN = 2
# Code points of a wrapped line by layouts/wrapping.py: 40 columns of Chinese to 140 of English.
_WRAPPED_LINE_CHARS = range(19, 145)
# Lines that are markup and not text: a break, a rule, a comment.
_MARKUP = re.compile(r"\s*(<br\s*/?>\s*)+|\s*([-*_]\s*){3,}|\s*<!--.*-->\s*")


def read(
    ref: DocumentRef, target: Content, source: Content, settings: ArchiveSettings
) -> ArchiveDocument:
    """Read one document; it always returns one, and leaves it to the rules to find faults.

    Both sections are in one file, so `target` and `source` are the same content.
    """
    file = file_of(target)
    written = file.lines
    comments = comments_in(file)
    aside = {comment.span.line for comment in comments if comment.is_alone}
    lines = ["" if n in aside else line for n, line in enumerate(written, 1)] if aside else written
    separator, marker = _find_marks(lines, settings)
    target_end, source_start = _bounds(lines, separator, marker, settings)
    header, body_start = _read_header(lines, target_end, settings, aside)
    entities_start = next(
        (i for i in range(body_start, target_end) if settings.is_glossary_marker(lines[i])),
        target_end,
    )
    original, source_body = _read_original(lines, source_start, settings)
    originals = _paragraphs(lines, source_body, len(lines), ref.languages[0])
    translated = _paragraphs(lines, body_start, entities_start, ref.languages[1])
    translated, originals = classify(header, original, translated, originals, ref.languages)
    return ArchiveDocument(
        settings=settings,
        header=header,
        target=_section("target", ref.languages[1], translated, file, body_start, target_end),
        source=_section("source", ref.languages[0], originals, file, source_body, len(lines)),
        source_header=original,
        entities=tuple(_line(lines, i) for i in _written(lines, entities_start + 1, target_end)),
        separator=None if separator is None else line_span(lines, separator),
        marker=None if marker is None else line_span(lines, marker),
        comments=comments,
    )


def _find_marks(lines: Sequence[str], settings: ArchiveSettings) -> tuple[int | None, int | None]:
    """The lines of separator and marker; of several separators the last one before the marker."""
    written = [i for i, line in enumerate(lines) if line and not line.isspace()]
    marker = next((i for i in written if settings.is_marker(lines[i])), None)
    before = (i for i in reversed(written) if marker is None or i < marker)
    separator = next((i for i in before if settings.is_separator(lines[i])), None)
    return separator, marker


def _bounds(
    lines: Sequence[str],
    separator: int | None,
    marker: int | None,
    settings: ArchiveSettings,
) -> tuple[int, int]:
    """Where the target ends and the source starts, even if a mark between them is missing."""
    if separator is not None:
        return separator, (separator if marker is None else marker) + 1
    if marker is not None:
        return marker, marker + 1
    # Without either mark, the source starts at the original's own title with its date below it.
    for i, line in enumerate(lines):
        below = (other.strip() for other in lines[i + 1 : i + 4])
        if settings.metadatum("title", line.strip()) is not None and any(
            settings.metadatum("date", other) is not None for other in below
        ):
            return i, i
    return len(lines), len(lines)


def _read_header(
    lines: Sequence[str], end: int, settings: ArchiveSettings, aside: Collection[int]
) -> tuple[Header | None, int]:
    """The header and the index of the first line after it; lines set `aside` do not count as blank.

    The header ends with its last field. Any other line belongs to it only if a field follows
    closely: text right below the header that only looks like a field ("Xinhua News Agency, March
    1st:") is text.
    """
    fields: list[Field] = []
    strays: list[int] = []
    pending: list[int] = []
    body_start = 0
    gap = False
    for i in range(end):
        if not lines[i].strip():
            gap = gap or i + 1 not in aside
            continue
        field = _field(lines, i, settings)
        seen = {f.name for f in fields}
        complete = seen.issuperset(settings.required_fields)
        if field is not None and complete and (gap or pending):
            break  # A paragraph that begins with a field's name, "Date: unknown".
        if field is not None:
            strays += [n for n in pending if not re.fullmatch(_OTHER_FIELD, lines[n].strip())]
            pending = []
            fields.append(field)
            body_start = i + 1
        elif complete and not gap and re.fullmatch(_OTHER_FIELD, lines[i].strip()):
            body_start = i + 1
        elif complete or len(pending) == _MAX_STRAY_LINES:
            break
        else:
            pending.append(i)
        gap = False
    if not fields:
        return None, 0
    return Header(
        tuple(fields), tuple(Stray(lines[i].strip(), line_span(lines, i)) for i in strays)
    ), body_start


def _field(lines: Sequence[str], index: int, settings: ArchiveSettings) -> Field | None:
    match = _FIELD.fullmatch(lines[index])
    name = match and settings.canonical(match["label"].strip())
    if not match or not name:
        return None
    decorated = match["before"].strip() or match["close"] or match["after"]
    value = match["value"].strip()
    start = match.start("value") + len(match["value"]) - len(match["value"].lstrip()) + 1
    return Field(
        name=name,
        label=match["label"].strip(),
        value=value,
        span=line_span(lines, index),
        value_span=Span(index + 1, start, index + 1, start + len(value)),
        fault=f"write `{match['label'].strip()}:` without markup" if decorated else "",
    )


def _read_original(
    lines: Sequence[str], start: int, settings: ArchiveSettings
) -> tuple[dict[str, SourceField], int]:
    """The original's own header and the index of the first line of its body."""
    fields: dict[str, SourceField] = {}
    between: list[int] = []
    body = start
    for i in range(start, min(start + _METADATA_LINES, len(lines))):
        line = lines[i].strip()
        if not line:
            continue
        name, value = next(
            (
                (name, value)
                for name in settings.metadata
                if name not in fields and (value := settings.metadatum(name, line)) is not None
            ),
            ("", None),
        )
        if value is None:
            between.append(i)
            continue
        if len(between) > _MAX_LINES_BETWEEN:
            break  # The text has begun; what looks like metadata below is part of it.
        if between and "title" in fields and "byline" not in fields:
            first = between[0]
            fields["byline"] = SourceField(lines[first].strip(), line_span(lines, first))
        between = []
        fields[name] = SourceField(value.strip(), line_span(lines, i))
        body = i + 1
    return fields, body


def _paragraphs(lines: Sequence[str], start: int, end: int, language: str) -> list[Segment]:
    """One segment for each line of text, or for several that were wrapped; without numbers."""
    written = list(_written(lines, start, end))
    if not _may_be_wrapped(lines, written):
        return [_line(lines, i) for i in written]
    from tqcheck.layouts.joining import joined
    from tqcheck.layouts.wrapping import wrapped

    ends = wrapped(lines, written, language)
    segments: list[Segment] = []
    done = start
    for i in written:
        if i < done:
            continue
        done = ends.get(i, i + 1)
        whole = Segment(TEXT, *joined(lines, i, done), 0) if i in ends else None
        segments.append(whole or _line(lines, i))
    return segments


def _may_be_wrapped(lines: Sequence[str], written: Sequence[int]) -> bool:
    """Whether some line is long enough to go on in the next, and they are not both indented."""
    return any(
        below == above + 1
        and len(lines[above]) in _WRAPPED_LINE_CHARS
        and not (lines[above][0].isspace() and lines[below][0].isspace())
        for above, below in pairwise(written)
    )


def _written(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """The indexes of the lines of text."""
    return (i for i in range(start, end) if lines[i].strip() and not _MARKUP.fullmatch(lines[i]))


def _line(lines: Sequence[str], index: int) -> Segment:
    return Segment(TEXT, lines[index].strip(), line_span(lines, index), 0)


def _section(
    side: str,
    language: str,
    segments: Sequence[Segment],
    file: File,
    start: int,
    end: int,
) -> Section:
    """A section with its paragraphs numbered; an empty one has a place too."""
    numbered: list[Segment] = []
    number = 0
    for segment in segments:
        is_text = segment.kind == TEXT
        number += is_text
        numbered.append(replace(segment, number=number) if is_text else segment)
    if numbered:
        first, last = numbered[0].span, numbered[-1].span
        span = first.to(last)
    else:
        line = max(1, min(start, end, len(file.lines)))
        span = Span.at(line)
    return Section(side, language, tuple(numbered), span, file)
