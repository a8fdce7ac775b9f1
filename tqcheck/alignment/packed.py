"""Arrays as one file, whose contents are known beforehand: no other contents are used.

The first part is the table, a matrix of bytes so large that reading it would take as long as
everything else. The second part holds the digests of its rows, and all other arrays. The caller
knows the digest of the second part; a row of the table is compared with its own when it is used.
So it does not matter who could write to the file.
"""

from __future__ import annotations

import math
import mmap
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.encoder import Positions
from tqcheck.files.cache import others_may_write

Arrays = Mapping[str, NDArray[Any]]
Rows = NDArray[np.uint8]

# An array begins at a multiple of so many bytes, as the wide registers of processors want.
ALIGNMENT_BYTES = 64
# Bytes that are kept of the digest of a row.
ROW_DIGEST_BYTES = 16
_ROW_DIGESTS = "row_digests"
_LENGTH_BYTES = 8


class Table:
    """The rows of a matrix of bytes."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __getitem__(self, numbers: Positions) -> Rows:
        rows: Rows = self.rows[numbers]
        return rows


class CheckedTable(Table):
    """A table whose rows are checked as they are used; it is renewed if one is wrong."""

    def __init__(self, rows: Rows, digests: Rows, renewed: Callable[[], Table]) -> None:
        super().__init__(rows)
        self._digests: Rows | None = digests
        self._renewed = renewed

    def __getitem__(self, numbers: Positions) -> Rows:
        rows = super().__getitem__(numbers)
        if self._digests is None or np.array_equal(digests(rows), self._digests[numbers]):
            return rows
        self.rows, self._digests = self._renewed().rows, None
        return super().__getitem__(numbers)


def digests(rows: Rows) -> Rows:
    """The digest of each row."""
    width = rows.shape[1]
    data = rows.tobytes()
    each = b"".join(sha256(data[k : k + width]).digest() for k in range(0, len(data), width))
    return np.frombuffer(each, np.uint8).reshape(len(rows), -1)[:, :ROW_DIGEST_BYTES]


def pack(table: Rows, arrays: Arrays) -> bytes:
    """The second part of a file: the length of the contents, a line for each array, the arrays."""
    lines, parts = [], []
    for name, array in {**arrays, _ROW_DIGESTS: digests(table)}.items():
        # The same bytes on every machine.
        plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        lines.append(f"{name} {plain.dtype.str} {'x'.join(map(str, plain.shape))}\n")
        parts += [plain.tobytes(), bytes(-plain.nbytes % ALIGNMENT_BYTES)]
    contents = "".join(lines).encode()
    contents += bytes(-(_LENGTH_BYTES + len(contents)) % ALIGNMENT_BYTES)
    return b"".join([len(contents).to_bytes(_LENGTH_BYTES, "little"), contents, *parts])


def digest(packed: bytes | memoryview) -> str:
    """The digest of a second part, by which a caller knows it."""
    return sha256(packed).hexdigest()


def read(
    file: BinaryIO, shape: tuple[int, int], size: int, known: str
) -> tuple[Rows, dict[str, NDArray[Any]]] | None:
    """The table, of that `shape`, and the other arrays, all read-only; `row_digests` among them.

    None if the second part, of `size` bytes, has another digest than the `known` one. Raises
    OSError or ValueError if the file cannot be mapped.
    """
    table_bytes = math.prod(shape)
    if others_may_write(file):
        # They could change it after the check, or cut it off, which would end the process.
        whole = memoryview(file.read())
    else:
        mapped = mmap.mmap(file.fileno(), table_bytes + size, access=mmap.ACCESS_READ)
        whole = memoryview(mapped)
    packed = whole[table_bytes:]
    if digest(packed) != known:
        return None
    rows = np.frombuffer(whole[:table_bytes], np.uint8).reshape(shape)
    return rows, dict(_arrays(packed))


def _arrays(packed: memoryview) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of a second part, of which every byte is known."""
    start = _LENGTH_BYTES + int.from_bytes(packed[:_LENGTH_BYTES], "little")
    contents = packed[_LENGTH_BYTES:start].tobytes().rstrip(b"\0").decode()
    for line in contents.splitlines():
        name, dtype, sizes = line.split(" ")
        shape = tuple(map(int, sizes.split("x")))
        array = np.frombuffer(packed, dtype, math.prod(shape), start)
        yield name, array.reshape(shape)
        start += array.nbytes + -array.nbytes % ALIGNMENT_BYTES
