"""Which fixes rules make: as they declare, and none that could spoil a right text."""

from __future__ import annotations

import random
from functools import cache

import pytest

from tests import fixtures
from tests.articles import article, english
from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.config import Config
from tqcheck.files.content import BOM
from tqcheck.finding import Finding
from tqcheck.linter import check_text, fixing
from tqcheck.linter.documents import ref_of
from tqcheck.linter.session import Session

LEXICAL = AlignmentSettings("lexical")


@cache
def session(source: str = "zh", target: str = "en") -> Session:
    return Session(Config(source_language=source, target_language=target, alignment=LEXICAL))


def found(text: str, source: str = "zh", target: str = "en") -> list[Finding]:
    return list(check_text(text, "a.md", session(source, target)).findings)


def mended(text: str, *, unsafe: bool = False, source: str = "zh", target: str = "en") -> str:
    """What `--fix` makes of a document, which it leaves alone the second time."""
    own = session(source, target)
    ref = ref_of("a.md", own.config)
    made = fixing.fix_content(text.encode(), ref, own, unsafe=unsafe)
    again = fixing.fix_content(made.content, ref, own, unsafe=unsafe)
    assert (again.content, again.findings) == (made.content, ())
    left = [f for f in (*made.after.findings, *again.before.findings) if f.fix]
    assert not [f for f in left if unsafe or (f.fix and f.fix.safe)]
    return made.content.decode()


@pytest.mark.slow
def test_rules_make_the_fixes_that_they_declare() -> None:
    """All findings in the documents of all rules; each kind that is declared is made somewhere."""
    made: dict[str, set[str]] = {name: set() for name in rules.names()}
    for path in fixtures.paths():
        own = Session(fixtures.configuration(path))
        for finding in check_text(fixtures.text(path), f"{path.stem}.md", own).findings:
            if finding.fix:
                made[finding.rule].add("safe" if finding.fix.safe else "unsafe")
    for name in rules.names():
        assert made[name] <= set(rules.get(name).fixes), name
    assert {name for name, kinds in made.items() if kinds} == {
        name for name in rules.names() if rules.get(name).fixes
    }


@pytest.mark.parametrize("declared", ["safe", ("unsafe", "safe"), ("certain",)])
def test_what_is_not_a_kind_of_fix_is_refused(
    declared: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tqcheck.rules import abridged

    monkeypatch.setattr(abridged, "FIXES", declared, raising=False)
    with pytest.raises(TypeError, match="FIXES"):
        rules.from_module("abridged", abridged)


FIRST = "The reading room of the cement works opened on Monday with 840 books on its shelves."


def with_first(text: str) -> str:
    return article(english((FIRST, text)))


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("works， opened", "works, opened"),
        ("works，opened", "works, opened"),
        ("works （RR） opened", "works (RR) opened"),
        ("works ope\u200bned", "works opened"),
        ("works \ufeffopened", "works opened"),
    ],
)
def test_a_slip_in_prose_is_fixed(broken: str, sound: str) -> None:
    text = with_first(FIRST.replace("works opened", broken))
    assert mended(text) == with_first(FIRST.replace("works opened", sound))


