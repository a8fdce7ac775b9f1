"""News agencies and papers, and the cities they report from, in Chinese and in English.

Two tables, to see whether a credit was kept, however it was restyled. What is in neither is never
taken for another agency or another city.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# The paper a text is printed in, whatever it calls itself.
THIS_PAPER = "this newspaper"

# What else says that a text is the paper's own: nobody but the paper has reporters without a name.
_OWN = (
    r"(?<!\w)(?:(?:our|this|the)(?:\s+[\w-]+)?\s+(?:news|special|desk|office|bureau|report|dispatch"
    r"|staff|paper)|reporters?|(?:photo)?journalists?|correspond(?:ents?|ence)|newspaper|staff"
    r"|(?:special|local) (?:report|news|dispatch|telegram|telegraph|wire)|special to)(?!\w)"
)
# Agency; its names in Chinese; its names in English, as patterns, the preferred one first.
_TABLE = (
    ("Xinhua", "新华社 新华通讯社 新华网 新华电讯", "Xinhua News Agency|Xinhua(?:she)?|Hsin ?hua"
     "|NCNA|New China News Agency|New China Agency|New China Press"),
    (THIS_PAPER, "本报 本刊 本网 本台 人民日报 人民日报社 人民网",
     "This newspaper|(?:our|this) (?:own )?(?:newspaper|paper|publication|journal|magazine|website)"
     r"|(?:news)?paper['’]s (?:own )?(?:report|correspondent|dispatch)|People['’]?s['’]? Daily"
     r"|Renmin Ribao|Jen-?min Jih-?pao"),
    ("China News Service", "中新社 中国新闻社 中新网 中新电讯", "China News Service|CNS"
     "|China News Agency|Zhongxin(?:she| News Agency)?|China ?[Nn]ews(?:\\.com)?"),
    ("TASS", "塔斯社 俄通社 俄塔社", "TASS|ITAR-?TASS"),
    ("Novosti", "新闻通讯社 苏新社 俄新社", "Novosti|APN|RIA"),
    ("Interfax", "国际文传电讯社", "Interfax"),
    ("Reuters", "路透社 路透电 路透", "Reuters?"),
    ("AP", "美联社", "Associated Press|AP|A\\.P\\."),
    ("UPI", "合众社 合众国际社 合众", "United Press(?: International)?|UPI?|U\\.P\\.(?:I\\.)?"),
    ("INS", "国际新闻社 国际社", "International News Service|INS|International News"),
    ("AFP", "法新社 法国新闻社", "Agence France-?Presse|AFP"
     "|French (?:News|Press) Agency|A\\.F\\.P\\."),
    ("Central News Agency", "中央社 中央通讯社", "Central News(?: Agency)?|CNA|Central Agency"),
    ("Kyodo", "共同社", "Kyodo"),
    ("Jiji", "时事社", "Jiji"),
    ("Domei", "同盟社", "Domei"),
    ("KCNA", "朝中社 朝鲜中央通讯社 朝鲜中央社 朝通社", "KCNA"
     "|Korean? Central (?:News|Telegraphic) Agency|Korean (?:Central )?(?:News|Press) Agency"),
    ("Yonhap", "韩联社", "Yonhap"),
    ("VNA", "越通社 越南通讯社 越南通讯", "Vietnam(?:ese)? (?:News|Press) Agency|VNA"),
    ("ANSA", "安莎社", "ANSA|Ansa"),
    ("DPA", "德新社", "DPA|dpa|Deutsche Presse|German (?:News|Press) Agency"),
    ("ADN", "德通社", "ADN|German (?:Democratic )?.{0,12}?(?:News|Press) (?:Agency|Service)"),
    ("Tanjug", "南通社", "Tanjug|Tanyug|Yugoslav (?:News|Press) Agency"),
    ("ATA", "阿通社", "ATA|Albanian (?:News|Press|Telegraphic) Agency"),
    ("Agerpres", "罗通社 罗新社", "Agerpres(?:s)?|Rompres|Romanian (?:News|Press) Agency"),
    ("PAP", "波通社", "PAP|Polish (?:News|Press) Agency"),
    ("CTK", "捷通社 捷新社", "CTK|ČTK|Ceteka|Czech(?:oslovak)? (?:News|Press) Agency"),
    ("BTA", "保通社", "BTA|Bulgarian (?:News|Press|Telegraph(?:ic)?) Agency"),
    ("MTI", "匈通社", "MTI|Hungarian (?:News|Press|Telegraph(?:ic)?) (?:Agency|Office)"),
    ("Montsame", "蒙通社", "Montsame|Mongolian (?:News|Press) Agency"),
    ("Prensa Latina", "拉美社", "Prensa Latina|Latin American? (?:News )?Agency"),
    ("Antara", "安塔拉社 安塔拉通讯社", "Antara"),
    ("PTI", "印度报业托拉斯 印新处", "PTI|Press Trust of India"),
    ("MENA", "中东社 中东通讯社", "MENA|Middle East(?:ern)? (?:News|Press) Agency"),
    ("IRNA", "伊通社 伊斯兰共和国通讯社", "IRNA"
     "|Islamic Republic News Agency|Iran(?:ian)? News Agency"),
    ("EFE", "埃菲社", "EFE"),
    ("Bernama", "马新社", "Bernama|Malaysian (?:National )?News Agency"),
    ("Liberation Army Daily", "解放军报", "(?:People['’]s )?Liberation Army (?:Daily|News)"
     "|PLA Daily|Jiefangjun Bao"),
    ("Liberation Daily", "解放日报", "Liberation Daily|Jiefang (?:Ribao|Daily)|Emancipation Daily"),
    ("Guangming Daily", "光明日报", "Guangming (?:Daily|Ribao)|Kuang-?ming"),
    ("Economic Daily", "经济日报", "Economic Daily"),
    ("Workers' Daily", "工人日报", "Workers?['’]?s? Daily"),
    ("China Youth Daily", "中国青年报", "China Youth (?:Daily|News)|Chinese Youth"),
    ("Ta Kung Pao", "大公报", "Ta Kung Pao|Da ?gong ?(?:Bao|Daily)|Impartial"),
    ("Wen Wei Po", "文汇报", "Wen ?Wei Po|Wen ?hui (?:Bao|Daily)|Wen-?hui"),
)  # fmt: skip

# Cities of datelines, in Chinese and as they are written in English.
_CITIES = """
北京 Beijing Peking|北平 Beiping Peiping Beijing Peking|天津 Tianjin Tientsin|上海 Shanghai
重庆 Chongqing Chungking|南京 Nanjing Nanking|广州 Guangzhou Canton Kwangchow|武汉 Wuhan
汉口 Hankou Hankow|西安 Xi'an Xian Sian|延安 Yan'an Yanan Yenan|沈阳 Shenyang Mukden
长春 Changchun|哈尔滨 Harbin|大连 Dalian Dairen|旅大 Lüda Luda|济南 Jinan Ji'nan Tsinan
青岛 Qingdao Tsingtao|太原 Taiyuan|石家庄 Shijiazhuang|张家口 Zhangjiakou Kalgan
郑州 Zhengzhou Chengchow|开封 Kaifeng|合肥 Hefei|杭州 Hangzhou Hangchow|福州 Fuzhou Foochow
厦门 Xiamen Amoy|南昌 Nanchang|长沙 Changsha|成都 Chengdu Chengtu|昆明 Kunming
贵阳 Guiyang Kweiyang|南宁 Nanning|兰州 Lanzhou Lanchow|西宁 Xining|银川 Yinchuan|拉萨 Lhasa
乌鲁木齐 Urumqi Ürümqi Urumchi|迪化 Dihua Tihwa Urumqi|呼和浩特 Hohhot Huhehot|海口 Haikou
深圳 Shenzhen|香港 Hong_Kong Hongkong|澳门 Macao Macau|台北 Taipei Taibei|邯郸 Handan
莫斯科 Moscow|列宁格勒 Leningrad|平壤 Pyongyang P'yongyang|开城 Kaesong|汉城 Seoul|首尔 Seoul
河内 Hanoi|西贡 Saigon|金边 Phnom_Penh|万象 Vientiane|康开 Khang_Khay|仰光 Rangoon Yangon
东京 Tokyo|大阪 Osaka|新德里 New_Delhi Delhi|加尔各答 Calcutta Kolkata|卡拉奇 Karachi
伊斯兰堡 Islamabad|加德满都 Kathmandu Katmandu|科伦坡 Colombo|达卡 Dacca Dhaka
雅加达 Jakarta Djakarta|曼谷 Bangkok|马尼拉 Manila|新加坡 Singapore|吉隆坡 Kuala_Lumpur
乌兰巴托 Ulan_Bator Ulaanbaatar|开罗 Cairo|大马士革 Damascus|巴格达 Baghdad Bagdad
德黑兰 Tehran Teheran|贝鲁特 Beirut|喀布尔 Kabul|安卡拉 Ankara|阿尔及尔 Algiers|华盛顿 Washington
纽约 New_York|联合国 United_Nations|旧金山 San_Francisco|渥太华 Ottawa|伦敦 London|巴黎 Paris
日内瓦 Geneva|布鲁塞尔 Brussels|波恩 Bonn|柏林 Berlin|维也纳 Vienna|罗马 Rome|海牙 The_Hague
斯德哥尔摩 Stockholm|哥本哈根 Copenhagen|赫尔辛基 Helsinki|奥斯陆 Oslo|伯尔尼 Bern Berne
马德里 Madrid|里斯本 Lisbon|雅典 Athens|华沙 Warsaw|布拉格 Prague|布达佩斯 Budapest
布加勒斯特 Bucharest|索非亚 Sofia|地拉那 Tirana|贝尔格莱德 Belgrade|哈瓦那 Havana
墨西哥城 Mexico_City|堪培拉 Canberra|内罗毕 Nairobi|金沙萨 Kinshasa|达累斯萨拉姆 Dar_es_Salaam
卢萨卡 Lusaka
"""
# One character for a city, as telegrams have it: 【新华社渝十五日电】.
_SHORT_CITIES = """
京 北京 南京|平 北平|津 天津|沪 上海|渝 重庆|宁 南京 南宁|穗 广州|汉 汉口 武汉|沈 沈阳|哈 哈尔滨
济 济南|蓉 成都|昆 昆明|筑 贵阳|邕 南宁|港 香港|杭 杭州|榕 福州|陕 西安|连 大连|长 长春 长沙
张 张家口|邯 邯郸
"""


# The agencies as a dateline in English calls them.
NAMES = {name: name for name, *_ in _TABLE} | {
    "Xinhua": "Xinhua News Agency",
    THIS_PAPER: "This newspaper",
}


class Agency(NamedTuple):
    """An agency or paper: its name in English, and where that is in a text."""

    name: str
    start: int
    end: int


@cache
def chinese_names() -> dict[str, str]:
    """The agencies by their names in Chinese, the longest names first."""
    pairs = ((name, agency) for agency, names, _ in _TABLE for name in names.split())
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def is_named(agency: str, text: str) -> bool:
    """Whether an English text names the agency; the paper need only speak of its reporters."""
    if agency == THIS_PAPER and re.search(_OWN, text, re.IGNORECASE):
        return True
    return any(found.name == agency for found in english_agencies(text))


def english_agencies(text: str) -> list[Agency]:
    """The agencies an English text names, each once, as they come."""
    found: dict[str, Agency] = {}
    # "China News Agency" does not count inside "New China News Agency".
    for match in re.finditer(_english_names(), text):
        name = _TABLE[(match.lastindex or 1) - 1][0]
        found.setdefault(name, Agency(name, *match.span()))
    return list(found.values())


@cache
def _english_names() -> str:
    """A pattern with a group for each agency."""
    # Abbreviations are capitals; Xinhua and the paper are written anyhow.
    groups = (
        f"((?i:{written}))" if name in (THIS_PAPER, "Xinhua") else f"({written})"
        for name, _, written in _TABLE
    )
    return rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)"


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"[|\n]", _CITIES.strip()):
        name, *written = entry.split()
        found[name] = tuple(city.replace("_", " ") for city in written)
    for entry in re.split(r"[|\n]", _SHORT_CITIES.strip()):
        name, *cities = entry.split()
        found[name] = tuple(written for city in cities for written in found[city])
    return found


def renderings(city: str) -> tuple[str, ...]:
    """How a city of the table, named in Chinese, is written in English, the usual form first.

    Empty for what is not in the table; one character may be short for several cities.
    """
    return _cities().get(city, ())


@cache
def _english_cities() -> frozenset[str]:
    return frozenset(city.casefold() for written in _cities().values() for city in written)


def is_city(place: str) -> bool:
    """Whether a place, as written in English, is a city of the table."""
    return place.casefold() in _english_cities()
