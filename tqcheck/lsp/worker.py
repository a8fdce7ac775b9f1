"""One thread beside the event loop, on which documents are checked one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


class Worker:
    """Runs functions in the order given; what is cancelled before its turn is not run.

    The pools of concurrent.futures wait at the end of the process for what is running, and a book
    takes a minute; this one is a daemon.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        Thread(target=self._run, name="tqcheck", daemon=True).start()

    async def do(self, function: Callable[[], _T]) -> _T:
        """What the function returns or raises; cancelled while it runs, its result is dropped."""
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
                future.set_exception(error)
            else:
                future.set_result(result)
            # What is done lives no longer than it is needed: it may hold a whole document.
            del future, function
