"""Several reports of one run, and the job summary that several commands of a step write to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tqcheck.cli import main, step_summary
from tqcheck.cli.step_summary import MAX_BYTES

FAULTY = (Path(__file__).parents[1] / "reports" / "documents" / "looms.md").read_bytes()
SELECT = ["--isolated", "--select", "header-*,source-remnant"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one faulty document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    Path("looms.md").write_bytes(FAULTY)
    return tmp_path


def check(*reports: str) -> int:
    return main(["looms.md", *SELECT, *(f"--report={report}" for report in reports)])


def test_every_report_of_one_run_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("text", "sarif:out.sarif", "junit:out.xml", "json:out.json", "summary:out.md") == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert "4 findings in 1 of 1 document: 1 error, 3 warnings.\n" in said.out
    (run,) = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"]
    report = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert sorted(r["ruleId"] for r in run["results"]) == (
        sorted(f["rule"] for f in report["findings"])
    )
    assert 'failures="1"' in Path("out.xml").read_text(encoding="utf-8")
    assert Path("out.md").read_text(encoding="utf-8").count("\n| 🟡") == 3


def test_fail_on_reaches_the_reports() -> None:
    Path("looms.md").write_bytes(FAULTY.replace(b"Page: 4", b"Page: 2"))
    for level, failures in (("error", 0), ("warning", 1)):
        main(["looms.md", *SELECT, "--fail-on", level, "--report", "junit:out.xml"])
        assert f'failures="{failures}"' in Path("out.xml").read_text(encoding="utf-8")


def test_one_file_for_two_reports_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("json:out", "sarif:./out") == 2
    assert "another report is written to the same file" in capsys.readouterr().err
    assert not Path("out").exists()


def test_the_summary_of_a_step_is_added_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    file.write_text("## Build\n\nIt went well.", encoding="utf-8")
    assert check("summary:summary") == 1
    first = file.read_text(encoding="utf-8")
    assert first.startswith("## Build\n\nIt went well.\n### tqcheck\n\n4 findings")
    # A second run, of whatever report, does not take its place either.
    assert check(f"concise:{file}") == 1
    assert file.read_text(encoding="utf-8").startswith(f"{first}looms.md:4:7: error: ")


def test_the_summary_of_a_step_need_not_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary"))
    assert check("summary:summary") == 1
    assert (folder / "summary").read_text(encoding="utf-8").startswith("### tqcheck\n")


def test_any_other_file_is_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary"))
    Path("out.md").write_text("what was before\n", encoding="utf-8")
    assert check("summary:out.md") == 1
    assert Path("out.md").read_text(encoding="utf-8").startswith("### tqcheck\n")
    assert not (folder / "summary").exists()


def test_the_summary_of_a_step_that_is_a_device(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/dev/stdout")
    assert check("summary:/dev/stdout") == 1
    assert capfd.readouterr().out.startswith("### tqcheck\n")


def test_a_summary_that_cannot_be_written_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / ("x" * 300)))
    assert check(f"summary:{'x' * 300}") == 2
    assert "cannot be written: File name too long" in capsys.readouterr().err


@pytest.mark.parametrize("room", [0, 10, 70, 200, 400])
def test_the_summary_of_a_step_stays_within_its_limit(folder: Path, room: int) -> None:
    file = folder / "summary"
    before = b"x" * (MAX_BYTES - room - 1) + b"\n"
    file.write_bytes(before)
    lines = "".join(f"| {n} 报告 |\n" for n in range(20)).encode()
    step_summary.add(str(file), lines)
    after = file.read_bytes()
    assert after.startswith(before) and len(after) <= MAX_BYTES
    added = after[len(before) :].decode()
    if room < 60:
        assert added == ""
    elif room < len(lines):
        told = "\nThe rest does not fit into the summary of this step.\n"
        assert added.endswith(told)
        assert all(line.endswith(" |") for line in added.removesuffix(told).splitlines())
    else:
        assert added.encode() == lines
