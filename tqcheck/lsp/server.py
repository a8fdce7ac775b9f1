"""The language server: the requests and notifications of an editor, and the answers."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from tqcheck import __version__
from tqcheck.escaping import escape
from tqcheck.lsp.actions import (
    FIX_ALL,
    QUICK_FIX,
    actions_at,
    findings_at,
    fix_all,
    is_wanted,
)
from tqcheck.lsp.checked import Buffer, CheckedBuffer, check_buffer, failed
from tqcheck.lsp.diagnostics import explanation
from tqcheck.lsp.projects import WATCHED, Projects
from tqcheck.lsp.published import PublishedDiagnostics
from tqcheck.lsp.worker import Worker

# Seconds without a change after which a document is checked: a pause in typing, not the time
# between two keys.
PAUSE = 0.3


class Server(LanguageServer):
    """The documents that are open in an editor, and what was found in each.

    Each has a task, which waits for a pause and for the worker. A change cancels it, so that
    nothing is published for an earlier version.
    """

    def __init__(self) -> None:
        super().__init__("tqcheck", __version__, types.TextDocumentSyncKind.Full)
        self.is_shut_down = False
        self.projects = Projects()
        self.worker = Worker()
        self.published = PublishedDiagnostics(self.text_document_publish_diagnostics)
        self.checked: dict[str, CheckedBuffer] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def look(self, uri: str, pause: float = 0) -> None:
        """Check a document once no further change has come for `pause` seconds."""
        self._cancel(uri)
        path = uris.to_fs_path(uri)
        if path is not None:  # An earlier revision, or a text without a file yet.
            loop = asyncio.get_running_loop()
            self._tasks[uri] = loop.create_task(self._look(uri, path, pause))

    def look_again(self) -> None:
        """Check all open documents."""
        for uri in list(self._tasks):
            self.look(uri)

    def forget(self, uri: str) -> None:
        """A document was closed: its diagnostics are removed."""
        self._cancel(uri)
        self.checked.pop(uri, None)
        self.published.replace(uri, {})

    def _cancel(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    async def _look(self, uri: str, path: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        codec = self.workspace.position_codec
        buffer = Buffer(uri, path, document.source, document.version, codec, self._shows_related)
        try:
            checked = await self.worker.do(partial(check_buffer, buffer, self.projects))
        except Exception as error:
            lines = traceback.format_exc().splitlines()
            self.log("\n".join([f"{escape(path)} could not be checked:", *map(escape, lines)]))
            checked = failed(buffer, error)
        if document.version != buffer.version:
            return
        known = self.checked.values()
        if checked.trouble and all(checked.trouble != other.trouble for other in known):
            shown = f"tqcheck: {escape(checked.trouble)}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, shown))
        former = self.checked.get(uri)
        if checked.left_out and (former is None or former.left_out != checked.left_out):
            self.log(f"{escape(path)} is not checked: {checked.left_out}", types.MessageType.Info)
        self.checked[uri] = checked
        self.published.replace(uri, checked.diagnostics, buffer.version)

    def known(self, uri: str) -> CheckedBuffer | None:
        """The last check of a document; None if it has changed since."""
        checked = self.checked.get(uri)
        version = self.workspace.get_text_document(uri).version
        return checked if checked is not None and checked.buffer.version == version else None

    async def present(self, uri: str) -> CheckedBuffer | None:
        """As `known`, after checking at once if need be; None if it changes meanwhile."""
        if self.known(uri) is None and uri in self._tasks:
            self.look(uri)
            await asyncio.wait([self._tasks[uri]])
        return self.known(uri)

    def log(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        self.window_log_message(types.LogMessageParams(kind, f"tqcheck: {message}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what is wrong with a message or its handler, without showing a window."""
        self.log(escape(f"{type(error).__name__}: {error}"))

    def edits_are_versioned(self) -> bool:
        """Whether the editor takes edits that are for one version only."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        return bool(edit and edit.document_changes)

    @property
    def _shows_related(self) -> bool:
        text = self.client_capabilities.text_document
        publishing = text.publish_diagnostics if text else None
        return bool(publishing and publishing.related_information)


def _initialized(ls: Server, params: types.InitializedParams) -> None:
    """Ask the editor to watch the files that findings depend on, if it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("tqcheck-watch", method, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


def _shutdown(ls: Server, params: None) -> None:
    ls.is_shut_down = True


def _did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.look(params.text_document.uri)


def _did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.look(params.text_document.uri, PAUSE)


def _did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    uri = params.text_document.uri
    if ls.projects.concerns(uris.to_fs_path(uri) or ""):
        ls.look_again()
    else:
        ls.look(uri)


def _did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)


def _did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    changed = (uris.to_fs_path(event.uri) or "" for event in params.changes)
    # A missing file may be there now, and no configuration has been read yet that names it.
    is_troubled = any(checked.trouble for checked in ls.checked.values())
    if is_troubled or any(ls.projects.concerns(path) for path in changed):
        ls.look_again()


async def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri, context = params.text_document.uri, params.context
    # An editor that asks by itself, as the caret moves, must not cause a check at every key.
    is_asked = context.trigger_kind != types.CodeActionTriggerKind.Automatic or context.only
    checked = await ls.present(uri) if is_asked else ls.known(uri)
    if checked is None or not checked.findings:
        return []
    versioned = ls.edits_are_versioned()
    actions: list[types.CodeAction] = []
    if is_wanted(QUICK_FIX, context.only):
        place, shown = params.range, context.diagnostics
        # In another thread than the worker's, whose check may take long.
        actions += await asyncio.to_thread(actions_at, checked, place, shown, versioned=versioned)
    if is_asked and is_wanted(FIX_ALL, context.only):
        fix = await ls.worker.do(partial(fix_all, checked, versioned=versioned))
        actions += [fix] if fix else []
    return actions


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    checked = ls.known(params.text_document.uri)
    place = types.Range(params.position, params.position)
    findings = findings_at(checked, place) if checked else []
    if not findings:
        return None
    texts = dict.fromkeys(explanation(finding.rule) for finding, _ in findings)
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
    return types.Hover(content, findings[0][1].range)


_FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (types.INITIALIZED, _initialized, None),
    (types.SHUTDOWN, _shutdown, None),
    (types.TEXT_DOCUMENT_DID_OPEN, _did_open, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, _did_change, None),
    (types.TEXT_DOCUMENT_DID_SAVE, _did_save, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, _did_close, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _did_change_watched_files, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        _code_action,
        types.CodeActionOptions(code_action_kinds=[QUICK_FIX, FIX_ALL]),
    ),
    (types.TEXT_DOCUMENT_HOVER, _hover, None),
)


def make() -> Server:
    """A server with its features, not yet connected to anything."""
    server = Server()
    for method, handler, options in _FEATURES:
        server.feature(method, options)(handler)
    return server
