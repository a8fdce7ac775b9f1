"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit and the real prek."""

from __future__ import annotations

import yaml

from tqcheck.rules import expand

from .conftest import (
    GOOD,
    MANIFEST,
    NO_DATE,
    NO_PAGE,
    PROJECT,
    Hooked,
    Repository,
    both,
    document,
    findings,
    ran,
)


@both
def test_manifest_is_valid(repository: Repository, runner: str) -> None:
    repository.run(runner, "validate-manifest", PROJECT / MANIFEST)


def test_manifest_keeps_what_a_user_must_not_replace_in_entry() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((PROJECT / MANIFEST).read_text())}
    parts = {"tqcheck-header", "tqcheck-language", "tqcheck-omissions"}
    assert set(hooks) == {"tqcheck", "tqcheck-all", "tqcheck-fix", *parts}
    assert hooks["tqcheck"]["entry"] == "tqcheck check --force-exclude --allow-empty"
    for name in {"tqcheck-fix", *parts}:
        assert hooks[name]["entry"].startswith(f"{hooks['tqcheck']['entry']} --")
    for name in set(hooks) - {"tqcheck-all"}:
        assert hooks[name]["types"] == ["markdown"]
        assert hooks[name]["args"] == ["--"]
    assert hooks["tqcheck-all"]["pass_filenames"] is False
    assert hooks["tqcheck-all"]["always_run"] is True
    assert hooks["tqcheck-all"]["args"] == []
    for hook in hooks.values():
        assert hook["require_serial"] is True
        assert "additional_dependencies" not in hook
    # What a part is for is no other's.
    rules = [rule for name in sorted(parts) for rule in expand(_only(hooks[name]["entry"]))]
    assert len(rules) == len(set(rules)) == 18


def _only(entry: str) -> list[str]:
    return entry.rpartition(" --only ")[2].split(",")


