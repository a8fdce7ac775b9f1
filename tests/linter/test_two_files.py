"""Documents of two files: each span, quotation and fix is in the right one of them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import fixtures
from tests.articles import commit, git
from tests.layouts import two_files
from tests.reading import check_text
from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.config import Config
from tqcheck.document import ArchiveDocument, DocumentRef
from tqcheck.finding import Finding
from tqcheck.layouts import examples
from tqcheck.linter import check, fixing, run
from tqcheck.linter.changes import Changes
from tqcheck.linter.documents import read
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session
from tqcheck.reports import Style, create

CONFIG = Config(select=("all",))
# The files have their paragraphs on different lines, so that one cannot be taken for the other.
SOURCE = """\
新渡船昨天首航，船上有320名乘客。
渡船每天早晨六点开航，船票每张五分。
码头旁边的仓库去年失火，今年重新盖好了。
县里准备明年再造两条这样的渡船，一条放在柳湾。
"""
TARGET = """\


The new ferry made made its first crossing yesterday, with 230 passengers on board.

The ferry sails at six every morning （and a ticket costs five fen）.

码头旁边的仓库去年失火，今年重新盖好了。
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ref(name: str = "ferry", languages: tuple[str, str] = ("zh", "en")) -> DocumentRef:
    return DocumentRef(
        f"en/{name}.txt", f"zh/{name}.txt", languages, two_files.__name__.split(".")[-1]
    )


def write(target: str = TARGET, source: str = SOURCE, name: str = "ferry") -> DocumentRef:
    own = ref(name)
    for path, text in ((own.target, target), (own.source, source)):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    return own


def found(own: DocumentRef, config: Config = CONFIG) -> tuple[Finding, ...]:
    result = check(own, Session(config))
    assert result.trouble is None
    return result.findings


