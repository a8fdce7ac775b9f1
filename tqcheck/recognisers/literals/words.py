"""Words before and after a number that make it the number of a part of a text, or of a version.

Stems in small letters; up to four letters of an ending may follow.
"""

from __future__ import annotations

# Before the number: Section 2.4, Abschnitt 2.4, раздел 2.4.
PARTS = """
section subsection chapter appendix annex clause article paragraph listing equation
abschnitt kapitel anhang anlage artikel absatz paragraf ziffer listing gleichung
chapitre annexe clause alinéa paragraphe équation
sección seccion capítulo capitulo apéndice anexo artículo articulo apartado párrafo ecuación
secção seção secçõ seçõ artigo parágrafo equação apêndice
secció seccio capítol apèndix article apartat annex
sezione sezioni capitolo capitoli appendice allegato articolo articoli comma
hoofdstuk paragraaf bijlage sectie
avsnitt avdelning bilaga kapittel vedlegg tillegg seksjon afsnit bilag sektion kapitel
luku luvu kohta kohda liite liittee pykälä artikla osio
rozdział rozdzial sekcj podrozdział załącznik dodatek artykuł ustęp punkt
kapitol sekc oddíl část části
částí příloh dodatek článek článk odstavec odstavc kapitol príloh oddiel článok
poglavlj odjelj odelj odsječ odjeljk odeljk prilog dodatak dodatk članak člank član točk
secțiune secţiune secțiun secţiun capitol anexa anexă articol alineat
раздел секци глав главе глава параграф приложени стать статт пункт подраздел
розділ розділі додатк додаток підрозділ
член точк раздел приложение
ενότητα ενότητας τμήμα κεφάλαιο κεφαλαίου παράρτημα άρθρο παράγραφο
bölüm kısım kesim ekler madde ayrıtt
szakasz fejezet melléklet függelék cikk bekezdés
skyri straipsn pried nodaļ pielikum pants jaotis peatükk lisa artikkel
القسم قسم الفصل فصل المادة مادة الملحق ملحق الفقرة
بخش فصل ماده پیوست ضمیمه بند
סעיף פרק נספח
अध्याय अनुभाग खंड धारा अनुच्छेद परिशिष्ट
অধ্যায় ধারা অনুচ্ছেদ
บทที่ ส่วนที่ หัวข้อ ข้อ มาตรา ภาคผนวก
mục phần chương điều khoản phụ lục
bagian bab bagan lampiran pasal seksyen
seksioni neni sehemu kifungu
"""

# The same for figures and tables; a `figure` is also an amount, so a capital letter is asked for.
FIGURES = """
figure fig table tab abbildung abb tabelle bild tableau figura tabla taula tabela quadro tabella
afbeelding tabel figuur bild tabell figur kuva taulukko
rysunek rys tabela tablica obrázek obr tabulk obrázok tabuľk slika tablica
рисунок рисунк рис таблиц табл рисунк мал табл фигура
σχήμα εικόνα πίνακα şekil tablo çizelge ábra táblázat paveiksl lentel attēls tabula joonis tabel
الشكل شكل الجدول جدول شکل איור טבלה चित्र तालिका सारणी
รูปที่ ภาพที่ ตารางที่ hình bảng gambar jadual şəkil
"""

# The same where no blank is between word and number, and where the word may have a prefix.
ENDS = """
图 圖 図 圖形 表 附录 附錄 附件 付録 章节 章節 小节 節 条款 公式 清单 表格 그림 표 부록 절 장 섹션
القسم الفصل المادة الملحق الفقرة الشكل الجدول فصل قسمت بخش شکل جدول ماده
סעיף פרק נספח איור טבלה บทที่ ส่วนที่ หัวข้อ ข้อ มาตรา ภาคผนวก รูปที่ ภาพที่ ตารางที่
"""

# After the number, in languages that have it there.
AFTER = """
szakasz fejezet alfejezet pont cikk bekezdés melléklet függelék ábra táblázat
nodaļ sadaļ pant pielikum attēl tabul skyri straipsn pried paveiksl lentel poskyr
luku luvu luvussa kohta kohda kohdassa artikla jaotis peatükk joonis bölüm kısım madde
"""
HAN_AFTER = "节|節|章|条|條|款|项|項|小节|小節|절|장|항|조"

