"""Step 3 of action.yml: the commit that a pull request is compared with, if this is one.

It is known if one of two commits is checked out: the merge of the pull request into its base, whose
first parent is that base, or its own last commit. If the clone does not have the base, a notice
says so, and all documents are judged.
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


class Unknown(Exception):
    """Why the base of the pull request is not known, in a clause."""


def main() -> int:
    if not os.environ.get("GITHUB_OUTPUT"):
        _say("error", "GITHUB_OUTPUT is not set; this is a step of action.yml, not to be run alone")
        return 2
    if os.environ.get("GITHUB_EVENT_NAME") not in EVENTS:
        return 0
    try:
        commit = base()
    except Unknown as why:
        _say("notice", f"all documents are judged, not only what changed: {why}")
        return 0
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"commit={commit}\n")
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


def _say(command: str, message: str) -> None:
    data = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{command} title=tqcheck::{data}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
