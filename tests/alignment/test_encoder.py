from __future__ import annotations

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
    """A module `own_encoder` in the working directory, to be written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
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


def test_a_named_encoder_in_the_working_directory(module: Path) -> None:
    module.write_text(encoder_returning("[[3, 4]] * len(texts)"))
    vectors = named_encoder("own_encoder:make").encode(["a", "b", "c"])
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, [[0.6, 0.8]] * 3)
    assert named_encoder("own_encoder:make").encode([]).shape == (0, 2)


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
        ("no_such.module:make", "", "names a module that is not found; install it here"),
        ("own_encoder.below:make", "", "names a module that is not found"),
        ("own_encoder:make", "import no_such", "cannot be imported: ModuleNotFoundError"),
        ("own_encoder:make", "1 / 0", "cannot be imported: ZeroDivisionError: division by zero"),
        ("own_encoder:make", "", "is not found: own_encoder has no make"),
        ("own_encoder:make", "make = 1", "cannot be made without arguments: TypeError"),
        ("own_encoder:make", "def make(a): ...", "cannot be made without arguments: TypeError"),
        ("own_encoder:make", "make = dict", "makes something without a method encode(texts)"),
        ("own_encoder:make", encoder_returning("texts[5]"), "fails in encode: IndexError"),
        ("own_encoder:make", encoder_returning("'a'"), "fails in encode: ValueError"),
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


def test_a_named_encoder_that_goes_wrong_later(module: Path) -> None:
    module.write_text(encoder_returning("np.ones((len(texts), len(texts)))"))
    encoder = named_encoder("own_encoder:make")
    with pytest.raises(TqcheckError, match="returns 3 × 3 from encode; let it return 3 × 2"):
        encoder.encode(["a", "b", "c"])
