"""The command line as its users meet it: flags, exit codes, streams, terminals, pipes, signals."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tqcheck import __version__, reports
from tqcheck.cli import main

GOOD = """\
Title: Lamps for the Quay
Author: Bai Lan
Date: 1955-01-20
Page: 4

Thirty lamps were lit along the quay last night, so that boats can now land after dark.

<hr />

Original:

### 码头装上路灯
白岚
1955-01-20
第4版(国内新闻)
专栏：

    昨天夜里，码头上亮起了三十盏路灯，船只天黑以后也能靠岸了。
"""
WARNED = GOOD.replace("Page: 4\n", "Page: 4\nPage: 4\n")
FAULTY = GOOD.replace("Date: 1955-01-20", "Date: 1955-01-21")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a sound document, one with a warning, and one with an error."""
    (tmp_path / "tqcheck.toml").touch()
    for name, text in (("good.md", GOOD), ("warned.md", WARNED), ("faulty.md", FAULTY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tqcheck", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, **options)  # type: ignore


# Runs each list of arguments with streams that are files; a process of its own for each run would
# take its time to start.
EACH = """
import json, os, sys
from tqcheck.cli import main
kept = os.dup(1)
for n, arguments in enumerate(json.load(sys.stdin)):
    for stream in (1, 2):
        opened = os.open(f"{sys.argv[1]}/{n}.{stream}", os.O_CREAT | os.O_WRONLY)
        os.dup2(opened, stream)
        os.close(opened)
    code = main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(kept, f"{code}\\n".encode())
"""


def run_each(
    streams: Path, runs: list[list[str]], **environment: str
) -> list[tuple[int, bytes, bytes]]:
    """Run tqcheck several times in one process; of each run the exit code, output and errors.

    `streams` is an empty folder for what is written; paths are looked for in the current one.
    """
    streams.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", EACH, streams],
        input=json.dumps(runs).encode(),
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    codes = [int(line) for line in done.stdout.splitlines()]
    assert len(codes) == len(runs)
    return [
        (code, *((streams / f"{n}.{stream}").read_bytes() for stream in (1, 2)))  # type: ignore
        for n, code in enumerate(codes)
    ]


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.md"], 0),
        (["check", "good.md"], 0),
        (["warned.md"], 0),
        (["faulty.md"], 1),
        (["."], 1),
        (["warned.md", "--fail-on", "warning"], 1),
        (["warned.md", "--fail-on", "info"], 1),
        (["faulty.md", "--fail-on", "never"], 0),
        (["faulty.md", "--ignore", "header-mismatch"], 0),
        (["faulty.md", "--select", "section-missing"], 0),
        (["faulty.md", "--select", "header-*"], 1),
        (["faulty.md", "--only", "header-*"], 1),
        (["faulty.md", "--only", "section-missing"], 0),
        (["faulty.md", "--only", "header-*", "--only", "*-missing"], 0),
        (["faulty.md", "--ignore", "header-mismatch", "--only", "header-*"], 0),
        (["faulty.md", "--severity", "header-mismatch=warning"], 0),
        (["warned.md", "--severity", "header-field-duplicate=error"], 1),
        (["faulty.md", "--severity", "header-*=info", "--fail-on", "warning"], 0),
        (["faulty.md", "-q"], 1),
        (["good.md", "none.md"], 2),
    ],
)
def test_exit_code(arguments: list[str], code: int) -> None:
    assert main(arguments) == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "nothing to check: name a file or folder, or set `paths`"),
        ([], "nothing to check: name a file or folder, or set `paths`"),
        (
            ["good.md", "--select", "nope"],
            "unknown rule `nope`; known: abridged, added-paragraph, ",
        ),
        (["good.md", "--select", "headr-missing"], "rule `headr-missing`; did you mean `header-m"),
        (["good.md", "--ignore", "lenght-ratio"], "`lenght-ratio`; did you mean `length-ratio`?"),
        (["good.md", "--select", ""], "no rule is left to run"),
        (["good.md", "--select", " , "], "no rule is left to run"),
        (["good.md", "--ignore", "*"], "no rule is left to run"),
        (["good.md", "--select", "header-*", "--only", "omitted-*"], "no rule is left to run"),
        (["good.md", "--only", "headr-missing"], "`headr-missing`; did you mean `header-missing`?"),
        (["good.md", "--fail-on", "errors"], "--fail-on errors: unknown level; did you mean `err"),
        (["good.md", "--severity", "header-missing"], "--severity header-missing: write RULE=err"),
        (["good.md", "--severity", "header-missing=fatal"], "write RULE=error, RULE=warning or"),
        (["good.md", "--severity", "nope=error"], "unknown rule `nope`"),
        (["good.md", "--report", "jsn"], "unknown report `jsn`; did you mean `json`?"),
        (["good.md", "--report", "json:"], "--report json:: give a file after the colon"),
        (["good.md", "--report", "json:no/a.json"], "json:no/a.json: there is no folder no"),
        (["good.md", "--report", "json:good.md/a"], "there is no folder good.md"),
        (["good.md", "--report", "json", "--report", "text"], "two reports to standard output"),
        (["good.md", "--report", "json:a", "--report", "text:a"], "is written to the same file"),
        (["good.md", "--config", "none.toml"], "none.toml: no such file"),
        (["-", "good.md"], "`-` is standard input and cannot be combined with other paths"),
        (["rules", "nope"], "unknown rule `nope`"),
        (["align", "none.md"], "none.md: no such file"),
        (["good.md", "--engine", "lexcal"], "--engine lexcal: unknown engine; did you mean `lexi"),
        (["align", "good.md", "--engine", "Semantic"], "unknown engine; did you mean `semantic`?"),
        (["good.md", "--engine", ""], "--engine : unknown engine; known: auto, lexical, semantic"),
        (["good.md", "--cache-dir", "good.md/a"], "good.md/a: cannot be written: Not a directory"),
        (["good.md", "--cache-dir", ""], "--cache-dir : cannot be written: No such file or direct"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("tqcheck: ")
    assert message in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--frobnicate"],
        ["check", "--sel", "all"],
        ["good.md", "--color", "blue"],
        ["good.md", "--isolated", "--config", "x"],
        ["align"],
        ["align", "good.md", "--report", "xml"],
        ["rules", "a", "b"],
        ["good.md", "--select"],
    ],
)
def test_what_argparse_refuses_is_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("usage: tqcheck ")
    assert ": error: " in shown.err


