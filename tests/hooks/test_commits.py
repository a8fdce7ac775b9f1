"""Which contents hooks judge, of how many files, with which version and baseline."""

from __future__ import annotations

import json
from collections import Counter

from .conftest import (
    GOOD,
    NEW,
    NO_DATE,
    NO_PAGE,
    OLD,
    Hooked,
    Repository,
    both,
    findings,
    places,
    ran,
    use,
)

# In one call, whose command line is as long as that of five thousand short names; the rule reads
# the header alone.
FILES = 1_000
FOLDER = "a-folder-with-a-name-of-forty-characters"
TINY = "Title: A\nAuthor: B\nDate: 1961-08-17\n\nC.\n"


@both
def test_only_what_is_staged_is_judged(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-header")
    repository.run(runner, "install")
    clock = repository.folder / "clock.md"
    repository.write("clock.md", NO_PAGE)
    repository.write("clock.md", GOOD, stage=False)
    repository.write("untracked.md", NO_PAGE, stage=False)
    assert places(repository.commit(code=1)) == ["clock.md"]
    assert clock.read_text(encoding="utf-8") == GOOD

    repository.write("clock.md", GOOD)
    repository.write("clock.md", NO_PAGE, stage=False)
    assert "Passed" in repository.commit()
    # What was not staged was put aside, and is there again.
    assert clock.read_text(encoding="utf-8") == NO_PAGE
    assert repository.git("show", "HEAD:clock.md").stdout == GOOD


@both
def test_renamed_and_deleted_files(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-header")
    repository.write("clock.md", NO_PAGE)
    repository.write("lamp.md", NO_DATE)
    repository.commit(message="Before there was a hook")
    repository.run(runner, "install")

    repository.git("mv", "clock.md", "bell.md")
    assert places(repository.commit(code=1)) == ["bell.md"]
    repository.write("bell.md", GOOD)
    assert "Passed" in repository.commit()

    repository.git("rm", "--quiet", "lamp.md", "bell.md")
    assert "no files to check" in repository.commit()


@both
def test_a_name_like_an_option_is_a_file(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-header")
    names = ["--report=json:clobbered.md", "-dash.md", "with blank.md"]
    for name in names:
        repository.write(name, NO_PAGE)
    said = ran(repository, runner, "--all-files", code=1)
    assert [line.partition(".md:")[0] for line in findings(said)] == [name[:-3] for name in names]
    assert not (repository.folder / "clobbered.md").exists()


@both
def test_each_of_many_files_is_checked_once(hooked: Hooked, runner: str) -> None:
    report = ["--report", "jsonl:found.jsonl", "--report", "concise"]
    repository = hooked("tqcheck-header", args=["--only", "header-field-missing", *report])
    (repository.folder / FOLDER).mkdir()
    paths = [f"{FOLDER}/{n:04}.md" for n in range(FILES)]
    for path in paths:
        (repository.folder / path).write_text(TINY, encoding="utf-8")
    repository.git("add", "--all")
    said = ran(repository, runner, "--all-files", code=1)
    # One process wrote the file: a second would have replaced it.
    lines = (repository.folder / "found.jsonl").read_text(encoding="utf-8").splitlines()
    assert Counter(json.loads(line)["path"] for line in lines) == Counter(paths)
    assert Counter(line.split(":")[0] for line in findings(said)) == Counter(paths)


@both
def test_two_versions_are_in_one_configuration_and_one_is_updated(
    repository: Repository, snapshot: Repository, runner: str
) -> None:
    repository.write("clock.md", NO_PAGE)
    hook: list[dict[str, object]] = [{"id": "tqcheck"}]
    use(repository, (snapshot, OLD, hook), (snapshot, NEW, hook))
    older, newer = ran(repository, runner, "--all-files", code=1).split("- hook id: ")
    assert "Passed" in older and "Failed" in older  # the older one, and the newer one's first line
    assert places(newer) == ["clock.md"]

    use(repository, (snapshot, OLD, hook))
    assert "Passed" in ran(repository, runner, "--all-files", code=0)
    repository.run(runner, "autoupdate")
    config = (repository.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert f"rev: {NEW}" in config and OLD not in config
    assert places(ran(repository, runner, "--all-files", code=1)) == ["clock.md"]


@both
def test_baseline_and_exclusions_of_the_configuration_hold(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-header", exclude="^archive/letters/")
    repository.write("tqcheck.toml", 'paths = ["archive"]\nexclude = ["drafts/"]\n')
    repository.write("archive/old.md", NO_PAGE)
    repository.run("tqcheck", "baseline")
    repository.git("add", "tqcheck-baseline.json")
    for path in ("archive/drafts/a.md", "archive/letters/a.md", "README.md"):
        repository.write(path, NO_PAGE)
    assert "Passed" in ran(repository, runner, "--all-files", code=0)

    repository.write("archive/new.md", NO_PAGE)
    assert places(ran(repository, runner, "--all-files", code=1)) == ["archive/new.md"]
