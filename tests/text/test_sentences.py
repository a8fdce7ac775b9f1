"""Sentences: where they end, where they do not, and that nothing is lost or slow."""

from __future__ import annotations

import random

import pytest

from tests.growth import assert_linear
from tqcheck.text.sentences import sentences


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


# The ends are where the bars stand; blanks around them do not count.
@pytest.mark.parametrize(
    ("language", "marked"),
    [
        # Chinese: marks of either width, and what closes after them.
        ("zh", "雨停了。|我们走吧！|你来吗？|好。"),
        ("zh", "雨停了｡|我们走吧!|你来吗?|好"),
        ("zh-Hant", "雨停了。|「我們走吧！」|天亮了。"),
        ("zh", "（雨停了。）|我们走吧。|（本报专电）"),
        ("zh", "他说：“雨停了。|我们走吧。|快点。”|大家都站起来。"),
        ("zh", "“雨停了。|我们走吧！”|门开了。"),
        ("zh", "她想：『算了吧……』|第二天又来了。"),
        ("zh", "雨停了.|我们走吧.|好."),
        ("zh", "一共用了3天.|大家都累了"),
        ("zh", "雨停了。 |  \u3000我们走吧。\u3000"),
        ("zh", "雨停了。\n|我们走吧。"),
        ("zh", "原来如此！！！|真的吗？！|真的。"),
        ("zh", "雨停了。|**我们走吧。**|快点。|**小王**来了。"),
        ("zh", "见[说明。](a/b.md?c=d)|然后开始。"),
        ("zh", "办法有：１．先看书。|２．再做题。"),
        ("zh", "这是MP3.|那不是"),
        ("zh", "《雨停了》。|《天亮了》。"),
        ("zh", "他喊道，“快来！”|没有人听见。"),
        ("zh", "“谁去？”|小王没有回答。"),
        ("zh", "“我去。”|小王说：“走吧。”"),
        ("zh", "“我去。”|小王说，雨已经停了。"),
        ("ja", "雨がやんだ。|行こうか？|はい。"),
        ("ja", "雨がやんだ。|**本**を読んだ。"),
        # European languages.
        ("en", "The rain stopped. |We left! |Did you come? |Yes… |Then no."),
        ("en", 'He said, "Get up. |We leave." |Then he left.'),
        ("en", "(The rain stopped.) |Then we left. |(Xinhua)"),
        ("en", "It rained in 1989. |25 roofs fell in. |It stopped at 5.30. |We left."),
        (
            "en",
            "She moved to the U.S. |The rest stayed in the U.K. |They met at 8 p.m. |He was late.",
        ),
        ("en", "Ropes, nails, etc. |They were sold by Lin & Co. |It was cheap."),
        ("en", "It has Vitamin C. |The other has none. |No. |We kept it."),
        ("en", "BEIJING, Nov. 3 (Xinhua) -- The rain stopped. |It was late."),
        ("en", "1. Wait here. |2. Come in. |(3) Sit down."),
        ("en", "What to do: 1. Wait. |2. Go."),
        ("en", "The **rain stopped.** |*We left.* |See `a.b`. |Then go."),
        ("en", "The rain stopped.\n|We\nleft."),
        ("en", "The rain stopped\n\n|and then\n \n|we left"),
        ("en", "He cried “Stop!” |Then he ran."),
        ("en", "The rain stopped. |- We left. |“Good.” |中文也有。|好。"),
        ("en", "It stopped ... |We left. |***Note.***"),
        ("de", "Er kam am 3. Oktober. |Dann ging er. |Im 19. Jahrhundert war das so."),
        ("de", "„Komm her!“ |Er kam. |»Gut.« |Dann ging er usw. |Das war alles."),
        ("de", "Es waren 12. |Das war zu viel. |1989. |Danach nichts."),
        ("fr", "Il pleut. |« Venez ! » |Puis M. Petit partit. |Quoi ? |Rien."),
        ("es", "¡Hola! |¿Qué tal? |Bien, Sra. Ruiz."),
        ("ru", "Шёл дождь. |Он пришёл в 1989 г. |На ул. Мира было тихо."),
        ("el", "Τι κάνεις; |Καλά. |Πάμε!"),
        ("sv", "Det regnade. |”Kom hit.” |Sedan gick han."),
        # Other scripts.
        ("hi", "बारिश रुकी। |हम चले। |क्यों?"),
        ("ar", "توقف المطر. |هل جئت؟ |نعم."),
        ("ur", "بارش رک گئی۔ |ہم چلے۔"),
        ("hy", "Անձրևը դադարեց։ |Մենք գնացինք։"),
        ("am", "ዝናቡ ቆመ። |ሄድን።"),
        ("my", "မိုးတိတ်သည်။ |သွားကြသည်။"),
        ("ko", "비가 그쳤다. |우리는 갔다. |왜?"),
        ("th", "ฝนหยุดแล้ว! |ไปกันเถอะ"),
        ("", "It rained. |We left."),
        ("x-klingon", "It rained. |We left."),
    ],
)
def test_a_sentence_ends(language: str, marked: str) -> None:
    pieces = [piece.strip() for piece in marked.split("|")]
    assert split(marked.replace("|", ""), language) == pieces


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # A quotation that its clause goes on after, a title, a bracket.
        ("zh", "“雨停了！”小王说。"),
        ("zh", "“雨停了。”他高兴地对大家说，“走吧。”"),
        ("zh", "「雨停了嗎？」她問道。"),
        ("zh", "人群高呼“加油！再加油！”的口号。"),
        ("zh", "“谁去？”的问题还没有人回答。"),
        ("zh", "我们昨天看了《你好！老师》这部片子。"),
        ("zh", "他走了（雨停了。天亮了）才回来。"),
        ("zh", "讨论“为什么？”、“怎么办？”等问题。"),
        ("ja", "「行こう！」と彼は言った。"),
        ("ja", "「行くの？」って聞いた。"),
        ("en", '"Stop!" he cried.'),
        ("en", '"Stop!" Peter Miller said.'),
        ("en", "“Why?” she asked, “and when?”"),
        ("en", 'The show "Who Knows? Nobody Does" was cut.'),
        ("en", "The plan (see p. 3. Also p. 9) was cut."),
        ("en", "The old shop (It sells nails!) was cut."),
        ("de", "„Halt!“ rief sie."),
        ("fr", "« Quoi ? » dit-il."),
        ("es", "—¿Quién? —dijo ella."),
        # Semicolons, dashes, commas, dots in the middle.
        ("zh", "有的唱歌；有的跳舞；有的——比如小王——什么也不做、也不说……只是看着。"),
        ("zh", "我……我不知道"),
        ("zh", "雨停了！——小王"),
        ("en", "It was... well, late; it was … dark"),
        ("en", "Yahoo! said so, and why? because."),
        ("en", "“Rain is good.” — Peter Miller"),
        # Numbers, enumerations, abbreviations, names.
        ("zh", "增长了６．５％，即3.5万人，见表2.1，8：30开始，〔１９８９〕No．5号文件"),
        ("zh", "1.先看书"),
        ("zh", "（一）先看书，二、再做题，3、休息"),
        ("zh", "约翰.史密斯来了。"),
        ("zh", "他在Inc. Ltd.公司用a.txt和www.example.com做事"),
        ("zh", "J.K.罗琳和J. K. Rowling是一个人"),
        (
            "en",
            "Mr. Wu met Dr. J. K. Lin, Gen. Sun and Lt. Col. Bao of St. John's Co. Ltd. in No. 5",
        ),
        ("en", "GEN. WU and MR. LIN met on NOV. 5 at 8 a.m. Monday, i.e. early, e.g. Paris"),
        (
            "en",
            "See vol. 3, p. 5, fig. 2 and Sec. IV of v. 1.2.3 at www.example.com/a?b=c or a@b.c",
        ),
        ("en", "The U.S. Army and the U.N. Charter, Jan. 5 to Dec. 9, Ph.D. Lin"),
        ("en", "A. The first of them"),
        ("en", "IV. The fourth of them"),
        ("en", "3.2. The part on rain"),
        ("en", "The rain\nstopped and\nwe left"),
        ("en", "iPhone sold well. iPads too."),
        ("en", 'See <abbr title="Rain. It falls.">rain</abbr> there'),
        (
            "de",
            "Der 2. Weltkrieg, Nr. 5, z. B. Äpfel, d. h. Obst, bzw. Dr. Müller, Friedrich II. Graf",
        ),
        ("fr", "MM. Petit et Mme. Roux, p. ex. Paris, cf. Lyon"),
        ("es", "El Sr. Ruiz y la Dra. Paz, p. ej. Lima"),
        ("ru", "На ул. Мира, им. Ленина, т. е. Москва, стр. 5, А. С. Пушкин"),
        ("hi", "डॉ. राम आए"),
        ("th", "เมื่อปี พ.ศ. 2500 ฝนตก แล้วหยุด"),
        ("bo", "ཆར་པ་བབས་སོང་། ང་ཚོ་ཕྱིན།"),
        # Nothing but marks.
        ("en", "..."),
        ("zh", "！！"),
        ("en", "* * *"),
        ("en", "Good! 😀"),
        ("zh", "好。 ”"),
    ],
)
def test_a_sentence_goes_on(language: str, text: str) -> None:
    assert split(text, language) == [text]


