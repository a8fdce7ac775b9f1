"""One thread beside the event loop, on which documents are checked one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


class Worker:
    """Runs functions in the order given; what is cancelled before its turn is not run.

    At the end of the process, the pools of concurrent.futures wait for what is running, and a book
    takes a minute. This thread is a daemon, so nothing waits for it.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        Thread(target=self._run, name="tqcheck", daemon=True).start()

    async def do(self, function: Callable[[], _T]) -> _T:
        """Run a function in its turn; if cancelled while it runs, its result is dropped."""
        future: Future[_T] = Future()
        self._queue.put((future, function))
        return await asyncio.wrap_future(future)

    def _run(self) -> None:
        while True:
            future, function = self._queue.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = function()
            except BaseException as error:
                future.set_exception(_as_failure(error))
            else:
                future.set_result(result)
            # While the thread waits, it must not keep a whole document alive.
            del future, function


def _as_failure(error: BaseException) -> Exception:
    """The error as one that fails a task and does nothing else.

    SystemExit would end the event loop, CancelledError looks like a change of the text, and
    StopIteration cannot be passed on.
    """
    if isinstance(error, Exception) and not isinstance(error, (CancelledError, StopIteration)):
        return error
    failure = RuntimeError(f"stopped by {type(error).__name__}")
    failure.__cause__ = error
    return failure
