"""Literals: found in any language with exact bounds; quantities are never taken for them."""

from __future__ import annotations

import random
import re

import pytest

from tests.growth import assert_linear
from tqcheck.recognisers.literals import literals, without_literals
from tqcheck.recognisers.literals.literal import KINDS

# Each kind in several languages; what is between « and » has to be found, and surely.
FOUND = {
    "code": (
        "Run «`make test`» first.",
        "Führen Sie «``a`b``» aus.",
        "运行«`make`»，然后退出。",
        "«`lang`»を指定します。",
        "Lancez «`ls`» puis «`cd`».",
        "Команда «`rm -r`» удаляет всё.",
        "«`x`» 없이 «`y`»",
    ),
    "placeholder": (
        "Hello «{name}», you have «{0}» messages.",
        "Hallo «{{id_1}}»!",
        "Bonjour «%s», «%1$d» fichiers",
        "您好，«{user.name}»，共«%(count)d»项",
        "Olá «${first}» «#{last}»",
        "«{count:d}» items",
        "«{n, plural,» one {# file} other {# files}}",
        "Привет, «%@»!",
        "Merhaba «{isim}», «%d» dosya",
        "مرحبا «{name}»",
        "«__ph_0__» は保存されました",
        "Γεια «$name», «$HOME»",
        "Cześć «:wave:»",
        "# Tytuł «{#anchor}»",
    ),
    "tag": (
        'Click «<a href="x.html">»here«</a>».',
        "Das ist «<b>»fett«</b>».",
        'Avant «<x id="1"/>» après',
        "点击«<0>»这里«</0>»",
        "Tom «&amp;» Jerry«&nbsp;»!",
        "«<br>»«<hr />»",
        "«&#160;»а«&#x2014;»б",
        '«<VueLink to="/a">»Ver«</VueLink>»',
    ),
    "url": (
        "See «https://example.com/a_(b)».",
        "Siehe «http://example.org:8080/x?y=1&z=2#t»!",
        "请访问«https://example.com/a»查看",
        "（«https://example.com»）を参照",
        "Voir «www.example.fr/page»…",
        "[lien](«ftp://example.net/x.tar.gz»)",
        "Смотрите «https://example.com/путь», там",
        "«https://example.com/den» okuyun",
        "주소는 «https://example.com/a»입니다",
        "«https://a.example» এবং",
        "انظر «https://example.com/x»،",
    ),
    "mail": (
        "Write to «info@example.com».",
        "请发信至«a.b@example.cn»。",
        "Почта: «admin@mail.example.ru»",
        "«info@example.com»へ",
        "E-posta: «x_y+z@example.com.tr»'ye",
        "«root@localhost.localdomain» ile",
        "메일은 «a@b.kr»로",
        "på «a@lists.example.org»-listen",
    ),
    "host": (
        "Visit «example.com» today.",
        "服务器«salsa.example.org»上",
        "Der Host «mail.example.de».",
        "sur «localhost:8080», puis",
        "на «example.ru/path»",
        "«example.co.jp»です",
    ),
    "address": (
        "Use «192.168.0.1».",
        "Das Netz «10.0.0.0/8» und «192.168.0.0/255.255.255.0».",
        "地址«１９２．１６８．０．１»、掩码«255.255.255.0»",
        "порт «127.0.0.1:8080»",
        "«۱۹۲.۱۶۸.۰.۱» و",
        "العنوان «192.168.0.1»؛",
        "adresse «::1» et «fe80::1%eth0»",
        "«2001:db8:13bb:2::20»에",
        "«2001:db8::/32» ağı",
        "MAC «00:1a:2b:3c:4d:5e» ή «00-1A-2B-3C-4D-5E»",
        "rango «192.168.1.*»",
        "שרת «192.168.0.1»",
        "ที่ «8.8.8.8»และ",
        "«192.168.0.1»-es cím",
        "«192.168.0.1»'e bağlan",
    ),
    "path": (
        "Edit «/etc/fstab» now.",
        "Öffnen Sie «README.md» oder «~/notes.txt».",
        "文件«/usr/share/doc/»中",
        "Fichier «C:\\Windows\\system32\\a.dll»,",
        "打开报告«.pdf»文件",
        "файл «src/app/main.py» и «config.yaml»",
        "«*.tar.gz»を展開",
        "il file «update-exim4.conf».",
        "«../../docs/tutorial001_py310.py»",
        "en «/proc/[0-9]*».",
        "«sources.list» dosyası",
        "Die «file.patch»-Datei, «/etc/a.conf»-filen",
    ),
    "option": (
        "Use «--all» or «-v».",
        "Mit «--depth=3» oder «-O2» starten",
        "选项 «--verify»（或 «-V»）",
        "l'option («--dry-run»)",
        "опция «-f», затем",
        "«--help» を付けて",
        "seçeneği «--force-yes» ile",
        "med «-X»-valget, „«-a»“",
        "の«-h»オプション。«-l»は",
    ),
    "section": (
        "See Section «2.4» and «2.5».",
        "Siehe Abschnitt «12.2.1», Kapitel «3.1».",
        "voir la section «2.4», l'annexe «B.2»",
        "véase la sección «6.1», Tabla «3-1»",
        "第«3.2»节、图«3-1»、表«2.5»所示",
        "第 «10.2» 節「証明書」、図«2.5»",
        "제«3.2»절, 그림 «2.5», «A.8»절",
        "раздел «2.4», рис. «3.5», таблица «4.1»",
        "«2.4». szakasz és «3.1». ábra",
        "Bölüm «2.4», Şekil «3.1»",
        "القسم «2.4» والشكل «3.1»",
        "قسمت «6.2»، شکل «3.1»",
        "ดูหัวข้อ «2.4»",
        "xem mục «2.4», Hình «3.1»",
        "zobacz rozdział «2.4», Rysunek «3.1»",
        "viz oddíl «2.4», Obrázek «3.1»",
        "se avsnitt «2.4», Figur «3.1»",
        "luku «2.4», Kuva «3.1»",
        "§ «12.3» und «B.3.4»",
        "«6.1.1» Introduction",
        "## «6.1.1.2». Einleitung",
        "ενότητα «2.4», Πίνακας «3.1»",
        "lihat bagian «2.4», Gambar «3.1»",
        "Abb. «2.4» zeigt",
    ),
    "version": (
        "Version «3.5» of Debian «12».",
        "Python «3.11» und Windows «10»",
        "内核版本 «2.6»，Exim «4» 服务器",
        "OpenSSH «4.3» で導入",
        "버전 «2.0»에서",
        "версия «3.5», Debian «9»",
        "od Debiana «9»",
        "sin «1.0»-versjon, «3.38» versjon, Kernelversion «5.10»",
        "自 «7.0» 版本起，在«1.1» 版中",
        "«1.1» sürümü, PHP «8.2»",
        "«2.0»版と«1.4»版本",
        "الإصدار «3.5»",
        "نسخهٔ «3.5» و",
        "phiên bản «3.5»",
        "verze «2.4», verzió «2.5»",
        "versie «1.2», versjon «3.4»",
        "from «2.0-rc1» to «1:4.13.13+dfsg-1~deb11u3»",
        "kernel «2.6.18-5», «v3.1», «8.x»",
        "de «6.1.2.3» à «2.4.99-1»",
        "Go «1.18.2», Debian «12»-Paket",
        "release «0.118.0», έκδοση «2.3»",
        "iOS «17.1.2» रिलीज़",
    ),
    "identifier": (
        "the «T-34», the «B-52» and «COVID-19»",
        "«X.509»-Zertifikate, «IPv6»-fähig, «H1N1»",
        "танк «Т-34», «С-300», «Ту-154»",
        "歼击机«歼-20»和«东风-21»，«G20»峰会",
        "«MP3»と«R2-D2»、«i18n»",
        "la «N-629» et «PM2.5»",
        "«4x400» m, «４×４００»米接力",
        "«ISO 8601», «RFC 2822», «GB/T 1234-2019», «DIN 476»",
        "«ISBN 978-3-16-148410-0» «979-10-91414-21-0»",
        "call «+49 30 1234-567» or «(030) 123456»",
        "Tel. «0845 600 1234», 电话：«010-12345678»",
        "teléfono «91 562 04 20», «202-555-0143»",
        "«0xFF» «550e8400-e29b-41d4-a716-446655440000» «3d179dbe1270b83a»",
        "London «EC2R 8AH», «〒100-0001», «京A12345»",
        "«DE89 3704 0044 0532 0130 00»",
        "«2004/38/EC», (EU) «2016/679», 国发«〔2013〕5号»",
        "Boeing «747», 波音«747», Apollo «11»",
        "«mount(8)», «foo()», «en_US.UTF-8», «x86_64»",
        "«802.11ac», «100BASE-T», «CVE-2021-44228»",
        "«eth0», «amd64», «ext4», «a2enmod»",
        "ไวรัส «H1N1» และ «COVID-19»",
    ),
    "label": (
        "«(1)» First\n«(2)» Second",
        "«a)» erstens\n«b)» zweitens",
        "«一、»总则\n«（二）»分则",
        "«①»ボタンを押す«②»離す",
        "«iv.» quartus\n«ii)» secundus",
        "«가.» 총칙",
        "- «1)» элемент",
        "«२)» दूसरा",
        "«（３）»その他",
    ),
    "note": (
        "as shown«[2]» and«[12–14]».",
        "wie gezeigt«[^3]»,",
        "Wort«¹» und Wort«²³».",
        "如前所述«[1]»，«(注1)»",
        "資料«※1»による",
        "слово«[3]», далее«⁴»",
        "본문«［2］»",
    ),
}