@both
def test_commit_is_refused_and_accepted_after_the_mend(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck")
    repository.run(runner, "install")
    repository.write("clock.md", NO_PAGE)

    said = repository.commit(code=1)
    assert "clock.md:3:1: error: the header has no `Page` [header-field-missing]" in said
    assert "exit code: 1" in said
    assert repository.git("rev-parse", "--verify", "--quiet", "HEAD", code=None).stdout == ""

    repository.write("clock.md", GOOD)
    repository.commit()
    assert repository.git("ls-files").stdout.split() == [".pre-commit-config.yaml", "clock.md"]

    # What is no Markdown is none of its business.
    repository.write("notes.txt", NO_PAGE)
    assert "no files to check" in repository.commit()


def test_commit_with_a_lost_paragraph_is_refused(hooked: Hooked) -> None:
    repository = hooked("tqcheck")
    repository.run("pre-commit", "install")
    repository.write("clock.md", document(omit=2))
    assert "source paragraph 3 has no translation [omitted-paragraph]" in repository.commit(code=1)
    repository.write("clock.md", GOOD)
    repository.commit()


@both
def test_excluded_file_is_not_reported_though_it_is_named(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck")
    repository.write("tqcheck.toml", 'paths = ["archive"]\nexclude = ["**/drafts/**"]\n')
    for path in ("archive/drafts/clock.md", "README.md"):
        repository.write(path, NO_PAGE)
        assert "[header" not in ran(repository, runner, "tqcheck", "--files", path, code=0)
    repository.write("archive/clock.md", NO_DATE)
    paths = ["archive/drafts/clock.md", "README.md", "archive/clock.md"]
    said = ran(repository, runner, "tqcheck", "--files", *paths, code=1)
    assert [line.split(":")[0] for line in findings(said)] == ["archive/clock.md"]


@both
def test_split_command_lines_find_the_same(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck")
    texts = (NO_PAGE, NO_DATE, GOOD, document(Date="1961-02-30"))
    paths = [f"archive/{n:02}.md" for n in range(12)]
    for n, path in enumerate(paths):
        repository.write(path, texts[n % len(texts)])

    together = findings(ran(repository, runner, "tqcheck", "--files", *paths, code=1))
    # The damaged date contradicts the original's, which is a finding of its own.
    assert len(together) >= 9

    apart: list[str] = []
    for group in (paths[:1], paths[1:3], paths[3:]):
        apart += findings(ran(repository, runner, "tqcheck", "--files", *group, code=1))
    assert sorted(apart) == together


@both
def test_several_processes_find_the_same(hooked: Hooked, runner: str) -> None:
    paths = [f"{n:02}.md" for n in range(12)]
    said = []
    for serial in (True, False):
        repository = hooked("tqcheck", require_serial=serial)
        for path in paths:
            repository.write(path, NO_PAGE)
        said.append(ran(repository, runner, "tqcheck", "--all-files", code=1))
    serially, at_once = said
    assert len(findings(serially)) == 12
    assert findings(at_once) == findings(serially)
    assert serially.count("12 findings in 12 of 12 documents") == 1


@both
def test_arguments_of_the_user_are_added(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck", args=["--ignore", "header-field-missing"])
    repository.write("clock.md", NO_PAGE)
    ran(repository, runner, "tqcheck", "--files", "clock.md", code=0)


@both
def test_nothing_to_check_is_a_pass_and_a_wrong_configuration_is_not(
    hooked: Hooked, runner: str
) -> None:
    repository = hooked("tqcheck")
    repository.write("clock.md", GOOD)
    repository.write("tqcheck.toml", 'exclud = ["clock.md"]\n')
    said = ran(repository, runner, "tqcheck", "--files", "clock.md", code=1)
    assert "exit code: 2" in said
    assert "unknown key `exclud`; did you mean `exclude`?" in said
    repository.write("tqcheck.toml", 'exclude = ["clock.md"]\n')
    ran(repository, runner, "tqcheck", "--files", "clock.md", code=0)


@both
def test_all_checks_the_configured_paths(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-all")
    repository.write("tqcheck.toml", 'paths = ["archive"]\nexclude = ["drafts/"]\n')
    repository.write("archive/clock.md", NO_PAGE)
    repository.write("archive/drafts/clock.md", NO_PAGE)
    repository.write("README.md", "# Not a document\n")
    repository.commit()
    repository.run(runner, "install")

    # The change has nothing to do with the document that is refused.
    repository.write("notes.txt", "a note\n")
    said = repository.commit(code=1)
    assert [line.split(":")[0] for line in findings(said)] == ["archive/clock.md"]
    repository.write("archive/clock.md", GOOD)
    repository.commit()


@both
def test_a_fix_fails_the_hook_once(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck", args=["--fix"])
    repository.run(runner, "install")
    repository.write("clock.md", NO_PAGE)

    said = repository.commit(code=1)
    assert "files were modified by this hook" in said
    assert "clock.md:3: header-field-missing: fixed: the header has no `Page`\n" in said
    assert "Fixed 1 finding in 1 file." in said
    # Nothing is left to be found: it is the change that has to be looked at.
    assert not findings(said)
    assert "exit code" not in said
    assert (repository.folder / "clock.md").read_text(encoding="utf-8") == GOOD

    repository.git("add", "clock.md")
    assert "Passed" in repository.commit()
    assert repository.git("show", "HEAD:clock.md").stdout == GOOD


@both
def test_what_a_fix_leaves_is_reported(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck", args=["--fix"])
    repository.write("clock.md", document(without=["Page", "Title"]))
    said = ran(repository, runner, "tqcheck", "--files", "clock.md", code=1)
    assert "files were modified by this hook" in said
    assert "exit code: 1" in said
    assert [line.rpartition(" ")[2] for line in findings(said)] == ["[header-field-missing]"]
    said = ran(repository, runner, "tqcheck", "--files", "clock.md", code=1)
    assert "files were modified" not in said


@both
def test_a_diff_fails_the_hook_and_changes_nothing(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck", args=["--diff"])
    repository.write("clock.md", NO_PAGE)
    said = ran(repository, runner, "tqcheck", "--files", "clock.md", code=1)
    assert "+Page: 3\n" in said
    assert "files were modified" not in said
    assert (repository.folder / "clock.md").read_text(encoding="utf-8") == NO_PAGE


def test_try_repo(repository: Repository, snapshot: Repository) -> None:
    repository.write("clock.md", NO_PAGE)
    repository.write("mended.md", GOOD)
    done = repository.run(
        "pre-commit", "try-repo", snapshot.folder, "tqcheck", "--all-files", code=1
    )
    assert [line.split(":")[0] for line in findings(done.stdout)] == ["clock.md"]
