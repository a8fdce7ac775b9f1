"""What translators and models write about a translation, in English and Chinese.

A sentence is a comment when it speaks of translating and to someone, when it is a label, a prompt
or an offer, or when it is a note. None of this is certain by itself: a text may be about
translators. So the caller compares with the original, for which `speaks_of` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.languages.sentences import sentences

# Of these an original speaks too, if its translation does: in any language of the catalogue.
_TRANSLATION = (
    r"译|譯|訳|翻成|번역|translat|traduc|traduz|tradui|übersetz|vertal|översätt|oversat|перев|переклад"
    r"|tłumacz|překlad|fordít|çevir"
)
_SPEAKS_OF = {
    "translation": _TRANSLATION,
    "text": (
        rf"{_TRANSLATION}|原文|原版|原件|原著|原本|拼音|文本|中文|英文|汉语|英语|원문|original|text"
    ),
    "translator": r"译者|译注|译按|注[:：]|traducteur|übersetzer|переводч|訳注|역주|translator",
    "answer": r"译文如下|译文[:：]|翻译[:：]|translation[:：]",
    "note": (
        r"注[:：]|备注|附注|注意|请注|按[:：]|说明|提示|註"
        r"|note|nota|anmerk|hinweis|примеч|uwaga|opmerk"
    ),
    "illegible": r"□|[?？]|〔|\[|字迹|不清|模糊|缺字|illegible|unleserlich|illisible",
    "offer": r"告诉|告知|通知|联系|联络|帮|问题|疑问|查询|请|let me know|feel free|kontakt|contact",
    "prompt": r"<\||```|\[/?INST\]|###",
}

_TRANSLATING = r"\btranslat(?:e[ds]?|ing|ions?|ors?)\b|\brendering of\b"
_TEXT = (
    r"\b(?:original|source|Chinese|English|provided|given) (?:Chinese |English )?"
    r"(?:text|version|article|passage|document|wording|formatting)\b"
    r"|\bin (?:the )?(?:original|source)\b|\btext (?:you )?(?:provided|above|below|given)\b"
    r"|\bin pinyin\b"
)
_VOICE = (
    r"(?-i:\bI\b)|\b(?:me|my|you|your|we|our)\b|\bhere(?:['’]s| is| are|by)\b"
    r"|\b(?:below|following) (?:is|are)\b|\bas follows\b|\bnote\b|\bplease\b"
    r"|^\W*(?:sure|certainly|of course|okay|ok|absolutely|great|understood)\b"
    r"|\b(?:this|the) translat(?:ion|ed text) (?:is|aims|was|has|preserves|retains|keeps|follows"
    r"|captures|reflects|maintains|tries|attempts|may|uses|conveys)\b"
    r"|^\W*translat(?:e|ing) (?:the|this|into|from)\b"
)
_LABEL = (
    r"^\W*(?:(?:full|complete|final|english|chinese|literal|my|the) )*"
    r"(?:translation|translated (?:text|version)|english version|target text"
    r"|译文|翻译|中文译文|英文译文)(?: \([^()]{1,20}\))?(?:\W*[:：]|\W*$|\*\*)"
)
_PROMPT = (
    r"<\|(?:im_start|im_end|endoftext|eot_id|assistant|user|system)\|?>?|\[/?INST\]"
    r"|^\W*#{1,4} ?(?:response|instruction|input|output|translation)\b\W*"
    r"|^\W*(?:assistant|user|system|human|chatgpt) ?: |^```[a-z]*$"
    r"|\bas an? (?:AI|artificial intelligence)(?: language)? (?:model|assistant|translator)\b"
    r"|作为(?:一个|一名)?(?:AI|人工智能|大?语言模型|翻译助手)"
)
_OFFER = (
    r"\b(?:let me know|feel free|don['’]t hesitate|happy to (?:help|assist)|would you like me to"
    r"|(?:is|if) there(?:['’]s| is)? anything(?: else)?|can (?:help|assist) you"
    r"|if you (?:need|have|would|want|wish|require))\b.{0,100}"
    r"\b(?:changes?|adjust\w*|further|assist\w*|help|else|refine\w*|revis\w*|edits?"
    r"|more text|improve\w*|clarif\w*|modif\w*|proceed)\b"
    r"|\bhope (?:this|that|it) helps\b"
)
_REFUSAL = (
    r"\bI(?:['’]m| am)? (?:sorry|afraid|unable|not able|apologi[sz]e)\b.{0,60}\b(?:can(?:not|['’]t)"
    r"|unable|not able)\b.{0,60}\b(?:translat\w*|text|content|request|assist)\b"
    r"|\bplease (?:provide|paste|share|send)\b.{0,40}\b(?:text|content|article|source)\b"
    r".{0,20}\b(?:translat\w*|you(?:['’]d| would)? (?:like|want))\b"
    r"|(?:抱歉|对不起|很遗憾)，?我(?:无法|不能)|请(?:您)?提供.{0,10}(?:原文|文本|内容)"
)
_ANSWER = (
    r"^\W*(?:sure|certainly|of course|okay|ok|absolutely)\W+(?:thing\W+)?"
    r"(?:here|the following|below|I)\b|\btranslation (?:you|that you) (?:asked|requested|wanted)\b"
)
_NOTE = (
    r"^\W*(?:translator['’]?s['’]? )?(?:notes?|n\.b\.|disclaimer)\W{0,3}[:：]"
    r"|^\W*please note that\b"
)
_TRANSLATORS = (
    r"translat(?:or|er)s?['’]?s?['’]? (?:note|comment|remark)s?|t\.?/?n\.?(?=[:：])|译者?注|译者按"
)
_OPEN, _CLOSE = r"[\[(（【{]", r"[\])）】}]"
_BRACKETED = {
    "translator": rf"{_OPEN}(?:{_TRANSLATORS})[^\])）】}}]{{0,300}}{_CLOSE}?",
    "note": rf"{_OPEN}note[:：][^\])）】}}]{{0,300}}{_CLOSE}?",
    "illegible": (
        rf"{_OPEN}(?:illegible|unclear|unintelligible|unreadable|indecipherable|untranslat\w+"
        r"|inaudible|unknown (?:word|term|name)|garbled|字迹不清|无法辨认)"
        rf"[^\])）】}}]{{0,60}}{_CLOSE}"
    ),
}
_ANNOUNCED = (
    rf"(?<!\w)(?:{_TRANSLATORS})|(?:译文|翻译)(?:如下|结果)|以下(?:是|为).{{0,12}}(?:译文|翻译|译本)"
    r"|希望(?:以上|这|本).{0,6}(?:翻译|译文)|(?:根据|按照)您的(?:要求|需要)"
    r"|如(?:果您?|您)?有(?:任何|其他)?.{0,8}(?:修改|需要|问题).{0,8}(?:告诉|告知|随时)"
)


class Comment(NamedTuple):
    """A comment: offsets in the text, and what the original must not speak of (`about`)."""

    start: int
    end: int
    about: str


def comments(text: str, language: str) -> Iterator[Comment]:
    """Yield the comments of a text in order; of what is bracketed the brackets are part."""
    if not _may_hold_one(text):
        return
    bracketed = [
        Comment(*match.span(), about)
        for about, pattern in _BRACKETED.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    yield from bracketed
    for start, end in sentences(text, language):
        if any(comment.start < end and start < comment.end for comment in bracketed):
            continue
        about = _kind(text[start:end]) if _may_hold_one(text[start:end]) else ""
        if about:
            yield Comment(start, end, about)


def speaks_of(original: str, about: str) -> bool:
    """Whether an original speaks of what a comment is about, so that it is a translation."""
    return bool(re.search(_SPEAKS_OF[about], original, re.IGNORECASE))


def _may_hold_one(text: str) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in _SIGNS)


def _kind(sentence: str) -> str:
    """What a sentence is about that speaks of the translation; empty for any other."""

    def has(pattern: str) -> bool:
        return bool(re.search(pattern, sentence, re.IGNORECASE))

    if has(_PROMPT):
        return "prompt"
    # What is quoted somebody else says.
    sentence = re.sub(r'“[^”]*”?|"[^"]*"?|「[^」]*」?', "", sentence)
    if has(_ANSWER) and has(_TRANSLATING):
        return "answer"
    if has(_LABEL) or has(_ANNOUNCED) or has(_REFUSAL):
        return "translation"
    if has(_VOICE) and has(_TRANSLATING):
        return "translation"
    if has(_VOICE) and has(_TEXT):
        return "text"
    if has(_NOTE):
        return "note"
    return "offer" if has(_OFFER) else ""


# At a glance: what none of these is in holds no comment. Short words would be in every text.
_SIGNS = (
    *("translat", "rendering", "original", "pinyin", "source", "illegible", "unclear", "unread"),
    *("unintellig", "indeciph", "inaudib", "unknown", "garbled", "provided", "text", "let me"),
    *("feel free", "anything", "hope", "hesitate", "happy to", "would you", "if you", "can help"),
    *("can assist", "note", "n.b", "disclaimer", "tn:", "t/n", "t.n", "<|", "[inst", "[/inst"),
    *("#", "```", "assistant", "user", "system", "human", "chatgpt", "as an", "作为", "译", "翻"),
    *("抱歉", "对不起", "遗憾", "请", "您", "不清", "辨认", "english version", "sorry", "afraid"),
    *("unable", "article", "passage", "document", "wording", "version"),
)