# Before the number of a version; `2.0` alone is a decimal.
VERSIONS = """
version versi versión versão versao versió versione versie versjon versio versiune
wersj verze verzi
verzij version release releas ver rev revision revisione revisión firmware kernel noyau núcleo
vydání
версi верси версі версия версий έκδοση έκδοσης sürüm kiadás laidos bản
संस्करण সংস্করণ
"""
# After the number: 1.1 sürümü, 2.0版.
VERSIONS_AFTER = (
    "version versjon versie versión sürüm verzió versio versioon versija versiya kiadás versijos"
)
HAN_VERSIONS_AFTER = "version versjon versie versión 版本|版|バージョン|버전|판"
VERSION_ENDS = """
版本 版 バージョン ヴァージョン バージョン番号 リリース 内核 カーネル 버전 릴리스 커널 판
الإصدار إصدار الاصدار اصدار النسخة نسخة نسخه نسخهٔ ویرایش گونه גרסה גרסת เวอร์ชัน เวอร์ชั่น รุ่น
"""

# Programs, systems, formats and protocols whose name a number of their version follows.
PRODUCTS = """
Debian Ubuntu Fedora CentOS RHEL SUSE openSUSE Knoppix Linux GNU/Linux FreeBSD OpenBSD NetBSD
AIX HP-UX Windows MS-DOS DOS macOS Android iOS iPadOS watchOS Symbian
GNOME KDE Xfce LXDE Qt GTK GTK+ Wayland Xorg XFree86 Compiz
Python PHP JDK JRE Node.js Deno Kotlin Lua Haskell GHC
GCC LLVM Clang glibc libc Bash Zsh Emacs Vim Git Subversion CVS Mercurial
JavaScript TypeScript ECMAScript HTML XHTML XML CSS SVG JSON YAML SQL Unicode OpenAPI Swagger
Pydantic FastAPI Starlette Django Angular Vue Svelte jQuery Bootstrap Laravel
Apache nginx Postfix Exim Sendmail BIND Samba CUPS OpenLDAP OpenSSH OpenSSL GnuTLS
MySQL MariaDB PostgreSQL SQLite MongoDB Redis Elasticsearch
Docker Kubernetes Xen KVM QEMU VirtualBox VMware Ansible Terraform systemd
Firefox Thunderbird Chrome Chromium Mozilla Netscape Iceweasel
LibreOffice OpenOffice OpenOffice.org PowerPoint Photoshop GIMP Blender Inkscape
WordPress Drupal Joomla Moodle MediaWiki Nagios Munin Zabbix
HTTP HTTP/ TLS SSL SNMP SMB NFS USB PCIe HDMI Bluetooth Wi-Fi WiFi OpenGL Vulkan DirectX OpenCL CUDA
OAuth OpenID SAML SOAP GPL LGPL AGPL GPLv BSD MPL EPL CC-BY CC-BY-SA BY-SA BY-NC ODbL
TensorFlow PyTorch NumPy GPT GPT- Llama PlayStation Xbox
"""
# Those that are words or names as well: `Opera 20` may be an amount beside a word.
AMBIGUOUS_PRODUCTS = """
Mint Plasma Unity Go Swift Rust Node Scala React Express Flask Rails Chef Puppet Opera Safari
Edge Oracle Office Word Excel Solaris Squid Gemini Claude Bind Bazaar Java Ruby Perl
Vagrant Kafka Spring
"""

# Makers and programmes whose models have a number: Boeing 747, Apollo 11.
MODELS = "Apollo Аполлон Sojus Soyuz Союз Voyager Pioneer"
MODEL_ENDS = "阿波罗 アポロ 아폴로"
BOEINGS = "Boeing Боинг Боинга Boeinga Boeingu"
BOEING_ENDS = "波音 ボーイング 보잉"

# Bodies that number their standards, and catalogues of works.
STANDARDS = """
ISO ISO/IEC ISO/TR ISO/TS IEC RFC DIN VDE ÖNORM GB GB/T GB/Z JIS KS ГОСТ ДСТУ СНиП IEEE ANSI ASTM
ETSI ITU-T ITU-R ECMA FIPS SP MIL-STD PEP BCP CWE TCVN SNI NBR UNE UNI NF BS PN ČSN STN MSZ NOM
AS/NZS SAE OIML CISPR CIE BWV KV RV HWV RWV TWV EN CVE Р
"""

