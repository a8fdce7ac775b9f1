"""Step 3 of action.yml: the commit that a pull request is compared with, if this is one.

It is known if one of two commits is checked out: the merge of the pull request into its base, whose
first parent is that base, or its own last commit. If the clone does not have the base, the output
`unknown` says why, a notice says so, and all documents are judged.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tqcheck.errors import TqcheckError
from tqcheck.files.git.repository import Repository, is_full_name
from tqcheck.files.roots import checkout_of

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
    try:
        # Not git's own search: a pull request may contain files that it takes for a repository.
        top = checkout_of(".")
        if top is None:
            raise Unknown("this is not in a git repository")
        return _base(Repository.at(top), *_of_the_event())
    except TqcheckError as error:
        raise Unknown(str(error)) from None


def _base(repository: Repository, last: str, target: str) -> str:
    head = repository.commit("HEAD")
    # In a shallow clone, nothing else says what the parents of the last commit are.
    parents = repository.parents(head) if head else []
    if len(parents) == 2 and parents[1] == last:
        commit, depth = parents[0], 2
    elif head == last:
        commit, depth = target, 0
    else:
        raise Unknown("neither the pull request's merge commit nor its last one is checked out")
    if not repository.fork(commit):
        remedy = f"give actions/checkout `fetch-depth: {depth}`"
        raise Unknown(f"the clone does not reach back to the base; {remedy}")
    return commit


def _of_the_event() -> tuple[str, str]:
    """The last commit of the pull request, and that of the branch it goes to."""
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        pull_request = event["pull_request"]
        names = pull_request["head"]["sha"], pull_request["base"]["sha"]
        if all(is_full_name(name) for name in names):
            return names
    except (KeyError, TypeError, OSError, ValueError):
        pass
    raise Unknown("the event does not say which pull request this is")


if __name__ == "__main__":
    sys.exit(main())
