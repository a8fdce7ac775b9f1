from __future__ import annotations

import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from tqcheck.alignment.encoder import Vectors, windows
from tqcheck.alignment.encoders import named_encoder
from tqcheck.errors import TqcheckError


class Letters:
    """A text's vector is 1 where its first letter stands in the alphabet."""

    def encode(self, texts: list[str]) -> Vectors:
        return np.array([[float(t[0] == c) for c in "abc"] for t in texts], dtype=np.float32)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module `own_encoder` where Python looks for modules, to be written."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "own_encoder", raising=False)
    named_encoder.cache_clear()
    return tmp_path / "own_encoder.py"


def encoder_returning(rows: str) -> str:
    return f"import numpy as np\nclass make:\n    def encode(self, texts):\n        return {rows}\n"


def test_runs_are_means_weighted_by_size() -> None:
    runs = windows(Letters(), ["a", "b", "c", "a"], [1, 1, 10, 0])
    found = runs.vectors(np.array([0, 0, 1, 3]), np.array([1, 2, 3, 4]))
    heavy = 10**0.65
    expected = np.array([[1, 0, 0], [1, 1, 0], [0, 1, heavy], [1, 0, 0]])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert found.dtype == np.float32
    assert np.allclose(found, expected, atol=1e-6)


def test_an_encoder_with_windows_of_its_own_is_asked_for_them() -> None:
    class Own(Letters):
        def windows(self, texts: list[str]) -> tuple[str, list[str]]:
            return ("own", texts)

    assert windows(Own(), ("a", "b"), [1, 1]) == ("own", ["a", "b"])


def test_a_named_encoder(module: Path) -> None:
    module.write_text(encoder_returning("[[3, 4]] * len(texts)"))
    vectors = named_encoder("own_encoder:make").encode(["a", "b", "c"])
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, [[0.6, 0.8]] * 3)
    assert named_encoder("own_encoder:make").encode([]).shape == (0, 2)


def test_the_working_directory_is_not_looked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted.py").write_text(encoder_returning("[[1]] * len(texts)"))
    monkeypatch.chdir(tmp_path)
    before = list(sys.path)
    with pytest.raises(TqcheckError, match="names a module that is not found; install it where"):
        named_encoder("planted:make")
    assert sys.path == before
    assert "planted" not in sys.modules


def test_a_named_encoders_own_windows_are_normalised(module: Path) -> None:
    own = "    def windows(self, texts):\n        return self\n"
    own += "    def vectors(self, starts, ends):\n        return np.ones((len(starts), 2)) * 7\n"
    module.write_text(encoder_returning("np.eye(2)[:len(texts)]") + own)
    runs = windows(named_encoder("own_encoder:make"), ["a", "b"], [1, 1])
    assert np.allclose(runs.vectors(np.array([0]), np.array([2])), [[0.5**0.5] * 2])


