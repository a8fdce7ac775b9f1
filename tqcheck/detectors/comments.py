"""What translators and models write about a translation, in the languages with a `Commentary`.

A sentence is a comment if it speaks of translating and to someone, or if it is a label, a prompt,
an offer or a note. None of this is certain by itself: a text may be about translators. So the
caller compares it with the original, for which `speaks_of` has the words. These are one table for
all languages: most are stems that several languages share, and an original may quote any.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tqcheck.languages.facts import Commentary, facts
from tqcheck.text.sentences import sentences

# Words that an original has if its translation speaks of something, by what that is.
_TRANSLATION = (
    r"译|譯|訳|翻成|번역|translat|traduc|tradui|traduz|tradott|tradur|übersetz|vertal|vertaa|översätt"
    r"|oversat|перев|переклад|tłumacz|překlad|fordít|çevir"
)
_SPEAKS_OF = {
    "translation": rf"{_TRANSLATION}|版本",
    "text": (
        rf"{_TRANSLATION}|原文|原版|原件|原著|原本|版本|拼音|文本|中文|英文|英语|英語|汉语|中国語|원문"
        r"|original|text|version|english|englisch|anglais|ingl[eé]s|chines|chinois|chino\b|cinese"
    ),
    "translator": (
        r"译者|译注|译按|注[:：]|traducteur|traduttore|traductor|tradutor|übersetzer|vertaler|переводч"
        r"|訳注|訳者|역주|translator"
    ),
    "answer": r"译文如下|译文[:：]|翻译[:：]|translation[:：]",
    "model": (
        r"人工智[能慧]|智能|模型|机器人|機器人|人工知能|モデル|artificial|künstlich|artificiel|model"
        r"|модел|(?<![a-zа-я])(?:ai|ki|ia|ии)(?![a-zа-я])"
    ),
    "credit": (
        r"译|譯|訳|translat|traduc|tradui|traduz|tradott|übersetz|übertrag|vertaal|vertal|перев|번역"
    ),
    "note": (
        r"注[:：]|备注|附注|注意|请注|按[:：]|说明|提示|註|備考|補足|メモ|注記|ノート"
        r"|note|nota|anmerk|hinweis|примеч|uwaga|opmerk|remarque|notice|caution"
        r"|attention|remark"
        r"|observ|avis"
    ),
    "illegible": (
        r"□|[?？]|〔|\[|字迹|不清|模糊|缺字|判読|illegible|ilegib|illegg|unleserlich|unlesbar|illisible"
        r"|onleesbaar|неразборч"
    ),
    "offer": (
        r"告诉|告知|通知|联系|联络|帮|问题|疑问|查询|请|ください|let me know|feel free|kontakt"
        r"|contact|question|help|fragen|hilf|helfen|wissen|aide|ayud|aiut|ajud|savoir|saber|sapere"
    ),
    "prompt": r"<\||```|\[/?INST\]|###|(?m:^\s*#)",
}
_PROMPT = (
    r"<\|(?:im_start|im_end|endoftext|eot_id|assistant|user|system)\|?>?|\[/?INST\]"
    r"|^\W*#{2,4} ?(?:response|instruction|input|output|translation)\W*$"
    r"|^\W*(?:assistant|user|system|human|chatgpt) ?: |^```[a-z]*$"
)
_PROMPT_SIGNS = (
    *("<|", "[inst", "[/inst", "#", "```", "assistant", "user", "system", "human", "chatgpt"),
)
_OPEN, _CLOSE = r"[\[(（【{]", r"[\])）】}]"
_INSIDE = r"[^\])）】}]"
_QUOTED = r'“[^”]*”?|"[^"]*"?|「[^」]*」?|«[^»]*»?|„[^“”]*[“”]?'
# A credit is a line, not a sentence of the text that begins like one.
_MAX_CHARS_OF_CREDIT = 80


class Comment(NamedTuple):
    """A comment: offsets in the text, and what it is about.

    Where the original speaks of that too, it is a translation and not a comment.
    """

    start: int
    end: int
    about: str


def comments(text: str, languages: Collection[str]) -> Iterator[Comment]:
    """Yield the comments of a text in order, with the brackets around them.

    The text is in the first of `languages`; comments are looked for in all of them.
    """
    lowered = text.lower()
    known = [
        commentary
        for commentary in _commentaries(languages)
        if any(sign in lowered for sign in commentary.signs)
    ]
    if not _has_signs(lowered, known):
        return
    bracketed = [
        Comment(*match.span(), about)
        for commentary in known
        for about, pattern in _bracketed(commentary)
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    outermost = [
        comment
        for comment in bracketed
        if not any(o.start <= comment.start < o.end and o != comment for o in bracketed)
    ]
    yield from dict.fromkeys(outermost)
    for start, end in sentences(text, next(iter(languages))):
        if any(comment.start < end and start < comment.end for comment in bracketed):
            continue
        is_like_one = _has_signs(text[start:end].lower(), known)
        about = _subject(text[start:end], known) if is_like_one else ""
        if about:
            yield Comment(start, start + _length(text[start:end], about, known), about)


def agreement(text: str, languages: Collection[str]) -> tuple[int, int] | None:
    """Where a text begins with an answer to a request that is a sentence by itself: `Sure!`."""
    for commentary in _commentaries(languages):
        match = re.match(
            rf"\W*({commentary.agreement})[*_]*(?:\s?[!.！。][*_]*(?=\s|$|[^\W\d_])|$)",
            text,
            re.IGNORECASE,
        )
        if match:
            return match.start(1), match.end()
    return None


def agrees(original: str, language: str) -> bool:
    """Whether an original agrees to something, so that `Sure!` may be its translation."""
    commentary = facts(language).commentary
    if commentary is None:
        return True
    pattern = commentary.original_agreement or rf"(?<!\w)(?:{commentary.agreement})"
    return bool(re.search(pattern, original, re.IGNORECASE))


def speaks_of(original: str, about: str) -> bool:
    """Whether an original speaks of what a comment is about, so that it is a translation."""
    return bool(re.search(_SPEAKS_OF[about], original, re.IGNORECASE))


def _commentaries(languages: Iterable[str]) -> Iterator[type[Commentary]]:
    return filter(None, (facts(language).commentary for language in languages))


def _has_signs(lowered: str, known: Iterable[type[Commentary]]) -> bool:
    """Whether there may be a comment in a text in small letters, at a glance."""
    signs = chain(_PROMPT_SIGNS, *(commentary.signs for commentary in known))
    return any(sign in lowered for sign in signs)


def _bracketed(words: type[Commentary]) -> Iterator[tuple[str, str]]:
    yield "translator", rf"{_OPEN}(?:{words.translators}){_INSIDE}{{0,300}}{_CLOSE}?"
    if words.note:
        yield "note", rf"{_OPEN}note[:：]{_INSIDE}{{0,300}}{_CLOSE}?"
    yield "illegible", rf"{_OPEN}(?:{words.illegible}){_INSIDE}{{0,60}}{_CLOSE}"


def _subject(sentence: str, known: list[type[Commentary]]) -> str:
    """What a comment is about; empty for a sentence that is not a comment."""
    if re.search(_PROMPT, sentence, re.IGNORECASE):
        return "prompt"
    # Quotations are somebody else's words.
    own = re.sub(_QUOTED, "", sentence)
    return next(filter(None, (_subject_in(own, words) for words in known)), "")


def _subject_in(sentence: str, words: type[Commentary]) -> str:
    def has(pattern: str) -> bool:
        return bool(pattern and re.search(pattern, sentence, re.IGNORECASE))

    if has(words.model):
        return "model"
    if len(sentence) <= _MAX_CHARS_OF_CREDIT and has(rf"^\W*(?:{words.credit})"):
        return "credit"
    if words.figurative:
        sentence = re.sub(words.figurative, "", sentence, flags=re.IGNORECASE)
    asked = rf"^\W*{words.agreement}\W+(?:here|the following|below|I)\b"
    if has(asked) and has(words.translating):
        return "answer"
    if has(r"\btranslation (?:you|that you) (?:asked|requested|wanted)\b"):
        return "answer"
    if has(words.label) or has(words.introduction) or has(words.refusal):
        return "translation"
    if has(rf"(?<!\w)(?:{words.translators})"):
        return "translation"
    if has(words.voice) and has(words.translating):
        return "translation"
    if has(words.voice) and has(words.text):
        return "text"
    if has(words.note):
        return "note"
    return "offer" if has(words.offer) else ""


def _length(sentence: str, about: str, known: list[type[Commentary]]) -> int:
    """How much of a sentence is the comment: an introduction ends with its colon."""
    if about in ("translation", "text", "answer"):
        for match in re.finditer(r"[:：][*_]*", sentence):
            head = sentence[: match.end()]
            if _subject(head, known) == about and not _is_note(head, known):
                return len(head)
    return len(sentence)


def _is_note(head: str, known: list[type[Commentary]]) -> bool:
    return any(
        pattern and re.search(rf"^\W*(?:{pattern})", head, re.IGNORECASE)
        for words in known
        for pattern in (words.note, words.translators)
    )
