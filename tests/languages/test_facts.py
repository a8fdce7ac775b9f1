"""The facts of languages: what a module may say, and that it is loaded when it is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tqcheck.languages
from tqcheck.languages import LANGUAGES
from tqcheck.languages.facts import Commentary, Facts, Omissions, all_facts, facts

FOLDER = Path(str(tqcheck.languages.__file__)).parent
MODULES = sorted(
    path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "facts")
)


def own(known: type) -> dict[str, object]:
    """What a class sets itself."""
    return {name: value for name, value in vars(known).items() if not name.startswith("__")}


@pytest.mark.parametrize("code", MODULES)
def test_a_module_sets_fields_that_there_are(code: str) -> None:
    assert code in LANGUAGES
    known = facts(code)
    assert known.__module__ == f"tqcheck.languages.{code}"
    fields = own(known)
    assert fields and set(fields) <= set(Facts.__annotations__)
    for name, value in fields.items():
        if name not in ("commentary", "omissions"):
            assert value and type(value) is type(getattr(Facts, name)), name
    re.compile(f"[a{known.question_marks}]")
    for pattern in (
        known.speaker,
        known.prepositions_of_place,
        known.newspaper_column,
        known.newspaper_page,
    ):
        re.compile(pattern)


@pytest.mark.parametrize("code", [code for code in MODULES if facts(code).commentary])
def test_commentary_is_complete(code: str) -> None:
    commentary = facts(code).commentary
    assert commentary is not None
    patterns = own(commentary)
    assert set(patterns) <= set(Commentary.__annotations__)
    assert all(sign == sign.lower() for sign in commentary.signs)
    for required in ("signs", "agreement", "translators", "illegible"):
        assert patterns[required], required
    for name in set(patterns) - {"signs"}:
        re.compile(getattr(commentary, name))


@pytest.mark.parametrize("code", [code for code in MODULES if facts(code).omissions])
def test_omissions_are_complete(code: str) -> None:
    omissions = facts(code).omissions
    assert omissions is not None
    patterns = own(omissions)
    assert set(patterns) <= set(Omissions.__annotations__)
    assert patterns["signs"] and all(sign == sign.lower() for sign in omissions.signs)
    for name in set(patterns) - {"signs"}:
        pattern = getattr(omissions, name)
        assert re.fullmatch(pattern, "") is None, name
    assert omissions.omitted or omissions.bracket


def test_nothing_is_known_of_other_languages() -> None:
    assert facts("sw") is Facts
    assert facts("xx") is Facts
    assert facts("facts") is Facts
    assert facts("pt-BR") is facts("pt") is not Facts
    assert {known for known in all_facts() if known is not Facts} == set(map(facts, MODULES))


def test_function_words_are_in_small_letters() -> None:
    for code in MODULES:
        known = facts(code)
        for words in (known.function_words, known.doubled_words, known.articles):
            assert words == {word.lower() for word in words}, code


def test_one_language_does_not_load_the_others() -> None:
    program = """
import sys
from tqcheck.languages.facts import facts
from tqcheck.text.identification import identify
from tqcheck.text.sentences import sentences
facts("ru"), sentences("У реки. На лодке.", "ru")
identify("新桥于星期日开放，许多住在附近的居民前来参观。", "zh", "ru")
names = (name.partition("tqcheck.languages.")[2] for name in sys.modules)
print(*sorted(filter(None, names)))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == ["facts", "ru"], run.stderr
