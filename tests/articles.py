"""Documents that tests write: short articles with one fault each, and a folder of them in git."""

from __future__ import annotations

import subprocess
from pathlib import Path

# English and Chinese paragraphs that belong together; the numbers and places are what tests change.
PARAGRAPHS = [
    (
        "The reading room of the cement works opened on Monday with 840 books on its shelves.",
        "水泥厂的阅览室星期一开门，书架上有840本书。",
    ),
    (
        "Most of the books came from the workers themselves, who brought them in wheelbarrows.",
        "大部分书是工人们自己拿来的，他们用手推车把书推了过来。",
    ),
    (
        "In the evening, when the night shift has begun, every one of the 26 chairs is taken.",
        "到了晚上，夜班开始以后，26把椅子没有一把是空的。",
    ),
    (
        "The librarian, a retired stoker, mends torn pages with rice paste and thin paper.",
        "管理员是个退休的司炉工，他用米糊和薄纸修补撕破的书页。",
    ),
]


def article(english: list[str] | None = None, chinese: list[str] | None = None) -> str:
    """A document of these paragraphs, by default of all of PARAGRAPHS, with nothing wrong in it."""
    english = [en for en, _ in PARAGRAPHS] if english is None else english
    chinese = [zh for _, zh in PARAGRAPHS] if chinese is None else chinese
    return (
        "Title: The Reading Room\nAuthor:\nDate: 1957-11-04\nPage: 3\n\n"
        + "\n\n".join(english)
        + "\n\n<hr />\n\nOriginal:\n\n### 阅览室\n\n1957-11-04\n第3版(工业)\n专栏：\n\n"
        + "".join(f"    {paragraph}\n" for paragraph in chinese)
    )


def english(*changes: tuple[str, str]) -> list[str]:
    """The English paragraphs with texts replaced; each text must be there."""
    text = "\n".join(en for en, _ in PARAGRAPHS)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.split("\n")


def write(path: Path | str, text: str) -> None:
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def git(*words: str) -> str:
    """Run git in the working directory as somebody; its output."""
    identity = ("-c", "user.name=Lin Yue", "-c", "user.email=lin@example.org")
    done = subprocess.run(["git", *identity, *words], capture_output=True, check=True, text=True)
    return done.stdout.strip()


def commit(message: str = "News") -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)
