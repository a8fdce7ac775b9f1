"""One name of the source is written in two ways.

A reader takes Shan Wenbo and Dan Wenbo for two people. A name is reported if the source writes it
with the same characters in two places and the translation spells it differently. The finding gives
the more frequent spelling. The spellings may be two readings of a character, pinyin and Wade-Giles,
or two names by which a person is known (Chiang Kai-shek, Jiang Jieshi). With `--archive`, all
documents of a run are compared.

Not reported: differences of case, tone marks, hyphens, apostrophes and blanks, `ü` and what is
typed for it, and the order of surname and given name. A name that does not come from the source is
left to `name-mismatch`.

Bad:
    zh: 傍晚，单文波把五十名农民送回了家。
    en: In the evening Shan Wenbo took fifty farmers home.
    zh: 农民们唱歌感谢单文波。
    en: The farmers thanked Dan Wenbo with a song.

Good:
    zh: 傍晚，单文波把五十名农民送回了家。
    en: In the evening Shan Wenbo took fifty farmers home.
    zh: 农民们唱歌感谢单文波。
    en: The farmers thanked Wenbo Shan with a song.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit, Related, Replacement
from tqcheck.occurrences import Occurrence, Occurrences

SEVERITY = "warning"
FIXES = ("unsafe",)

# Places named beside a finding: more are only counted.
_MAX_PLACES = 5


def collect(document: Document) -> Iterator[Occurrence]:
    """The names of a document with the characters that give them, in the order of the text."""
    from tqcheck.matching.names.readings import read, reads_chinese

    if reads_chinese(document):
        from tqcheck.matching.names.occurrences import occurrences

        yield from occurrences(read(document))


def check(document: Document) -> Iterator[Hit]:
    """Report each name that is not written in its commonest form."""
    own = list(collect(document))
    counted = document.occurrences if document.occurrences is not None else Occurrences(own)
    for name in counted.names():
        times, common = counted.commonest(name)
        others: dict[str, list[Occurrence]] = {}
        for occurrence in own:
            if occurrence.name == name and occurrence.form != common.form:
                others.setdefault(occurrence.form, []).append(occurrence)
        for places in others.values():
            yield _hit(name, places, common, times)


def _hit(name: str, places: list[Occurrence], common: Occurrence, times: int) -> Hit:
    first = places[0]
    elsewhere = "" if common.path == first.path else f" of {common.path}"
    where = f"line {common.span.line}{elsewhere}"
    others = "one other place" if times == 2 else f"{times - 1} other places"
    often = f" and in {others}" if times > 1 else ""
    return Hit(
        span=first.span,
        message=f"{name} is `{first.written}` here and `{common.written}` on {where}{often}",
        help=f"write {common.written} throughout, or see which of the two is right",
        text=first.written,
        related=(
            _related(common, common.written),
            *(
                _related(occurrence, f"also {occurrence.written}")
                for occurrence in places[1 : 1 + _MAX_PLACES]
            ),
        ),
        data={
            "source": name,
            "found": first.written,
            "expected": common.written,
            "times": len(places),
            "times_expected": times,
        },
        edits=tuple(Replacement(occurrence.span, common.written) for occurrence in places),
    )


def _related(occurrence: Occurrence, label: str) -> Related:
    return Related.of(occurrence.path, occurrence.span, label, occurrence.written)