@pytest.mark.parametrize("language", ["zh", "en", "th", "", "-", "\0", "\ud800"])
def test_blank_texts_have_no_sentences(language: str) -> None:
    for text in ("", " ", "\n\n", "\u3000\t\r\n\u2029\x85"):
        assert sentences(text, language) == []


def _nasty(seed: int) -> str:
    """A text of marks, quotation marks, brackets and letters, in no order."""
    alphabet = (
        ".。!！?？…—；:，,、·'\"“”„‘’«»‹›「」『』《》()（）[]{}【】<>/*_`-#|0１3aAé我の한ا।ཀ😀\u0301"
        " \u3000\u00a0\u200b\t\n\r\x0b\x1c\x85\u2028\u2029\0\ud800\udfff"
    )
    words = [*alphabet, "etc.", "Mr. ", "U.S. ", "said", "说", "……", "1. ", "](a)", "<b>", "\r\n"]
    chance = random.Random(seed)
    return "".join(chance.choices(words, k=chance.randrange(1, 120)))


@pytest.mark.parametrize("language", ["zh", "ja", "en", "de", "fr", "el", "th", "cs", "und"])
def test_spans_are_in_order_and_cover_all_but_blanks(language: str) -> None:
    for seed in range(400):
        text = _nasty(seed)
        spans = sentences(text, language)
        covered = 0
        for start, end in spans:
            assert covered <= start < end
            assert not text[covered:start].strip()
            assert text[start:end] == text[start:end].strip()
            covered = end
        assert not text[covered:].strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *'.。"“”(《<\n*一A\ud800',
        *(
            "。”",
            '"."',
            "(.",
            ".)",
            "《！",
            "“！",
            "a. ",
            "1. ",
            "«! »",
            "e.g.",
            "](",
            "<a",
            " .\n",
        ),
        *(". *", ".**", "。**", "一.", "“一。", "“A a. ", "\n ", "\r", "1.", "A. B", "？）（"),
    ],
)
def test_time_is_linear(unit: str) -> None:
    language = "en" if unit.isascii() else "zh"
    assert_linear(lambda size: sentences((unit * size)[:size], language), 10_000)