@pytest.mark.parametrize(
    ("spec", "code", "told"),
    [
        ("own_encoder", "", "is not of the form package.module:factory"),
        (":make", "", "is not of the form package.module:factory"),
        ("no_such.module:make", "", "names a module that is not found; install it where"),
        ("own_encoder.below:make", "", "names a module that is not found"),
        ("own_encoder:make", "import no_such", "cannot be imported: ModuleNotFoundError"),
        ("own_encoder:make", "1 / 0", "cannot be imported: ZeroDivisionError: division by zero"),
        ("own_encoder:make", "", "is not found: own_encoder has no make"),
        ("own_encoder:make", "make = 1", "cannot be made without arguments: TypeError"),
        ("own_encoder:make", "def make(a): ...", "cannot be made without arguments: TypeError"),
        ("own_encoder:make", "make = dict", "makes something without a method encode(texts)"),
        ("own_encoder:make", encoder_returning("texts[5]"), "fails in encode: IndexError"),
        (
            "own_encoder:make",
            encoder_returning("'a'"),
            "returns something else than numbers from encode",
        ),
        ("own_encoder:make", encoder_returning("[['1']] * 2"), "something else than numbers"),
        ("own_encoder:make", encoder_returning("[[1j]] * 2"), "something else than numbers"),
        ("own_encoder:make", encoder_returning("[[{}]] * 2"), "fails in encode: TypeError"),
        ("own_encoder:make", encoder_returning("None"), "returns a single value from encode"),
        ("own_encoder:make", encoder_returning("(t for t in texts)"), "returns a single value"),
        ("own_encoder:make", encoder_returning("[[1], [1, 2]]"), "fails in encode: ValueError"),
        (
            "own_encoder:make",
            encoder_returning("np.broadcast_to(1.0, (2, 10**12))"),
            "returns 2 × 1000000000000 from encode",
        ),
        ("own_encoder:make", encoder_returning("[[1e200], [1]]"), "not finite, or too large"),
        ("own_encoder:make", "raise SystemExit(0)", "cannot be imported: SystemExit: 0"),
        ("own_encoder:make", "raise KeyboardInterrupt", "cannot be imported: KeyboardInterrupt"),
        ("own_encoder:make", "raise GeneratorExit", "cannot be imported: GeneratorExit"),
        ("own_encoder:make", "raise MemoryError", "cannot be imported: MemoryError"),
        ("own_encoder:make", "make = exit", "cannot be made without arguments: SystemExit"),
        ("own_encoder:make", "def __getattr__(name): exit()", "cannot be read: SystemExit"),
        (
            "own_encoder:make",
            "class make:\n    def __getattr__(self, name): exit()",
            "cannot be made without arguments: SystemExit",
        ),
        ("own_encoder:make", encoder_returning("exit()"), "fails in encode: SystemExit"),
        (
            "own_encoder:make",
            "class E(Exception):\n    def __str__(self): exit()\nraise E",
            "cannot be imported: E",
        ),
        (
            "own_encoder:make",
            "class M(type):\n    __name__ = property(lambda self: exit())\n"
            "class E(Exception, metaclass=M): pass\nraise E('x' * 10**7)",
            "cannot be imported: E: xxx",
        ),
        (
            "own_encoder:make",
            encoder_returning("[1]"),
            "returns 1 from encode; let it return 2 × d",
        ),
        ("own_encoder:make", encoder_returning("[[1, 2]]"), "returns 1 × 2 from encode"),
        ("own_encoder:make", encoder_returning("[[], []]"), "returns 2 × 0 from encode"),
        ("own_encoder:make", encoder_returning("[[1], [np.nan]]"), "that are not finite"),
    ],
)
def test_what_is_wrong_with_a_named_encoder_is_told_in_a_line(
    module: Path, spec: str, code: str, told: str
) -> None:
    module.write_text(code)
    with pytest.raises(TqcheckError) as caught:
        named_encoder(spec)
    line = str(caught.value)
    assert line.startswith(f"setting encoder: {spec!r} ")
    assert told in line
    assert "\n" not in line
    assert len(line) < 500
    assert caught.value.__cause__ is None


def test_a_named_encoder_that_goes_wrong_later(module: Path) -> None:
    module.write_text(encoder_returning("np.ones((len(texts), len(texts)))"))
    encoder = named_encoder("own_encoder:make")
    with pytest.raises(TqcheckError, match="returns 3 × 3 from encode; let it return 3 × 2"):
        encoder.encode(["a", "b", "c"])


def test_a_named_encoders_windows_that_end_the_process(module: Path) -> None:
    own = "    def windows(self, texts):\n        if len(texts) > 1: exit()\n        return self\n"
    own += "    def vectors(self, starts, ends):\n        exit()\n"
    module.write_text(encoder_returning("np.eye(2)[:len(texts)]") + own)
    encoder = named_encoder("own_encoder:make")
    with pytest.raises(TqcheckError, match="fails in windows: SystemExit"):
        windows(encoder, ["a", "b"], [1, 1])
    with pytest.raises(TqcheckError, match="fails in windows: SystemExit"):
        windows(encoder, ["a"], [1]).vectors(np.array([0]), np.array([1]))


def test_what_a_named_encoder_returns_is_taken_as_plain_numbers(module: Path) -> None:
    module.write_text(
        "import numpy as np\n"
        "class Rows(np.ndarray):\n"
        "    def __getattribute__(self, name): exit()\n"
        "    def __array_ufunc__(self, *_, **__): exit()\n"
        "class make:\n"
        "    def encode(self, texts):\n"
        "        texts.clear()\n"
        "        return np.ones((2, 3), dtype=object).view(Rows)\n"
    )
    texts = ["a", "b"]
    vectors = named_encoder("own_encoder:make").encode(texts)
    assert (type(vectors), vectors.dtype, texts) == (np.ndarray, np.float32, ["a", "b"])


def test_an_interrupt_by_the_user_is_one(module: Path) -> None:
    module.write_text("import signal\nsignal.raise_signal(signal.SIGINT)\n")
    # A shell that runs the tests in the background has them ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            named_encoder("own_encoder:make")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