def test_arguments_are_quoted_safely(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--x\n::error::\x1b[31m"]) == 2
    assert r"--x\x0a::error::\x1b[31m" in capsys.readouterr().err


def test_nothing_checked_is_never_a_success(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").mkdir()
    assert main(["empty"]) == 2
    assert "nothing to check: no file matches *.md, *.markdown; see --allow-empty" in (
        capsys.readouterr().err
    )
    assert main(["empty", "--allow-empty"]) == 0
    (folder / "tqcheck.toml").write_text('exclude = ["*.md"]\n', encoding="utf-8")
    assert main(["good.md", "--force-exclude"]) == 2
    assert "nothing to check: every file was excluded; see" in capsys.readouterr().err
    assert main(["good.md", "--force-exclude", "--allow-empty"]) == 0
    assert main(["good.md"]) == 0


def test_trouble_outranks_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "blank.md").touch()
    assert main(["blank.md", "good.md", "--allow-empty", "--fail-on", "never"]) == 2
    shown = capsys.readouterr()
    assert shown.out == (
        "blank.md: not judged: empty; restore or remove it\n\n"
        "1 document checked, nothing found; 1 not judged.\n"
    )
    assert shown.err == "tqcheck: blank.md: empty; restore or remove it\n"
    assert main(["blank.md", "faulty.md"]) == 2
    assert "1 error, 0 warnings; 1 not judged.\n" in capsys.readouterr().out


# Commands


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--version"], ["-V"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == f"tqcheck {__version__}\n"
    for arguments in (["--help"], ["-h"]):
        assert main(arguments) == 0
        shown = capsys.readouterr().out
        assert all(f"  {command}  " in shown for command in ("check", "align", "rules"))
    for command in ("check", "align", "rules"):
        assert main([command, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"usage: tqcheck {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["good.md", "--help"],
        ["check", "--quiet", "-h"],
        ["check", "-qh"],
        ["check", "--help", "--", "good.md"],
    ],
)
def test_help_among_other_arguments_is_not_a_success(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    # A hook or a CI system adds the files, and takes 0 to mean that they were checked.
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("usage: tqcheck check")
    assert shown.err == "tqcheck: --help among other arguments: nothing was done but this\n"
    # What follows `--` are names of files.
    assert main(["good.md", "--", "--help"]) == 2
    assert "--help: no such file" in capsys.readouterr().err


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert any(line.startswith("omitted-ending ") for line in lines)
    assert main(["rules", "omitted-ending"]) == 0
    assert capsys.readouterr().out.startswith("# omitted-ending\n")


def test_select_on_the_command_line_runs_what_the_file_ignores(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text('ignore = ["header-mismatch"]\n', encoding="utf-8")
    assert main(["faulty.md"]) == 0
    assert main(["faulty.md", "--select", "header-mismatch"]) == 1
    assert main(["faulty.md", "--isolated"]) == 1


def test_config_is_taken_from_the_file_named(folder: Path) -> None:
    (folder / "other.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert main(["warned.md"]) == 0
    assert main(["warned.md", "--config", "other.toml"]) == 1
    assert main(["warned.md", "--config", "other.toml", "--fail-on", "error"]) == 0


def test_a_wrong_configuration_is_exit_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tqcheck.toml").write_text('\nselekt = ["all"]\n', encoding="utf-8")
    assert main(["good.md"]) == 2
    assert capsys.readouterr().err == (
        f"tqcheck: {folder}/tqcheck.toml:2: unknown key `selekt`; did you mean `select`?\n"
    )


def test_only_narrows_what_the_configuration_selects(folder: Path) -> None:
    write = (folder / "tqcheck.toml").write_text
    write('ignore = ["header-mismatch"]\n', encoding="utf-8")
    assert main(["faulty.md", "--select", "header-*"]) == 1
    assert main(["faulty.md", "--only", "header-*"]) == 0
    write('select = ["section-missing"]\n', encoding="utf-8")
    assert main(["faulty.md", "--only", "header-*,section-missing"]) == 0
    assert main(["faulty.md", "--only", "header-*"]) == 2


def test_verbose_and_quiet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faulty.md", "good.md", "-v", "-q"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        f"tqcheck: configuration: {folder}/tqcheck.toml\ntqcheck: 2 files to check\n"
    )
    assert main(["good.md", "--isolated", "-v"]) == 0
    assert "configuration: defaults\n" in capsys.readouterr().err
    assert main(["faulty.md", "-q", "--report", "concise:out.txt"]) == 1
    assert (folder / "out.txt").read_text(encoding="utf-8").startswith("faulty.md:3:7: error:")


# Standard input and output


def test_standard_input() -> None:
    done = run("-", "--report", "concise", input=FAULTY.encode())
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(b"<stdin>:3:7: error: ")
    named = run("check", "-", "--report=concise", "--stdin-filename=a b.md", input=FAULTY.encode())
    assert named.stdout.startswith(b"a b.md:3:7: error: ")
    assert run("-", input=GOOD.encode("utf-8-sig")).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "align"])
@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"", b"<stdin>", b"empty; restore or remove it"),
        (b"\xff\xfeT\0", b"<stdin>:1", b"encoded as UTF-16; save it as UTF-8"),
        (b"a" * 8_000_001, b"<stdin>", b"larger than 8 MB; split it or exclude it"),
    ],
    ids=["empty", "UTF-16", "too large"],
)
def test_bad_standard_input(command: str, content: bytes, place: bytes, reason: bytes) -> None:
    done = run(command, "-", input=content)
    report = place + b": not judged: " + reason + b"\n\n"
    report += b"0 documents checked, nothing found; 1 not judged.\n"
    reported = report if command == "check" else b""
    message = b"tqcheck: " + place + b": " + reason + b"\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, reported, message)


