"""How far foreign names are from the characters that write their sound: right pairs and wrong ones.

    python benchmarks/transcriptions.py NEWS

Right pairs are places of the world with their Chinese names: the cities of CLDR's time zones and
the subdivisions of ISO 3166-2, of one word, with two consonants and more. Left out are East Asia,
whose names are written and not transcribed, and words for kinds and directions. Wrong pairs put
another name of the list beside the characters. NEWS is as for false_alarms.py: the persons of it
whose names have a dot, as they are and with the surname of another one. Needs Babel and pycountry.
"""

from __future__ import annotations

import argparse
import gettext
import random
import re
from pathlib import Path

import pycountry
from babel import Locale
from fidelity import made
from reading import read_text

from tqcheck.config import Config
from tqcheck.matching.names.readings import NamesOfDocument
from tqcheck.matching.names.transcribed import HEARD, PERHAPS, UNHEARD, foreign, unlike_surnames
from tqcheck.recognisers.names.transcriptions import distance, is_distinctive

SEED = 5
WRONG = 3  # wrong pairs for each right one
_WRITTEN = {"CN", "JP", "KR", "KP", "TW", "VN", "HK", "MO", "SG", "MN"}
_KIND = (
    "(?:特别|自治|直辖|联邦|首都|行政|大|都)*(?:省|州|县|区|市|大区|地区|专区|行政区|直辖市|辖区|郡|共和国"
    "|岛|群岛|府|部|领地|道|盟|地方|教区|自治市|区域|行省)$"
)
_MEANT = "[东西南北中上下新大小圣海河湖山港城岸角和与第及岛堡湾邦桥县区]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("--show", action="store_true", help="print the right pairs far apart")
    options = parser.parse_args()
    chance = random.Random(SEED)
    pairs = sorted(pair for pair in {*cities(), *subdivisions()} if is_distinctive(pair[0]))
    right = [(distance(name, latin), name, latin) for name, latin in pairs]
    wrong = [distance(name, chance.choice(pairs)[1]) for name, _ in pairs for _ in range(WRONG)]
    print(f"{len(right):,} right pairs, {len(wrong):,} wrong pairs")
    print("| distance | right pairs within | right pairs from it on | wrong pairs from it on |")
    print("|---|---|---|---|")
    for bound in (HEARD, PERHAPS, 0.5, 0.6, 0.7, UNHEARD, 0.8, 1.0):
        within = sum(value <= bound for value, _, _ in right) / len(right)
        beyond = sum(value >= bound for value, _, _ in right)
        found = sum(value >= bound for value in wrong) / len(wrong)
        print(f"| {bound} | {within:.1%} | {beyond} | {found:.1%} |")
    for value, name, latin in sorted(right, reverse=True) if options.show else ():
        if value >= UNHEARD:
            print(f"- {value:.2f} {name} {latin}")
    print_persons(options.news, chance)


def cities() -> list[tuple[str, str]]:
    """Cities of time zones in Chinese and English (CLDR)."""
    chinese, english = (Locale.parse(code).time_zones for code in ("zh_Hans_CN", "en"))
    found = [
        (zone["city"], english.get(key, {}).get("city") or key.split("/")[-1].replace("_", " "))
        for key, zone in chinese.items()
        if "city" in zone
    ]
    return [pair for pair in found if is_transcribed(*pair)]


def subdivisions() -> list[tuple[str, str]]:
    """Provinces and the like (ISO 3166-2), with the Chinese of Debian's iso-codes."""
    folder = Path(pycountry.__file__).parent / "locales"
    chinese = gettext.translation("iso3166-2", folder, languages=["zh_CN"])
    found = [
        (re.sub(_KIND, "", chinese.gettext(each.name)), each.name)
        for each in pycountry.subdivisions
        if each.country_code not in _WRITTEN
    ]
    return [pair for pair in found if is_transcribed(*pair)]


def is_transcribed(name: str, latin: str) -> bool:
    """Whether a pair is a name in one word, without a word for what the place is."""
    return (
        bool(re.fullmatch("[\u4e00-\u9fff]{2,7}", name))
        and not re.search(_MEANT, name)
        and bool(re.fullmatch("[A-Za-zÀ-ž'’-]+", latin))
    )


def print_persons(news: Path, chance: random.Random) -> None:
    """Persons of the news with a dot: reported as they are, and under another's surname."""
    Config()
    documents = [made_.text() for made_ in made(news)]
    found = [
        (text, name)
        for text in documents
        for bead in NamesOfDocument(read_text(text, "")).beads
        for name in foreign(bead)
        if is_distinctive(name.source[1])
    ]
    alarms = reported = 0
    for text in documents:
        alarms += len(list(unlike_surnames(reading(text))))
    for text, name in found:
        line = name.segment.text
        other = chance.choice([n for _, n in found if n.source[1] != name.source[1]]).last.text
        changed = line[: name.last.start] + other + line[name.last.end :]
        reported += bool(list(unlike_surnames(reading(text.replace(line, changed)))))
    print(f"\nnews: {len(found)} persons; {alarms} reported as they are")
    print(f"with another's surname: {reported}")


def reading(text: str) -> NamesOfDocument:
    return NamesOfDocument(read_text(text, ""))


if __name__ == "__main__":
    main()
