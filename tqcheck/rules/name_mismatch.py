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

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report names of the target that the source does not give, and persons it lacks."""
    from tqcheck.matching.names.readings import read, reads_chinese

    if not reads_chinese(document):
        return
    from tqcheck.matching.names.misspelled import hit, misread, repeated
    from tqcheck.matching.names.persons import unnamed
    from tqcheck.matching.names.townships import unplaced
    from tqcheck.matching.names.transcribed import unheard

    reading = read(document)
    wrong = repeated(misread(reading))
    yield from (hit(reading, each, again) for each, again in wrong.items())
    told = frozenset(each.run.text for each in wrong if each.run)
    yield from unnamed(reading, told)
    yield from unplaced(reading, told)
    yield from unheard(reading)
