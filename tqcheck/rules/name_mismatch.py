"""A romanised name that no name in the source can give, or a name of the source that is missing.

A syllable wrong is another person, and a search for the name no longer finds the text. Chinese
names in an English translation must be read off characters of the source, any reading of them:
Shan or Dan for 单, `Lü`, `Lu`, `Lv` and `Lyu` for 吕, pinyin or Wade-Giles, surname first or last.
Where a name of the source is close, it is offered; where the name stands again and the source has
a pronoun, it is one finding. A person whose name has a rendering of its own (司徒华 is Szeto
Wah), a person the source names by an office and a township behind its county (临朐县旧河乡) are
reported where no part of the name is in the translation. Of foreign names with a dot
(亨利·达尔登) the surname beside a first name that is right must be what the characters may sound
like: Dalton, no Marchetti.
Left alone: words of English and names of other languages that are spelled like pinyin, surnames by
themselves, places that stand for others (the capital, Hebei for 冀), names that Japanese, Koreans
or Vietnamese write in characters, other foreign names, and paragraphs of more than 5,000
characters.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The ferry that Chen Guoqing steers across the Qing River made its first crossing yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        陈国勤驾驶的横渡清江的新渡船昨天首次试航。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The ferry that Chen Guoqin steers across the Qing River made its first crossing yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        陈国勤驾驶的横渡清江的新渡船昨天首次试航。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.evidence import related_segments, related_target

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.matching.names.misspelled import WrongName
    from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
    from tqcheck.matching.names.transcribed import Foreign

SEVERITY = "warning"


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
        safe=False,
    )


def _missing(
    document: Document, bead: NamesOfBead, name: str, spelling: str, kind: str = ""
) -> Hit:
    """A person, or a place with its `kind` (乡, 镇), whom the translation does not name."""
    first, last = bead.target[0], bead.target[-1]
    which = ", which names its county" if kind else ""
    return Hit(
        span=Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column),
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
