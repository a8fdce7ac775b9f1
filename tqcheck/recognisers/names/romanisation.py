"""Romanised Chinese: the syllables of pinyin, and their spelling in Wade-Giles."""

from __future__ import annotations

import re
import unicodedata

# Syllables of standard Chinese: the readings in pypinyin's table of characters, without
# interjections (m, n, ng, hm) and readings of dialect.
_TABLE = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu ca cai
can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai
chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng
di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen
feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian
jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou
ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie
lin ling liu lo long lou lu luan lun luo lü lüe ma mai man mang mao me mei men meng mi mian miao
mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning
niu nong nou nu nuan nuo nü nüe o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping
po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng
ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she
shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun
suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan
wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan
yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai
zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi
zong zou zu zuan zui zun zuo
"""
SYLLABLES = frozenset(_TABLE.split())

_TONE_MARKS = "\u0300\u0301\u0302\u0304\u0306\u030c"
_VOWEL = "aeiouü"


def toneless(roman: str) -> str:
    """Return `roman` in lower case without tone marks, tone numbers and circumflexes; ü stays."""
    if roman.isascii() and roman.isalpha():
        return roman.lower()
    decomposed = unicodedata.normalize("NFD", roman.lower().replace("u:", "ü"))
    bare = "".join(char for char in decomposed if char not in _TONE_MARKS)
    return re.sub(r"(?<=[a-zü])[1-5](?!\d)", "", unicodedata.normalize("NFC", bare))


_INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'",
    "x": "hs", "zh": "ch", "ch": "ch'", "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
_FINALS = {
    "ian": "ien", "ie": "ieh", "üe": "üeh", "iong": "iung", "ong": "ung", "e": "o", "er": "erh",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u",
    "si": "ssu", "yi": "i", "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung", "yu": "yü",
    "yue": "yüeh", "yuan": "yüan", "yun": "yün", "gui": "kuei", "kui": "k'uei", "er": "erh",
    "guo": "kuo", "kuo": "k'uo", "huo": "huo", "shuo": "shuo", "luan": "luan", "e": "o",
    "she": "shê", "zhe": "chê", "che": "ch'ê", "re": "jê", "ze": "tsê", "ce": "ts'ê", "se": "sê",
    "de": "tê", "te": "t'ê", "le": "lê", "ne": "nê", "me": "mê", "fo": "fo",
}  # fmt: skip


def wade_giles(syllable: str) -> str:
    """Return the Wade-Giles spelling of a toneless pinyin syllable, ê written e (`t'ien`, `hsü`).

    The rules are checked against pypinyin's table in the tests, its slips aside.
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable].replace("ê", "e")
    split = next((i for i, char in enumerate(syllable) if char in _VOWEL), len(syllable))
    initial, final = syllable[:split], syllable[split:]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    if final == "uo":  # guo, kuo, huo and shuo are the only ones to keep it
        final = "o"
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)