def shell(command: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `tq` is the command."""
    line = f'tq() {{ "{sys.executable}" -m tqcheck "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, **options)  # type: ignore


@pytest.mark.slow
def test_a_closed_pipe_is_141_and_silent(folder: Path) -> None:
    for n in range(400):
        (folder / f"many-{n:03}.md").write_text("Title: A\n", encoding="utf-8")
    done = shell('tq check . --report concise | head -1; echo "${PIPESTATUS[0]}"')
    assert done.stderr == b""
    first, code = done.stdout.splitlines()
    assert first.startswith(b"faulty.md:3:7: error: ")
    assert code == b"141"


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["faulty.md", "rules", "align good.md", "--help", "--version", "none.md 2>&4"],
)
def test_a_pipe_closed_before_the_first_byte(command: str) -> None:
    # The reader is gone for certain before tqcheck starts.
    done = shell(
        f'mkfifo p; (exec 3<p) & exec 4>p; wait; tq {command} >&4; echo "code $?"',
    )
    assert done.stderr == b""
    assert done.stdout == b"code 141\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code", "err"),
    [
        ("faulty.md >&-", 1, b""),
        ("good.md >&-", 0, b""),
        ("none.md 2>&-", 2, b""),
        ("- <&-", 2, b"tqcheck: <stdin>: standard input is closed\n"),
        ("none.md 2>/dev/full", 2, b""),
        ("faulty.md >/dev/full", 2, b"tqcheck: output cannot be written: No space left on dev"),
        ("faulty.md --report json:/dev/full", 2, b"tqcheck: /dev/full: cannot be written: No sp"),
    ],
)
def test_streams_closed_or_full(command: str, code: int, err: bytes) -> None:
    done = shell(f"tq {command}")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(err)
    assert done.stderr.count(b"\n") == (1 if err else 0)


def test_interrupted_is_130(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tqcheck", "check", "-", "--verbose"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has them ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        assert process.stderr.readline().startswith(b"tqcheck: configuration: ")
        process.send_signal(signal.SIGINT)
        # A signal that came just before the read is noticed once that returns.
        process.stdin.close()
        out, err = process.stdout.read(), process.stderr.read()
    assert (process.returncode, out, err) == (130, b"", b"")


# Report files


def test_report_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--report", "json:a.json", "--report", "github:b", "--report", "concise"]
    assert main(["faulty.md", "warned.md", *arguments]) == 1
    assert capsys.readouterr().out.count("\n") == 2
    report = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]] == [
        "header-mismatch",
        "header-field-duplicate",
    ]
    assert (folder / "b").read_text(encoding="utf-8").startswith("::error file=faulty.md,")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["tqcheck.toml", "good.md", "warned.md", "faulty.md", "a.json", "b"]
    )


def test_a_report_file_is_written_without_colour(folder: Path) -> None:
    assert main(["faulty.md", "--color", "always", "--report", "text:out"]) == 1
    assert "\x1b" not in (folder / "out").read_text(encoding="utf-8")


def test_a_report_is_whole_or_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.json").write_text("old", encoding="utf-8")
    (folder / "blank.md").touch()
    (folder / "stop").mkdir()
    assert main(["faulty.md", "--report", "json:stop"]) == 2
    assert capsys.readouterr().err == "tqcheck: stop: cannot be written: Is a directory\n"
    assert main(["faulty.md", "--report", f"json:{'x' * 300}"]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: File name too long\n")
    assert main(["faulty.md", "--report", f"json:{'x' * 300}/out"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (folder / "old.json").read_text(encoding="utf-8") == "old"
    assert not [path for path in folder.iterdir() if path.name.startswith(".tqcheck")]


def test_a_report_that_cannot_be_moved_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out.json").write_text("old", encoding="utf-8")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert main(["faulty.md", "--report", "json:out.json"]) == 2
    assert capsys.readouterr().err == "tqcheck: out.json: cannot be written: Permission denied\n"
    assert (folder / "out.json").read_text(encoding="utf-8") == "old"
    assert not [path for path in folder.iterdir() if path.name.startswith(".tqcheck")]


@pytest.mark.parametrize("report", ["out.json", "linked/out.json"])
def test_no_report_through_a_link(
    folder: Path, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kept").mkdir()
    (folder / "out.json").symlink_to("kept/real.json")
    (folder / "linked").symlink_to("kept")
    assert main(["faulty.md", "--report", f"json:{report}"]) == 2
    why = "a link, or in a folder that is one; name another file"
    assert capsys.readouterr().err == f"tqcheck: {report}: {why}\n"
    assert list((folder / "kept").iterdir()) == []


def test_a_report_into_a_device() -> None:
    done = run("faulty.md", "--report", "concise:/dev/stdout")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(b"faulty.md:3:7: error: ")


# The same output everywhere


@pytest.mark.slow
def test_the_same_bytes_whatever_the_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    environments: tuple[dict[str, str], ...] = (
        {},
        {"LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "2"},
        {"PYTHONIOENCODING": "ascii", "TZ": "Pacific/Apia", "COLUMNS": "40"},
        {"PYTHONIOENCODING": "latin-1:strict", "LC_ALL": "POSIX"},
    )
    orders = (["faulty.md", "warned.md"], ["warned.md", "./faulty.md"], ["."])
    seen: dict[str, set[bytes]] = {report: set() for report in reports.formats()}
    # The folder has one document more, in which nothing is found.
    count = rb"of [23] documents|\"documents\": [23]| tests=\"[23]\"|\n *<testcase .*good\.md\" />"
    streams = tmp_path_factory.mktemp("streams")
    for n, environment in enumerate(environments):
        runs = [[*orders[n % 3], "--report", report] for report in seen]
        done = run_each(streams / str(n), runs, **environment)
        for report, (code, out, err) in zip(seen, done, strict=True):
            assert (code, err) == (1, b""), (report, environment)
            seen[report].add(re.sub(count, b"", out))
    assert {report: len(outs) for report, outs in seen.items()} == dict.fromkeys(seen, 1)


@pytest.mark.slow
def test_a_name_that_is_no_utf_8(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (folder / name).write_text(FAULTY, encoding="utf-8")
    streams = tmp_path_factory.mktemp("streams")
    environments: tuple[dict[str, str], ...] = ({}, {"PYTHONIOENCODING": "ascii"})
    for n, environment in enumerate(environments):
        shown_runs = [[name, "--report", report] for report in reports.formats()]
        file_runs = [[name, "--report", f"{report}:out-{report}"] for report in reports.formats()]
        done = run_each(streams / str(n), shown_runs + file_runs, **environment)
        for report, (code, out, err) in zip(reports.formats(), done, strict=False):
            assert (code, err) == (1, b""), report
            # An address has the very bytes.
            shown = b"caf%E9.md" if report == "sarif" else rb"caf\udce9.md"
            assert shown in out.replace(rb"\\", b"\\"), report
            (folder / f"out-{report}").read_text(encoding="utf-8")
            (folder / f"out-{report}").unlink()
        assert [code for code, _, _ in done] == [1] * len(done)


# Terminals


def on_terminal(
    *arguments: str, columns: int = 80, seconds: float = 30, **environment: str
) -> tuple[int, str]:
    """Run on a terminal of that width; its output, standard error included, and the exit code."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tqcheck", *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(child)
    shown, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([parent], [], [], 0.1)[0]:
            continue
        try:
            read = os.read(parent, 65536)
        except OSError:  # Linux: the other side is closed.
            break
        if not read:
            break
        shown += read
    os.close(parent)
    return process.wait(timeout=30), shown.decode("utf-8")


COLOUR = "\x1b[31;1merror\x1b[0m"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_colour_on_a_terminal(
    arguments: list[str], environment: dict[str, str], coloured: bool
) -> None:
    code, shown = on_terminal("faulty.md", *arguments, **environment)
    assert code == 1
    assert (COLOUR in shown) == coloured
    assert ("\x1b" in shown) == coloured


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--report", "concise", "--color", "always"], {}, False),
    ],
)
def test_colour_elsewhere(
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert main(["faulty.md", *arguments]) == 1
    assert (COLOUR in capsys.readouterr().out) == coloured


@pytest.mark.slow
@pytest.mark.parametrize("columns", [0, 40, 57, 200])
def test_quoted_lines_fit_the_terminal(folder: Path, columns: int) -> None:
    from wcwidth import wcswidth

    long = GOOD.replace("Thirty lamps", "Thirty 路灯 lamps").replace("昨天", "昨天" * 40)
    (folder / "long.md").write_text(long, encoding="utf-8")
    _, shown = on_terminal(
        "long.md", "--select", "source-remnant", "--color=never", columns=columns
    )
    quoted = [line for line in shown.splitlines() if line[5:9] == " en "]
    assert quoted
    assert all(wcswidth(line) <= (columns or 100) for line in quoted)
    assert "Thirty 路灯" in quoted[0]


@pytest.mark.slow
def test_a_progress_bar_on_long_runs_only(folder: Path) -> None:
    slow = folder / "slow"
    slow.mkdir()
    for n in range(30):
        (slow / f"{n:02}.md").write_text(FAULTY if n % 10 == 5 else GOOD, encoding="utf-8")
    script = (
        "import sys, time; from tqcheck.linter import documents\n"
        "read = documents.read_text\n"
        "documents.read_text = lambda *given: (time.sleep(0.07), read(*given))[1]\n"
    )
    (folder / "sitecustomize.py").write_text(
        f"try:\n    exec({script!r})\nexcept ImportError:\n    pass\n", encoding="utf-8"
    )
    path = os.pathsep.join(
        [str(folder), *filter(None, [os.environ.get("PYTHONPATH"), *map(str, sys.path)])]
    )
    code, shown = on_terminal("slow", "--report", "concise", PYTHONPATH=path)
    assert code == 1
    assert "checking:" in shown
    assert "/30 [" in shown
    # No finding is written behind a bar, and no bar is left over at the end.
    for finding in re.findall(r"[^\n]*header-mismatch\][^\n]*", shown):
        assert re.search(r"(^|\r)slow/\d5\.md:3:7: error: [^\r]*\]\r?$", finding), finding
    assert shown.count("header-mismatch]") == 3
    assert "%" not in shown.rpartition("\r")[2]
    # Not where standard error goes elsewhere.
    done = run("slow", "--report", "concise", env={**os.environ, "PYTHONPATH": path})
    assert done.stderr == b""
    # Nor on a run that is over soon.
    _, short = on_terminal("slow", "--report", "concise", "--select", "header-mismatch")
    assert "checking:" not in short


def test_a_mistyped_command_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["algin", "good.md"]) == 2
    assert capsys.readouterr().err == ("tqcheck: unknown command `algin`; did you mean `align`?\n")
    (folder / "algin").mkdir()
    assert main(["algin", "--allow-empty"]) == 0
