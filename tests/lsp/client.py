"""An editor, as far as the server can tell: it starts `tqcheck lsp` and speaks JSON over its pipes.

Messages are read and written as they are on the wire, with no library that the server has too, so
that a name which one would write and read wrong alike is seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, cast

# Seconds to wait for what has to come.
LONGEST = 60
PUBLISH = "textDocument/publishDiagnostics"
COMMAND = [sys.executable, "-m", "tqcheck", "lsp", "--stdio"]
ALL = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {"publishDiagnostics": {"relatedInformation": True}},
}


class Client:
    """An editor with `capabilities`, and the server it has started."""

    def __init__(self, folder: Path, capabilities: dict[str, Any] = ALL) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(COMMAND, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe)
        assert self.process.stdin and self.process.stdout
        self._in, self._out = self.process.stdin, self.process.stdout
        self._messages: Queue[dict[str, Any] | None] = Queue()
        self.heard: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self._number = 0
        Thread(target=self._read, daemon=True).start()
        params = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
        self.initialized = self.request("initialize", params)
        self.notify("initialized", {})

    def request(self, method: str, params: Any = None) -> Any:
        """The result of a request; an error of the server's is an AssertionError."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda m: m.get("id") == number and "method" not in m)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, params: Any = None) -> None:
        self._send({"method": method, "params": params})

    def notification(self, method: str, meant: Callable[[Any], bool] = bool) -> Any:
        """The parameters of the next notification of that kind, of those `meant`."""
        found = self._wait(lambda m: m.get("method") == method and meant(m["params"]))
        return found["params"]

    def open(self, path: Path, text: str, version: int = 1) -> str:
        """Open a document with a text, which need not be on disk; returns its URI."""
        uri = path.as_uri()
        item = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        params = {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"text": text}],
        }
        self.notify("textDocument/didChange", params)

    def save(self, uri: str) -> None:
        self.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The next diagnostics of a file, of a `version` if one is asked for."""
        wanted = {"uri": uri} if version is None else {"uri": uri, "version": version}
        found = self.notification(PUBLISH, lambda params: wanted.items() <= params.items())
        return cast("list[dict[str, Any]]", found["diagnostics"])

    def judged(self, path: Path, text: str) -> tuple[str, list[dict[str, Any]]]:
        """Open a document: its URI, and its diagnostics."""
        uri = self.open(path, text)
        return uri, self.diagnostics(uri, 1)

    def rejudged(self, uri: str, text: str, version: int) -> list[dict[str, Any]]:
        """Change a document and save it, so that no pause is waited for: its diagnostics."""
        self.change(uri, text, version)
        self.save(uri)
        return self.diagnostics(uri, version)

    def actions(
        self, uri: str, place: dict[str, Any], only: list[str] | None = None, trigger: int = 1
    ) -> list[dict[str, Any]]:
        """The code actions at a range; `trigger` 2 is an editor that asks by itself."""
        context: dict[str, Any] = {"diagnostics": [], "triggerKind": trigger}
        if only is not None:
            context["only"] = only
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        found = self.request("textDocument/codeAction", params)
        return cast("list[dict[str, Any]]", found)

    def stop(self) -> int:
        """Shut the server down as the protocol has it; returns its exit code."""
        self.request("shutdown")
        self.notify("exit")
        self.close_pipes()
        return self.process.wait(LONGEST)

    def close_pipes(self) -> None:
        """End as an editor does that crashes."""
        self._in.close()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._in.flush()

    def _read(self) -> None:
        length = 0
        while line := self._out.readline():
            name, _, value = line.decode().strip().partition(": ")
            if name == "Content-Length":
                length = int(value)
            elif not name:
                self._messages.put(json.loads(self._out.read(length)))
            else:
                assert name == "Content-Type", line
        self._messages.put(None)

    def _wait(self, meant: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is meant, of those heard of already or of those to come."""
        for message in self.heard:
            if meant(message):
                self.heard.remove(message)
                return message
        while True:
            try:
                got = self._messages.get(timeout=LONGEST)
            except Empty:
                raise AssertionError(f"nothing came; before: {self.heard}") from None
            assert got is not None, f"the server is gone: {self.process.wait()}"
            if "id" in got and "method" in got:  # Registrations, which an editor agrees to.
                self.asked.append(got)
                self._send({"id": got["id"], "result": None})
            elif meant(got):
                return got
            else:
                self.heard.append(got)


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text with the edits of an action made, columns counted in UTF-16 as editors do."""
    end = next(end for end in ("\r\n", "\n", "\r") if end in text)
    lines = text.split(end)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-16-le")) // 2 + len(end))
    units = text.encode("utf-16-le")

    def offset(position: dict[str, int]) -> int:
        return 2 * (starts[position["line"]] + position["character"])

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, stop = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        units = units[:start] + edit["newText"].encode("utf-16-le") + units[stop:]
    return units.decode("utf-16-le")
