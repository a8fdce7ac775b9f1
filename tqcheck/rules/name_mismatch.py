"""A romanised name that no name in the source can give, or a name of the source that is missing.

One wrong syllable makes another person, and a search for the name no longer finds the text. Chinese
names in an English translation must be readings of characters of the source. Any reading is
accepted: Shan or Dan for 单, `Lü`, `Lu`, `Lv` and `Lyu` for 吕, pinyin or Wade-Giles, surname first
or last. If a name of the source is close, the finding offers it. If the name occurs again where the
source has a pronoun, there is still one finding.

Two kinds of names are reported if no part of them is in the translation: a person whose name has a
rendering of its own (司徒华 is Szeto Wah), or whom the source names by an office; and a township
that follows its county (临朐县旧河乡). Of foreign names with a dot (亨利·达尔登), the surname after
a correct first name must sound like the characters: Dalton, and not Marchetti.

Not reported:

- English words and names of other languages that are spelled like pinyin;
- surnames by themselves, and places that mean others (the capital, Hebei for 冀);
- names that Japanese, Koreans or Vietnamese write in characters, and other foreign names;
- paragraphs of more than 5,000 characters.

Bad:
    zh: 陈国勤驾驶的横渡清江的新渡船昨天首次试航。
    en: The ferry that Chen Guoqing steers across the Qing River first sailed yesterday.

Good:
    zh: 陈国勤驾驶的横渡清江的新渡船昨天首次试航。
    en: The ferry that Chen Guoqin steers across the Qing River first sailed yesterday.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement
from tqcheck.matching.evidence import related_segments, related_target

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.matching.names.misspelled import WrongName
    from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
    from tqcheck.matching.names.transcribed import Foreign

SEVERITY = "warning"
FIXES = ("unsafe",)


def check(document: Document) -> Iterator[Hit]:
    """Report names of the target that the source does not give, and persons it lacks."""
    from tqcheck.matching.names.readings import read, reads_chinese

    if not reads_chinese(document):
        return
    from tqcheck.matching.names.misspelled import misspelled_names, repeated
    from tqcheck.matching.names.persons import unnamed_persons
    from tqcheck.matching.names.townships import unnamed_townships
    from tqcheck.matching.names.transcribed import unlike_surnames
    from tqcheck.recognisers.names.chinese import spelled

    names = read(document)
    wrong = repeated(misspelled_names(names))
    yield from (_misspelled(names, each, again) for each, again in wrong.items())
    reported = frozenset(each.run.text for each in wrong if each.run)
    for person in unnamed_persons(names, reported):
        yield _missing(document, person.bead, person.name, person.spelling)
    for place in unnamed_townships(names, reported):
        yield _missing(document, place.bead, place.name, spelled(place.name), place.kind)
    for bead, name in unlike_surnames(names):
        yield _unlike(document, bead, name, spelled(name.source[1]))


def _misspelled(names: NamesOfDocument, wrong: WrongName, again: Iterable[WrongName]) -> Hit:
    """A wrong name, with the places where it comes again and the right one if that is known."""
    document, written, run = names.document, wrong.name.text, wrong.run
    spans = [each.name.span for each in again]
    message = f"no name in the source reads `{written}`"
    related = (
        *related_segments(document, names.beads[wrong.name.place].source),
        *(related_target(document, span, f"also {written}", written) for span in spans),
    )
    if run is None:
        return Hit(
            span=wrong.name.span,
            message=message,
            help="look the name up in the source, and write it as its characters are read",
            text=written,
            related=related,
            data={"found": written},
            certainty="likely",
        )
    return Hit(
        span=wrong.name.span,
        message=f"{message}; {run.text} is {wrong.right}",
        help=f"write {wrong.right}, if {run.text} is meant",
        text=written,
        related=related,
        data={"found": written, "expected": wrong.right, "source": run.text},
        certainty="likely",
        edits=tuple(Replacement(span, wrong.right) for span in (wrong.name.span, *spans)),
    )


def _missing(
    document: Document, bead: NamesOfBead, name: str, spelling: str, kind: str = ""
) -> Hit:
    """A person, or a place with its `kind` (乡, 镇), whom the translation does not name."""
    first, last = bead.target[0], bead.target[-1]
    which = ", which names its county" if kind else ""
    return Hit(
        span=first.span.to(last.span),
        message=f"{name}{kind} ({spelling}) is missing from the translation{which}",
        help=f"see how {name}{kind} is named here, and write {spelling}",
        text=first.text,
        related=related_segments(document, bead.source),
        data={"source": name, "expected": spelling},
        certainty="likely",
    )


def _unlike(document: Document, bead: NamesOfBead, name: Foreign, reading: str) -> Hit:
    """A foreign surname that does not sound like its characters, of which `reading` is one."""
    from tqcheck.matching.names.transcribed import UNHEARD

    first, last = name.source
    written = name.last.text
    return Hit(
        span=name.segment.span.part(name.last.start, name.last.end),
        message=f"`{written}` does not sound like {last} ({reading})",
        help=f"see who {first}·{last} is, and write the name as it is spelled",
        text=f"{name.first.text} {written}",
        related=related_segments(document, bead.source),
        data={"found": written, "source": last, "threshold": UNHEARD},
        certainty="likely",
    )
