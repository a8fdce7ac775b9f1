"""Chinese names that leave no choice: those that can be spelled in pinyin unasked.

A name is settled if it opens with a common surname that has one reading as a surname (单 is Shan)
and goes on with characters of one reading each. Anything that may not be a Chinese person's name
is left alone: foreigners, bodies, names that custom spells otherwise in English.
"""

from __future__ import annotations

import re

from tqcheck.recognisers.names.chinese import is_chinese_name, pinyin, readings, split_byline

__all__ = ["COUNTRY", "authors", "is_settled", "split_byline"]

# Common surnames in simplified characters; in traditional ones a name may be from where pinyin is
# not used. Left out: those read in two ways (乐, 覃, 翟, 盖, 缪, 柏, 莘), and those that are as
# common in Korea and Vietnam (金, 朴, 阮, 黎).
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢姚沈钟姜崔谭陆范汪廖石韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙史陶贺毛郝顾龚邵万武钱戴严"
    "莫孔向汤常温康施牛樊葛邢安齐乔庞颜庄聂章鲁岳殷詹申欧耿关焦俞鲍柯柳祝左涂纪管倪路梅裴童凌毕伍苗甘"
    "霍尚骆游宁饶成包洪花喻祁时谷卞单仇解查匡冉娄景宗项仲沙桑季窦古胥米辛习房屈巫臧封楼吉巩邬卓蒙池桂"
    "党虞华卫滕凤符卜艾丘褚蔺芦晏靳阳蓝翁宫费丛岑冷柴储车易曲穆佟佘盛应闵尤边寇栾戚"
)
_COMPOUND = "欧阳 司马 上官 诸葛 皇甫 慕容 夏侯 令狐 端木"
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())

# Given characters for which the table has further readings that no name has: of old Chinese, of
# single words (红 in 女红) and of place names.
_READ_AS_USUAL = frozenset(
    "明平强立红俊家大波英和胜超石万年思方南达培传广可景怀喜月淑洁勤莉六百之以于乃其尚奇宪居巨幼彦彬"
    "承捷昆桐沙涌温澄炎熙甫盛祖育若蓝虹觉言路陆青魁鼎冰伯才草昂艾白典敦而奋服甘革古谷杭浩亨化介精均楷"
    "抗冷列零令鹿萌盟苗墨宁期齐祈前亲渠容蕊身慎声圣识示事舒隋太檀潭陶提听汀童土团完汪王吾梧昔夕溪夏信"
    "幸醒许寻央洋仰野叶移乙殷印映尹游由有愉羽豫御援园苑越匀允增造湛震枝支殖至致治众注庄滋足"
)
# Characters that write the sounds of foreign names, 高尔基 and 马克思.
_OF_FOREIGN_NAMES = frozenset("尔斯克姆夫基耶娅卡莎拉洛诺萨逊")
# At the end of three characters rather a place or a body than a person: 江苏省, 马村公社.
_OF_PLACES = frozenset("省市县区乡镇村庄州社部队组厂校局室院团")
# Known in English by another name or spelling.
_CUSTOM = "孙中山 孙逸仙 蒋介石 蒋经国 宋庆龄 宋美龄 宋子文 胡志明 李承晚 李光耀 白求恩 安徒生"
_BY_CUSTOM = frozenset(_CUSTOM.split())

# A foreigner's country before his name: （苏联）伊里因.
COUNTRY = r"[（(\[［【〔][^（(\[［【〔）)\]］】〕]{1,5}[）)\]］】〕]\s*\S"


def is_settled(name: str) -> bool:
    """Whether `name` is a Chinese name with one spelling in pinyin, which `pinyin` gives."""
    if not is_chinese_name(name) or name in _BY_CUSTOM:
        return False
    compound = len(name) > 2 and name[:2] in _COMPOUND_SURNAMES
    given = name[2:] if compound else name[1:]
    if (len(name) > 2 and name[-1] in _OF_PLACES) or _OF_FOREIGN_NAMES.intersection(given):
        return False
    return (compound or name[0] in _SURNAMES) and all(
        char in _READ_AS_USUAL or len(readings(char)) == 1 for char in given
    )


def authors(byline: str) -> str:
    """The names of a Chinese byline in pinyin (`Lin Yue, Lü Xuejian`), "" if one is not settled."""
    names = split_byline(byline)
    if re.match(COUNTRY, byline) or not all(map(is_settled, names)):
        return ""
    return ", ".join(map(pinyin, names))
