"""Step 3 of action.yml: the commit that a pull request is compared with, if this is one.

It is known if one of two commits is checked out: the merge of the pull request into its base, whose
first parent is that base, or its own last commit. If the clone does not have the base, the output
`unknown` says why, a notice says so, and all documents are judged.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

EVENTS = ("pull_request", "pull_request_target")

# -I leaves out the folder of the script too; its modules are the action's own.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from workflow import Trouble, annotate, file_of, output  # noqa: E402


class Unknown(Exception):
    """Why the base of the pull request is not known, in a clause."""


def main() -> int:
    try:
        file_of("GITHUB_OUTPUT")
    except Trouble as trouble:
        annotate("error", str(trouble))
        return 2
    if os.environ.get("GITHUB_EVENT_NAME") not in EVENTS:
        return 0
    try:
        output(commit=base())
    except Unknown as why:
        output(unknown=why)
        if os.environ.get("TQCHECK_CHANGED_FROM", "auto") == "auto":
            annotate("notice", f"all documents are judged, not only what changed: {why}")
    return 0


def base() -> str:
    """The commit to compare the checkout with; raises Unknown."""
    last, target = _of_the_event()
    # In a shallow clone, nothing else says what the parents of the last commit are.
    header = _git("cat-file", "commit", "HEAD").split("\n\n", 1)[0].splitlines()
    parents = [line.removeprefix("parent ") for line in header if line.startswith("parent ")]
    if len(parents) == 2 and parents[1] == last:
        commit, depth = parents[0], 2
    elif _git("rev-parse", "HEAD").strip() == last:
        commit, depth = target, 0
    else:
        raise Unknown("neither the pull request's merge commit nor its last one is checked out")
    try:
        _git("merge-base", commit, "HEAD")
    except Unknown:
        remedy = f"give actions/checkout `fetch-depth: {depth}`"
        raise Unknown(f"the clone does not reach back to the base; {remedy}") from None
    return commit


def _of_the_event() -> tuple[str, str]:
    """The last commit of the pull request, and that of the branch it goes to."""
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        pull_request = event["pull_request"]
        return str(pull_request["head"]["sha"]), str(pull_request["base"]["sha"])
    except (KeyError, TypeError, OSError, ValueError):
        raise Unknown("the event does not say which pull request this is") from None


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", *arguments),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        raise Unknown("there is no git") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise Unknown(f"git says: {said[0]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