# Right texts, and such as only a reader can mend.
LEFT = [
    # Words that are doubled, on purpose or not.
    "the reading reading room of the works is open every day and has many books on its shelves",
    # Half of a pair.
    "the reading room （RRをサポート） of the works is open every day and has many books",
    "the reading room （RR of the works is open every day and has many books on its shelves",
    # The plural of a word, a formula, a mention, a name, a number.
    "the reading room（s） of the works are open every day and have many books on the shelves",
    "the function f（x） of the works is known to all and has many values on its shelves",
    "the comma ， is used in the works every day and has a place of its own on the shelves",
    "the mark “，” is used in the works every day and has a place of its own on the shelves",
    "the band Hello！Project was in the works on that day and has many books on its shelves",
    "there were 1，000 books in the works on that day and all of them were on the shelves",
    # Code, markup, addresses, formulas.
    "the room of the works is called `a， b` and has many books on its shelves every day",
    "the room of the works is called <code>a， b</code> and has many books on its shelves",
    "the room of the works is called ``a ` b， c`` and has many books on its shelves",
    "the room of the works has the equation $x， y$ on the wall and books on its shelves",
    "the room of the works is at {{ path， name }} and has many books on its shelves",
    'the room of the works is <a title="a， b">here</a> and has many books on its shelves',
    "the room of the works is [here](where， there) and has many books on its shelves",
    # Quotations and emphasis, which may be of the source.
    "the song “Chuángqián míngyuè guāng， yí shì dìshàng shuāng” was on one of the shelves",
    "the song *Chuángqián míngyuè guāng， yí shì dìshàng shuāng* was on one of the shelves",
    "the song 「mingyue guang， dishang shuang」 of the works was on one of the shelves there",
    # Another language.
    "Chuángqián míngyuè guāng， yí shì dìshàng shuāng",
    "le bac traverse la rivière tous les matins， et les enfants ne paient rien du tout",
    "la\u200b salle de lecture est ouverte tous les jours， et les livres sont dans les rayons",
    # Invisible characters that do something.
    "the word می\u200cخواهم was on the wall of the works and it has many books on its shelves",
    "the letters of Auf\u200clage are set apart in the works and it has many books on its shelves",
    "the mention @\u200bwen is not a link in the works and it has many books on its shelves",
    "the names \u200eA\u200f of the works were on the wall and it has many books on its shelves",
    "the room of the works\x0bhas the books of the men and of the boys on its shelves",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_right_is_not_fixed(text: str) -> None:
    text = with_first(text)
    assert mended(text) == text


@pytest.mark.parametrize(
    "block",
    [
        "```\n{}\n```",
        "~~~ text\n{}\n~~~",
        "> ```\n> {}\n> ```",
        "- item\n\n    ```\n    {}\n    ```",
        "    {}",
        "\t{}",
        "<pre>\n{}\n</pre>",
        "```\n{}",
        "$$\n{}\n$$",
        "`code\n{}",
        "#+BEGIN_SRC\n{}\n#+END_SRC",
        "<!--\n{}\n-->",
    ],
)
@pytest.mark.parametrize("unsafe", [False, True])
def test_code_is_not_fixed(block: str, unsafe: bool) -> None:
    line = "the room of the works， and the books of of the men are on its she\u200blves"
    text = article().replace(FIRST, f"{FIRST}\n\n{block.format(line)}")
    assert line in mended(text, unsafe=unsafe)


def test_indented_paragraphs_are_fixed_where_all_are_indented() -> None:
    line = "The reading room of the works， with 840 books on its shelves, opened on Monday."
    text = article([f"    {paragraph}" for paragraph in english((FIRST, line))])
    assert mended(text) == text.replace("works，", "works,")


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize(
    ("target", "paragraph"),
    [
        ("en", "Le bac traverse la rivière tous les matins， et les les enfants ne paient rien."),
        ("en", "渡し船は毎朝六時に川を渡る，そして子どもたちは何も払わない。（SSE） です。"),
        ("de", "The ferry crosses the river every morning， and the the children pay nothing."),
    ],
)
def test_a_text_in_another_language_is_not_fixed(target: str, paragraph: str, unsafe: bool) -> None:
    text = article([paragraph] * 4).replace("Page: 3", "Page: 8")
    assert mended(text, unsafe=unsafe, target=target) == text
    # One such paragraph among others.
    if target == "en":
        text = with_first(paragraph)
        assert paragraph in mended(text, unsafe=unsafe)


def test_front_matter_and_original_are_not_fixed() -> None:
    text = "---\nlabel: the books， and the room of of the works\n---\n" + article()
    assert mended(text, unsafe=True).startswith(text.partition("\n---\n")[0])
    text = article(chinese=["The books， and the room of of the works are op\u200ben every day."])
    assert mended(text, unsafe=True) == text


def test_a_diary_is_not_taken_for_the_original() -> None:
    entry = "Rain all day. The ferry did not cross, and the boys went home along the river."
    text = f"Title: A Diary\nAuthor:\nDate: 1957-11-04\nPage: 3\n\n{entry}\n\n### Monday\n\n"
    text += f"1957-11-05\n\n{entry}\n"
    assert mended(text) == text


# Pieces that rules fix, and what is around them.
_DEFECTS = [
    *("，", "， ，", "，　，", "（", "）", "「", "」", "《", "》", "。", "！？", "　", "“", "”"),
    *("\u200b", "\ufeff", "\x02", "\x0b", "&nbsp;", "the the", "`", "```", "$", "*", "Xinhua"),
]
_LINES = [
    *("Page: 3", "Page: 4", "Date:", "<hr />", "---", "```", "", "Original:", "### 阅览室"),
    *("Here is the translation:", "    indented， text", "渡船，每日三班", "<br>"),
]


def _spoiled(chance: random.Random) -> str:
    """An article with many defects, blanks at the ends of lines, and all line ends."""
    lines = article().split("\n")
    for _ in range(chance.randrange(1, 8)):
        lines.insert(chance.randrange(len(lines)), chance.choice(_LINES))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        words = lines[at].split(" ")
        for _ in range(chance.randrange(1, 5)):
            words.insert(chance.randrange(len(words) + 1), chance.choice(_DEFECTS))
        lines[at] = chance.choice([" ", ""]).join(words) + chance.choice(["", "  ", "\t"])
    ends = chance.choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    text = "".join(line + chance.choice(ends) for line in lines)
    return chance.choice([text, text.rstrip(), "\ufeff" + text])


@pytest.mark.slow
@pytest.mark.parametrize("unsafe", [False, True])
def test_nothing_changes_outside_the_edits_and_nothing_the_second_time(unsafe: bool) -> None:
    chance = random.Random(11)
    own = session()
    ref = ref_of("a.md", own.config)
    count = 0
    for n in range(60):
        text = _spoiled(chance)
        result = mended(text, unsafe=unsafe)
        made = fixing.fix_content(text.encode(), ref, own, unsafe=unsafe)
        assert (result == text) == (not made.findings), n
        count += len(made.findings)
        assert result.startswith("\ufeff") == text.startswith("\ufeff")
        assert made.content.startswith(BOM) == text.encode().startswith(BOM)
        # One round, edit by edit: what is between the edits is there, byte for byte.
        body = text.removeprefix("\ufeff")
        fixes = [f.fix for f in made.before.findings if f.fix and (unsafe or f.fix.safe)]
        once, _, edits = fixing.apply(body, fixes)
        pieces, done = [], 0
        for start, end, inserted in edits:
            assert start >= done, n
            pieces += [body[done:start], inserted]
            done = end
        assert once == "".join(pieces) + body[done:]
        lines = body.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert all(1 <= each.line <= lines for each in made.findings)
    assert count > 15