# Before a number that is called.
TELEPHONES = """
tel tél тел telephone telefon teléfono telefone téléphone phone fax факс телефон телефону hotline
mobil mobile whatsapp handy puh tlf telefono telefoon telefonu τηλ τηλέφωνο फ़ोन फोन thoại
"""
TELEPHONE_ENDS = (
    "电话 電話 热线 手机 传真 传呼 电话号码 전화 전화번호 โทร هاتف الهاتف تلفن טל טלפון"
)

# Between the name of a program and its version: Windows Server 2019.
BETWEEN = "Server Enterprise Edition OS LTS API Desktop Linux GNU/Linux"

# Letters directly before a number that do not make it a name: units with a power, money, and
# abbreviations and words with their blank missing.
UNITS = "m cm mm km dm hm ft in yd mi s µm nm м см мм км дм hl"
MONEY = """
EUR USD GBP CHF JPY CNY RMB DM AUD CAD NZD HKD SGD TWD INR Rs KRW RUB PLN CZK HUF SEK NOK DKK TRY
BRL MXN ARS ZAR Fr Kr NT US HK Rp RM VND Lit
"""
ABBREVIATIONS = """
No Nr Num Vol Pt Ch Fig Tab Abb Art Sec p pp ca um FY Page Seite Day Tag Top Week Jan Feb Mar Apr
May Jun Jul Aug Sep Sept Oct Nov Dec in of to on at by from for und bis von vom im am ab de en le
la les du des el los da do di et and the with
"""
# Aircraft and the like, whose names have a small letter.
SERIES = "Mi Tu An Il Yak Su Ka MiG Ми Ту Ан Ил Як Су Ка МиГ Ju Me Bf He Fw"

# How files end.
EXTENSIONS = """
txt md markdown rst adoc tex pdf ps eps djvu epub mobi rtf odt ods odp odg doc docx docm xls xlsx
xlsm ppt pptx csv tsv html htm xhtml xml xsl xslt xsd dtd svg css scss less js mjs jsx ts tsx vue
json jsonl yaml yml toml ini cfg conf config cnf properties env lock log bak old orig tmp py pyi
pyc ipynb rb pl pm php java class jar kt scala go rs c h cc cpp cxx hpp cs m swift sh bash zsh ps1
bat cmd exe dll so dylib sys msi dmg pkg app apk ipa deb rpm udeb dsc changes tar gz tgz bz2 tbz xz
txz zip rar 7z lz zst iso img vmdk qcow2 sql sqlite db mdb png jpg jpeg gif bmp tif tiff webp ico
psd mp3 mp4 m4a m4v ogg oga ogv wav flac avi mkv mov wmv webm ttf otf woff woff2 po pot mo pem crt
cer key csr asc sig gpg pub list sources service socket target timer mount rules template desktop
spec diff patch in ac am mk cmake gradle lua vim el htaccess htpasswd srt vtt eml ics vcf torrent
local repo default defs d
"""
# Of those, words of a language, before which a blank may be missing.
AMBIGUOUS_EXTENSIONS = """
in so as am el d m c h key list target default mount old app class go mo ac local changes sources
config service rules template cs pm ts
"""
ROOTS = """
bin boot dev etc home lib lib64 media mnt opt proc root run sbin srv sys tmp usr var data app docs
api admin
"""

DOMAINS = """
com org net info edu gov mil int biz io dev app eu tv xyz cloud online site arpa example local test
onion aero museum asia coop jobs mobi travel wiki blog shop tech
"""
NATIONAL_DOMAINS = """
ae ar au az ba bd bg br by ca ch cl cn co cr cu cz dk dz ec ee eg fi fr gb ge gr hk hr hu ie il ir
jp ke kr kz lk lt lu lv ly ma md mk mm mn mt mx my ng nl np nz pe ph pk pl pt py qa ro rs ru sa se
sg si sk su th tn tr tw ua uk us uy uz ve vn za de es it at in is be no
"""
# Of those, words: `usw.in` is a host only with a third label or a path.
AMBIGUOUS_DOMAINS = "co de es it at in is be no se si ma my ca la me so to us"

HTML = """
a abbr address article aside audio b bdi bdo big blockquote body br button caption center cite code
col colgroup dd del details dfn div dl dt em figcaption figure font footer form g h1 h2 h3 h4 h5 h6
head header hr html i iframe img input ins kbd label legend li link main mark meta nav ol optgroup
option p picture pre q rp rt ruby s samp script section select small source span strike strong
style sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video
wbr x ph bpt ept it mrk
"""
