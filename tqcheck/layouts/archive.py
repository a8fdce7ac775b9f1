"""The archive layout: header, translation and original in one file, read into a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tqcheck.document import (
    TEXT,
    ArchiveDocument,
    Comment,
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
from tqcheck.layouts import file_of
from tqcheck.layouts.frame import classify
from tqcheck.layouts.settings import ArchiveSettings

# A header line, with the emphasis or list sign that models like to put around field names.
_FIELD = re.compile(
    r"(?P<before>[\s>#*_-]*)(?P<label>[^\W\d_][\w .-]{0,30}?)(?P<close>[*_]*)\s*"
    r"(?P<colon>[:：])(?P<after>[*_]*)[ \t\u3000]*(?P<value>.*)"
)
# A field the settings do not know, such as "Translator: Wen Da".
_OTHER_FIELD = r"[^\W\d_][\w-]*(?: [\w-]+)?[:：]\s*\S.{0,80}"
# Lines after the last field that may still turn out to be inside the header.
_STRAYS = 2
# Lines below the marker among which the original's own header is looked for.
_METADATA_LINES = 12
# Lines among them that do not belong to it: a byline, a part of the title.
_BETWEEN = 2
# What is said to tqcheck; on a line of its own it does not belong to the document.
_COMMENT = re.compile(r"<!--\s*tqcheck\s*:(.*?)-->", re.IGNORECASE)
# Code points of a wrapped line, as layouts/wrapping.py has it: 40 columns of Chinese to 140.
_MAY_BE_WRAPPED = range(19, 145)
# Lines that are markup and not text: a break, a rule, an empty comment.
_MARKUP = re.compile(r"\s*(<br\s*/?>\s*)+|\s*([-*_]\s*){3,}|\s*<!--.*-->\s*")


def read(
    ref: DocumentRef, target: Content, source: Content, settings: ArchiveSettings
) -> ArchiveDocument:
    """Read one document; whatever its state, a document comes out, for the rules to judge.

    Both sections are in the one file whose content `target` and `source` are.
    """
    file = file_of(target)
    written = file.lines
    comments = tuple(_comments(written)) if "<!--" in target.text else ()
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


def _comments(lines: Sequence[str]) -> Iterator[Comment]:
    for number, line in enumerate(lines, 1):
        for found in _COMMENT.finditer(line) if "<!--" in line else ():
            span = Span(number, found.start() + 1, number, found.end() + 1)
            yield Comment(found[1].strip(), span, found[0] == line.strip())


def _find_marks(lines: Sequence[str], settings: ArchiveSettings) -> tuple[int | None, int | None]:
    """Where separator and marker are; of several separators the last one before the marker."""
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
    """Where the target ends and the source starts, also where a mark between them is missing."""
    if separator is not None:
        return separator, (separator if marker is None else marker) + 1
    if marker is not None:
        return marker, marker + 1
    # Without either mark, the original's own title followed by its date gives it away.
    for i, line in enumerate(lines):
        below = (other.strip() for other in lines[i + 1 : i + 4])
        if settings.metadatum("title", line.strip()) and any(
            settings.metadatum("date", other) for other in below
        ):
            return i, i
    return len(lines), len(lines)


def _read_header(
    lines: Sequence[str], end: int, settings: ArchiveSettings, aside: Collection[int]
) -> tuple[Header | None, int]:
    """The header and the index of the first line after it; lines set `aside` are not blank ones.

    The header ends with its last field. A line that is not a field belongs to it only if a field
    follows closely: text that merely looks like a field ("Xinhua News Agency, March 1st:") and
    begins right below the header is text.
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
            break  # A paragraph that opens with a field's name, "Date: unknown".
        if field is not None:
            strays += [n for n in pending if not re.fullmatch(_OTHER_FIELD, lines[n].strip())]
            pending = []
            fields.append(field)
            body_start = i + 1
        elif complete and not gap and re.fullmatch(_OTHER_FIELD, lines[i].strip()):
            body_start = i + 1
        elif complete or len(pending) == _STRAYS:
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
    found: dict[str, SourceField] = {}
    between: list[int] = []
    body = start
    for i in range(start, min(start + _METADATA_LINES, len(lines))):
        line = lines[i].strip()
        if not line:
            continue
        name, match = next(
            (
                (name, match)
                for name in settings.metadata
                if name not in found and (match := settings.metadatum(name, line))
            ),
            ("", None),
        )
        if match is None:
            between.append(i)
            continue
        if len(between) > _BETWEEN:
            break  # Text has begun; what looks like metadata below it is a part of it.
        if between and "title" in found and "byline" not in found:
            first = between[0]
            found["byline"] = SourceField(lines[first].strip(), line_span(lines, first))
        between = []
        value = (match.group(1) or "") if match.re.groups else match.group()
        found[name] = SourceField(value.strip(), line_span(lines, i))
        body = i + 1
    return found, body


def _paragraphs(lines: Sequence[str], start: int, end: int, language: str) -> list[Segment]:
    """One segment for each line that holds text, or for several that were wrapped; no numbers."""
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
    """Whether a line of some length goes on in the next one: not so where all are indented."""
    return any(
        below == above + 1
        and len(lines[above]) in _MAY_BE_WRAPPED
        and not (lines[above][0].isspace() and lines[below][0].isspace())
        for above, below in pairwise(written)
    )


def _written(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """The indexes of the lines that hold text."""
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
    """Number the paragraphs of the text and say where the section is, also an empty one."""
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