# What a careful reader takes for a quantity, an ordinal or words.
QUANTITIES = (
    *("2024-05-06", "06.05.2024", "6.5.2024", "06.05.09", "05/06/2024", "2024年5月6日", "10:30"),
    *("10.30", "10:30:15", "7h15", "3:2", "1:4", "3/4", "1/2", "10–12", "10-12", "3.14", "3,14"),
    *("1.000.000", "12.345.678", "1,000,000", "1 000 000", "1'000'000", "12,34,567", "0.5"),
    *("$5", "€9.99", "US$5", "EUR50", "5kg", "10 km", "50%", "%50", "5 %", "1980s", "14th", "2e"),
    *("20s", "17.4m", "1.5m", "3.5万", "21.53亿", "三百万", "１２３", "٢٫٥", "۱۲۳", "१२,३४५", "2°"),
    *("m2", "km²", "10⁶", "5x", "64-bit", "24/7", "9/11", "-5", "−12", "±3", "5:00", "1985"),
    *("90 000", "1h30", "1m80", "+12,5", "1.140", "2,5", "3½", "100 000", "5–4", "21-14"),
)
# Whole texts in which nothing is a literal for sure.
SILENT = (
    "and/or he/she km/h in May 2010, on 3/4 of it",
    "the figure 2.5 was low; Figure 2.5 percent of it",
    "Am 1. Mai um 10.30 Uhr; 1. Preis: 500 Euro",
    "1. Mai\n2. Juni\n3. Platz",
    "三、四十人来了，第三年，三四百个",
    "3.5节课，2.5章回，第1版",
    "In mid-1990s, pre-1914 and FY2020 for EUR50",
    "Brasil-2, Argentina-1; Brasil 2-1",
    "el 50 %de las 1.500 personas, 3.5 por ciento",
    "в 1990-х годах 2,5 млн, 5 кг, 50-летие",
    "1990年代に3.5倍、5人、10時30分",
    "2.5 Liter Milch\n3.5 million people",
    "`odd backtick, 5 percent",
    "word.Next sentence.In the end.So it goes",
    "he said:then; note: this, z.B. usw.",
    "{ a, b } and {1, 2, 3} and <your name> and a<b",
    "\\emph{name} and $5 and 100% sure, 50 %s",
    "std::vector a::b 12:30:15 1:2:3 10:20:30:40",
    "01-02-03-04-05-06 12 15 23",
    "-ing, -heit, - 5 and -- well",
    "[1990] [0] [0, 1] [x] [sic]",
    "+12 345 678 Einwohner, +5,000",
    "1.100.200.100 Euro, 1.200.300",
    "4.2.10, 2.15.30, 24.12.21",
    "Q3 2020, T2, U-21, 5G, 4K",
    "Opera 20 Jahre, Oracle 30 people, Go 2.5 miles, Boeing 300 workers",
    "EN 1990 MURIERON 500 PERSONAS; BRASIL-2 ARGENTINA-1",
    "vgl. S.298, S. 12; -höchste, tên_tài",
    "on average 2.5 versions; see 9.3 – „Titel“",
    "نحو ٢٫٥ مليون في ١٩٩٠",
    "पहले 12,34,567 रुपये और 3.5 लाख",
    "ราคา 1,500 บาท ปี 2567",
    "giá 1.500.000 đồng, 3,5 nghìn tỷ",
    "kaina 1 500,50 Eur, 3,5 proc.",
    "5'te, 2020'de %50'si ve 3,5 milyon",
    "3 500 000 Ft, 1990-ben, 5-ös, 3,5-szeres",
    "5:e plats, 1990-talet, 3,5 miljoner",
    "3,5 miljoonaa, 5:s, 1990-luvulla",
    "1,5 miliona, 5-letni, XIX wiek, 3-4 dni",
    "350만 명, 1990년대, 3.5배, 2-3일",
    "שנת 1990, 3.5 מיליון, ב-5",
)
# Running text of many languages, with a place to put something.
CARRIERS = (
    "They found {} in the old house.",
    "Im Haus war {}, sagte sie.",
    "On a vu {} hier.",
    "Ayer vimos {} en la casa.",
    "Ontem vimos {} na casa.",
    "Ieri abbiamo visto {} in casa.",
    "Wczoraj był {} w domu.",
    "Včera byl {} v domě.",
    "Вчера был {} в доме.",
    "Вчора був {} удома.",
    "Χθες ήταν {} στο σπίτι.",
    "Dün {} evdeydi.",
    "昨天看到{}在那里。",
    "昨日は{}を見ました。",
    "어제 {}를 보았다.",
    "كان {} في البيت.",
    "دیروز {} در خانه بود.",
    "אתמול היה {} בבית.",
    "कल {} घर में था।",
    "เมื่อวานพบ{}ในบ้าน",
    "Hôm qua có {} trong nhà.",
    "Kemarin ada {} di rumah.",
    "Igår var {} i huset.",
    "Eilen {} oli talossa.",
    "Tegnap {} volt a házban.",
)
# One of each form, that no word has to introduce.
ANYWHERE = (
    *("https://example.com/a?b=c", "info@example.com", "192.168.0.1", "10.0.0.0/8", "fe80::1"),
    *("/etc/fstab", "README.md", "{name}", "{{id_1}}", "%s", "`x`", "<br/>", "2.0-rc1", "2.6.18-5"),
    *("X.509", "T-34", "IPv6", "B-52", "H1N1", "COVID-19", "RFC 2822", "0xFF", "en_US.UTF-8"),
    *("&amp;", "v3.1", "6.1.2.3", "B.3.4", "00:1a:2b:3c:4d:5e", "802.11ac", "{0}", "${x}"),
)
HOSTILE = (
    *(".", "1.", "a.", "`", "` ", "{", "{a", "}{", "/", "/a", "@", "a@", "a@a.", "<", "<a ", "%"),
    *("$", "&", "&a", "-", "--a", "-a ", " -a", ":", "a:", "::", "1:", "[", "[1", "[1]", "(", "(1"),
    *("_", "a_", "1-", "A-", "A1", "#", "#1", "\\", "a:\\", "1 ", "12.3 ", "0", "0 ", "+1 ", "第"),
    *("第一", "§", "§ 1.", "v1.", "1.1-", "~", "http://", "www.", "a/b.", "*.", "*", "¹", "①"),
    *("1\n", "\n", " \n", "1. \n", "Section 1.", "Version ", "Debian 1", "tel. 1", "V", " IV", "é"),
    *(
        "你1.",
        "你",
        "١.",
        "．",
        "ａ．",
        "{% ",
        "{{ ",
        "__a_",
        "=",
        "0123",
        "f0",
        "x",
        "\t",
        "1, 1.1",
    ),
)
SIZE = 6_000


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the places that were marked."""
    places, plain = [], ""
    for part in re.split("(«[^»]*»)", text):
        if part.startswith("«"):
            places.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, places


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts]
)
def test_literals_are_found(kind: str, text: str) -> None:
    plain, places = marked(text)
    sure = [literal for literal in literals(plain) if literal.sure]
    assert [(literal.start, literal.end) for literal in sure] == places
    assert {literal.kind for literal in sure} == {kind}


@pytest.mark.parametrize("text", SILENT)
def test_quantities_and_words_are_no_literals(text: str) -> None:
    assert not [text[x.start : x.end] for x in literals(text) if x.sure]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_literals_are_found_in_any_running_text(carrier: str) -> None:
    before = carrier.partition("{}")[0]
    for written in ANYWHERE:
        found = [x for x in literals(carrier.replace("{}", written)) if x.sure]
        assert [(x.start, x.end) for x in found] == [(len(before), len(before) + len(written))]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_quantities_are_never_literals(carrier: str) -> None:
    for written in QUANTITIES:
        found = [x for x in literals(carrier.replace("{}", written)) if x.sure]
        assert not found, written


def test_drawn_quantities_are_never_literals() -> None:
    chance = random.Random(7)
    for _ in range(3_000):
        written, carrier = quantity(chance), chance.choice(CARRIERS)
        found = [x for x in literals(carrier.replace("{}", written)) if x.sure]
        assert not found, (written, carrier)


def quantity(chance: random.Random) -> str:
    """A number, date, time, score, fraction, range or amount of money."""
    whole = chance.randrange(1, 10 ** chance.randint(1, 7))
    sign = chance.choice(".,' \u202f")
    decimal = chance.choice(".,")
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1800, 2030)
    forms = (
        f"{whole:,}".replace(",", sign),
        f"{whole % 1000}{decimal}{chance.randint(0, 999)}",
        f"{whole}%",
        f"{chance.choice('€$£¥')}{whole % 10_000}",
        f"{whole % 1000} {chance.choice(('kg', 'km', 'm', '%', '€', 'km/h'))}",
        f"{day}.{month}.{year}",
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{year}年{month}月{day}日",
        f"{day % 24}:{month:02}",
        f"{day}–{day + month}",
        f"{day}:{month}",
        f"{month}/{day}",
        f"{year}",
    )
    return chance.choice(forms)


def test_a_reading_that_is_doubtful_is_marked() -> None:
    doubtful = {
        "1. Mai": "1.",
        "Article 5 says": "5",
        "第三条": "三",
        "4.2.10 war": "4.2.10",
        "1.100.200.100": "1.100.200.100",
        "in Q3 of": "Q3",
        "Chapter IV": "IV",
    }
    for text, written in doubtful.items():
        assert [(text[x.start : x.end], x.sure) for x in literals(text)] == [(written, False)]


def test_keys_are_the_same_in_all_scripts() -> None:
    keys = {
        "Section 2.4": "2.4",
        "第２．４节": "2.4",
        "Chapter IV": "4",
        "第十二条": "12",
        "RFC-2822": "RFC2822",
        "RFC 2822": "RFC2822",
        "１９２．１６８．０．１": "192.168.0.1",
        "v2.0": "2.0",
        "（二）甲": "2",
        "word[2]": "2",
        "%1$d": "%1$d",
        "{{ id_1 }}": "{{id_1}}",
        '<img src="a.png" alt="Haus">': '<img src="a.png">',
    }
    for text, key in keys.items():
        assert key in {literal.key.strip("[]") for literal in literals(text)}, text


def test_a_text_without_its_literals_keeps_its_places() -> None:
    text = "Section 2.4: 192.168.0.1, 5 times; Article 6"
    plain = without_literals(text)
    assert len(plain) == len(text)
    assert plain.split() == ["Section", ":", ",", "5", "times;", "Article", "6"]
    assert without_literals("no literals, 5 times") == "no literals, 5 times"


def test_any_text_is_read() -> None:
    chance = random.Random(3)
    pieces = (*HOSTILE, *ANYWHERE, *QUANTITIES, " ", "\n", "Section ", "节", "tel. ", "a", "1")
    for _ in range(4_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        end = 0
        for literal in literals(text):
            assert end <= literal.start < literal.end <= len(text)
            assert literal.kind in KINDS and literal.key
            end = literal.end
        assert len(without_literals(text)) == len(text)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    def work(size: int) -> None:
        # Several texts, as one alone is too quick to be measured.
        for ending in ("", " 1"):
            literals(piece * (size // len(piece)) + ending)

    assert_linear(work, SIZE)
