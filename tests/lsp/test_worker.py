"""The thread that checks documents: nothing that a check raises ends or silences it."""

from __future__ import annotations

import asyncio
import concurrent.futures

import pytest

from tqcheck.lsp.worker import Worker


@pytest.mark.parametrize(
    "error",
    [
        SystemExit(0),
        KeyboardInterrupt(),
        GeneratorExit(),
        StopIteration(),
        asyncio.CancelledError(),
        concurrent.futures.CancelledError(),
        BaseException("bare"),
    ],
    ids=repr,
)
def test_what_would_stop_the_server_is_an_ordinary_error(error: BaseException) -> None:
    def fail() -> None:
        raise error

    async def talk() -> int:
        worker = Worker()
        with pytest.raises(RuntimeError, match=f"stopped by {type(error).__name__}") as caught:
            await asyncio.wait_for(worker.do(fail), 10)
        assert caught.value.__cause__ is error
        return await asyncio.wait_for(worker.do(lambda: 7), 10)

    assert asyncio.run(talk()) == 7


@pytest.mark.parametrize("error", [ValueError("no"), MemoryError(), RecursionError()])
def test_other_errors_stay_as_they_are(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        asyncio.run(Worker().do(fail))
    assert caught.value is error
