"""Measure identification of languages: false verdicts, silence and detection by length of text.

    python benchmarks/identification.py CORPUS [--messages DIRECTORY] [--list]

CORPUS holds fastapi/docs, alignment/text-berg and news. The table shows, for each pair of languages
and each range of length, how many segments in the expected language were said to be in another
one (false), how many got no verdict (silent), and how many segments of the other language were
recognised as such (found) or taken for the expected one (missed). "section" is 2,000 characters of
text. Corpus segments that are in another language themselves are listed with `--list`.

DIRECTORY holds gettext catalogues (`<language>/LC_MESSAGES/*.po`), for example an unpacked wheel of
Django: of the languages that the corpus lacks, false verdicts are counted on those.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqcheck.languages import LANGUAGES
from tqcheck.languages.facts import facts
from tqcheck.text.identification import identify, running_text
from tqcheck.text.scripts import count

PAIRS = (
    ("en", "zh"),
    ("zh", "en"),
    ("en", "de"),
    ("de", "en"),
    ("en", "es"),
    ("es", "en"),
    ("de", "fr"),
    ("fr", "de"),
    ("en", "fr"),
    ("ja", "en"),
    ("ja", "zh"),
    ("zh", "ja"),
)
RANGES = (16, 40, 60, 100, 200, 1_000_000)
SECTION = 2_000
# Directories of Django's catalogues that are not named by our code.
CATALOGUES = {"no": "nb", "zh": "zh_Hans"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--messages", type=Path)
    arguments.add_argument("--list", action="store_true", help="print each false verdict")
    options = arguments.parse_args()
    texts = read(options.corpus)
    print_weights(options.corpus)
    print_bounds(texts)
    print(f"{'expected':9}{'other':6}{'weight':>12}{'texts':>7}{'false':>7}{'silent':>8}"
          f"{'function':>9}{'others':>8}{'found':>7}{'missed':>7}")  # fmt: skip
    started = time.perf_counter()
    for expected, other in PAIRS:
        print_pair(texts, expected, other, listed=options.list)
    if options.messages:
        print_messages(options.messages, listed=options.list)
    print(f"{time.perf_counter() - started:.1f} s")


def print_messages(directory: Path, *, listed: bool) -> None:
    for entry in LANGUAGES.values():
        row: Counter[str] = Counter()
        said: Counter[str] = Counter()
        catalogues = directory.rglob(f"{CATALOGUES.get(entry.code, entry.code)}/LC_MESSAGES/*.po")
        for message in sorted({text for path in catalogues for text in messages(path)}):
            verdict = identify(message, entry.code, "en")
            row["texts"] += 1
            row["silent"] += verdict.language is None
            row["confirmed"] += verdict.language == entry.code
            if verdict.language not in (None, entry.code):
                said[verdict.language] += 1
                if listed:
                    print(f"  {entry.code} {verdict.language} {message}", file=sys.stderr)
        print(f"{entry.code:6}", dict(row), "false:", dict(said))


def messages(path: Path) -> Iterator[str]:
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        found = re.search(r'^msgstr(?:\[0\])? ((?:"[^\n]*"\n?)+)', block, re.MULTILINE)
        if found and (text := "".join(re.findall('"(.*)"', found[1]))):
            yield text.replace("\\n", "\n").replace('\\"', '"')


def read(corpus: Path) -> dict[str, list[str]]:
    texts = {}
    for code in ("en", "de", "es", "ja", "zh"):
        pages = sorted((corpus / "fastapi" / "docs" / code).rglob("*.md"))
        texts[code] = [line for page in pages for line in prose(page.read_text(encoding="utf-8"))]
    for code in ("de", "fr"):
        for page in sorted((corpus / "alignment" / "text-berg").glob(f"*.{code}")):
            texts.setdefault(code, []).extend(page.read_text(encoding="utf-8").splitlines())
    for page in sorted((corpus / "news").iterdir()):
        texts[page.suffix[1:]].extend(page.read_text(encoding="utf-8").splitlines())
    return texts


def prose(page: str) -> Iterator[str]:
    page = re.sub(r"^(`{3,}).*?^\1`*$", "", page, flags=re.DOTALL | re.MULTILINE)
    for line in page.splitlines():
        if line.strip() and not line.startswith(("{*", "///", "<", "---")):
            yield line.strip()


def print_weights(corpus: Path) -> None:
    """Print the letters of originals and translations, by script: what the weights come from."""
    for code in ("zh", "ja"):
        found: Counter[str] = Counter()
        for page in sorted((corpus / "fastapi" / "docs" / code).rglob("*.md")):
            original = Path(str(page).replace(f"/docs/{code}/", "/docs/en/"))
            found["English"] += letters_of(original).get("Latin", 0)
            found.update(letters_of(page))
        print("letters, fastapi", code, dict(found))
    english, chinese = (
        count((corpus / "news" / name).read_text(encoding="utf-8"))
        for name in ("translator-a.en", "source.zh")
    )
    print("letters, news zh", {"English": english["Latin"], **chinese})


def print_bounds(texts: dict[str, list[str]]) -> None:
    """Print what prose keeps to: share of capitalised words, and of function words."""
    for code in ("en", "de", "es", "fr"):
        lines = [re.findall(r"[^\W\d_]+", running_text(text)) for text in texts[code]]
        lines = [words for words in lines if sum(map(len, words)) >= 60]
        capitals = sorted(sum(word[0].isupper() for word in words) / len(words) for words in lines)
        table = facts(code).function_words
        function = sorted(
            sum(word.lower() in table for word in words) / len(words) for words in lines
        )
        print(
            f"{code}: {len(lines)} lines, capitalised words {capitals[len(lines) * 98 // 100]:.2f} "
            f"(98th percentile), function words {function[len(lines) // 100]:.2f} (1st)"
        )


def letters_of(page: Path) -> dict[str, int]:
    return count(re.sub("`[^`]*`", "", " ".join(prose(page.read_text(encoding="utf-8")))))


def print_pair(texts: dict[str, list[str]], expected: str, other: str, *, listed: bool) -> None:
    rows: dict[str, Counter[str]] = {name: Counter() for name in names()}
    for text, section in with_sections(texts[expected]):
        verdict = identify(text, expected, other)
        row = rows["section" if section else range_of(verdict.weight)]
        row["texts"] += 1
        row["silent"] += verdict.language is None
        row["function"] += verdict.evidence == "function words"
        if verdict.language not in (None, expected):
            row["false"] += 1
            if listed:
                print(f"  {verdict.language} {verdict.confidence:.5f} {text}", file=sys.stderr)
    for text, section in with_sections(texts[other]):
        verdict = identify(text, expected, other)
        row = rows["section" if section else range_of(verdict.weight)]
        row["others"] += 1
        row["found"] += verdict.language not in (None, expected)
        row["missed"] += verdict.language == expected
    for name, row in rows.items():
        print(f"{expected:9}{other:6}{name:>12}{row['texts']:7}{row['false']:7}{row['silent']:8}"
              f"{row['function']:9}{row['others']:8}{row['found']:7}{row['missed']:7}")  # fmt: skip


def with_sections(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    gathered = ""
    for text in texts:
        yield text, False
        gathered += text + "\n"
        if len(gathered) >= SECTION:
            yield gathered, True
            gathered = ""


def range_of(weight: float) -> str:
    return next(name for name, bound in zip(names(), RANGES, strict=False) if weight < bound)


def names() -> list[str]:
    below = (0, *RANGES)
    spans = [f"{low}-{high - 1}" for low, high in zip(below, RANGES, strict=False)]
    return [*spans[:-1], f"{RANGES[-2]}+", "section"]


if __name__ == "__main__":
    main()
