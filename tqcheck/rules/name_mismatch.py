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

    names = read(document)
    wrong = repeated(misread(names))
    yield from (hit(names, each, again) for each, again in wrong.items())
    told = frozenset(each.run.text for each in wrong if each.run)
    yield from unnamed(names, told)
    yield from unplaced(names, told)
    yield from unheard(names)