def quoted(path: str, line: int, column: int, end_line: int, end_column: int) -> str:
    """What a file has at a place."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")[line - 1 : end_line]
    lines[-1] = lines[-1][: end_column - 1]
    return "\n".join([lines[0][column - 1 :], *lines[1:]])


def test_each_place_is_in_its_own_file() -> None:
    own = write()
    findings = found(own)
    assert {"number-mismatch", "repeated-text", "foreign-punctuation", "omitted-ending"} <= {
        finding.rule for finding in findings
    }
    assert {"untranslated-paragraph", "paragraph-count"} <= {finding.rule for finding in findings}
    passages = 0
    for finding in findings:
        assert finding.path == own.target
        if not finding.span.is_empty:
            place = (finding.line, finding.column, finding.end_line, finding.end_column)
            text = quoted(own.target, *place)
            assert text in finding.text or finding.text in text, finding
        for related in finding.related:
            place = (related.line, related.column, related.end_line, related.end_column)
            text = quoted(related.path, *place)
            assert related.path == (
                own.source if related.label.startswith("source") else own.target
            )
            assert text in related.text or related.text in text, finding
            passages += related.path == own.source
        for edit in finding.fix.edits if finding.fix else ():
            assert edit.path == own.target
    assert passages >= 3


def test_the_report_quotes_each_passage_from_its_file() -> None:
    own = write()
    result = check(own, Session(replace(CONFIG, select=("number-mismatch",))))
    report = create("text", Style()).add(result)
    assert "    1 zh | 新渡船昨天首航，船上有320名乘客。\n" in report
    assert "    3 en | The new ferry made made" in report


def test_rules_for_archive_documents_do_not_run_and_all_others_do() -> None:
    own = write()
    document = read(own, Session(CONFIG))
    ran = []

    def traced(rule: rules.Rule) -> rules.Rule:
        def traced_check(subject: object, **settings: object) -> Iterator[object]:
            ran.append(rule.name)
            return iter(())

        return replace(rule, check=traced_check)  # type: ignore[arg-type]

    for rule in CONFIG.rules:
        list(traced(rule).findings(document, {}, None))
    left_out = {rule.name for rule in CONFIG.rules} - set(ran)
    of_archives = {name for name in rules.names() if name.startswith("header-")}
    assert left_out == of_archives | {"section-missing", "waiver-unused"}
    assert all(rules.get(name).subject is ArchiveDocument for name in of_archives)


# The month of this one is that of the day on which it was printed, which the frame has.
PRINTED = ("omitted-dateline", "fires-wrong-month")
# What is about the alignment itself asks for meaning; others need no encoder to compare.
ALIGNMENT = ("omitted-sentence", "omitted-paragraph", "omitted-ending", "added-paragraph")
ALIGNED, LEXICAL = AlignmentSettings(), AlignmentSettings("lexical")
# Pairs of lines without a configuration or other files beside them.
PAIRS = [
    path
    for path in fixtures.paths()
    if path.suffix == ".pair"
    and not path.with_suffix(".toml").exists()
    and not rules.get(path.parent.name).needs
    and (path.parent.name, path.stem) != PRINTED
]


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted({path.parent.name for path in PAIRS}))
def test_the_same_is_found_in_one_file_and_in_two(rule: str) -> None:
    config = Config(select=(rule,), alignment=ALIGNED if rule in ALIGNMENT else LEXICAL)
    for path in PAIRS:
        if path.parent.name != rule:
            continue
        pair = examples.read(path.read_text(encoding="utf-8"))
        own = replace(config, source_language=pair.source, target_language=pair.target)
        sides = {pair.source: "", pair.target: ""}
        for code, text in pair.lines:
            sides[code] += f"{text}\n" if text else ""
        one = check_text(pair.document, "a.md", own)
        there = write(sides[pair.target], sides[pair.source], path.stem)
        there = replace(there, languages=(pair.source, pair.target))
        two = check(there, Session(own))
        assert contents(two.findings) == contents(one.findings), path
        document = two.document
        assert document is not None
        for finding in two.findings:
            for related in finding.related:
                file = document.file(related.path)
                assert file is not None and related.line <= len(file.lines), path


def contents(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    """Findings without places; what is said of lines differs with them."""
    return sorted(
        (f.rule, f.severity, f.certainty, f.text, f.fingerprint, len(f.related)) for f in findings
    )


def test_fingerprints_rest_on_both_texts_and_on_no_place() -> None:
    before = {f.rule: f.fingerprint for f in found(write())}
    moved = {f.rule: f.fingerprint for f in found(write("\n\n\n" + TARGET, "\n" + SOURCE))}
    assert moved == before
    edited = {f.rule: f.fingerprint for f in found(write(source=SOURCE.replace("昨天", "昨日")))}
    assert edited["number-mismatch"] != before["number-mismatch"]
    assert edited["foreign-punctuation"] == before["foreign-punctuation"]


def test_a_waiver_is_for_the_lines_of_the_translation() -> None:
    comment = "<!-- tqcheck: ignore[number-mismatch] counted again -->\n"
    own = write(TARGET.replace("The new", f"{comment}The new"))
    result = check(own, Session(CONFIG))
    assert [s.finding.rule for s in result.suppressed] == ["number-mismatch"]
    # What the original says on that line is not waived, and a comment there is not a waiver.
    own = write(source=comment + SOURCE)
    result = check(own, Session(CONFIG))
    assert result.suppressed == ()
    unused = write(TARGET.replace("The ferry sails", f"{comment}The ferry sails"))
    (finding,) = [f for f in found(unused) if f.rule == "waiver-unused"]
    assert (finding.path, finding.line) == (unused.target, 5)


def test_a_fix_changes_the_translation_alone() -> None:
    own = write()
    original = Path(own.source).read_bytes()
    result = fixing.fix(own, Session(replace(CONFIG, select=("foreign-punctuation",))))
    assert result.fixed
    assert Path(own.source).read_bytes() == original
    assert "(and a ticket costs five fen)" in Path(own.target).read_text(encoding="utf-8")


def test_a_change_of_the_original_is_a_change_of_the_document() -> None:
    git("init", "-q", "-b", "main")
    own, other = write(), write(name="harbour")
    commit()
    Path(own.source).write_text(SOURCE.replace("320", "330"), encoding="utf-8")
    changes = Changes([own, other], "HEAD")
    assert changes.refs == [own]
    result = changes.only(check)(own, Session(CONFIG))
    # The paragraph whose source has changed, and not the others.
    assert {f.rule for f in result.findings} >= {"number-mismatch"}
    assert "foreign-punctuation" not in {f.rule for f in result.findings}


GERMAN = "Die neue Fähre hatte gestern 320 Fahrgäste an Bord.\nEine Fahrkarte kostet 5 Pfennig.\n"
ENGLISH = "The new ferry had 230 passengers on board yesterday.\nA ticket costs 5 pfennigs.\n"


def work() -> list[tuple[DocumentRef, Config]]:
    """Two documents, each with a configuration of its own."""
    chinese = Config(select=("number-mismatch", "foreign-punctuation"))
    german = Config(
        source_language="de",
        select=("number-mismatch",),
        severities={"number-mismatch": "info"},
    )
    own = replace(write(ENGLISH, GERMAN, "german"), languages=("de", "en"))
    return [(write(), chinese), (own, german)]


def checked(ref: DocumentRef, config: Config) -> list[dict[str, object]]:
    """The findings of a document, as a process that was given nothing else makes them."""
    return [finding.to_dict() for finding in check(ref, Session(config)).findings]


def test_a_run_holds_several_configurations_and_so_does_a_spawned_process() -> None:
    given = work()
    results: list[Result] = list(run((own, Session(config)) for own, config in given))
    here = [[finding.to_dict() for finding in result.findings] for result in results]
    assert [[f["rule"] for f in findings] for findings in here] == [
        ["number-mismatch", "foreign-punctuation"],
        ["number-mismatch"],
    ]
    assert here[1][0]["severity"] == "info"
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.starmap(checked, given) == here
