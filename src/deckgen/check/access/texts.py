"""Words that say nothing: alternative texts, the words of links, names of sections and titles of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deckgen.check.access.rules import Issue, Spot, issue

LONGEST_ALT = 250
"""Characters of an alternative text that can be listened to in one go, an own estimate."""

_KINDS = "png|jpe?g|gif|svg|bmp|tiff?|webp|heic|avif|emf|wmf|ico|mp[34]|mov|m4[av]|wav|ogg|pdf|pptx?|docx?"
_FILE = re.compile(rf"(?:\S+ ){{0,4}}\S*[\w)\]-]\.(?:{_KINDS})", re.IGNORECASE)
_PATH = re.compile(r"(?:[a-z]:\\|/|\\\\|https?://|file:|www\.)\S*", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|pict?|dji|pxl|mvi|gopr|wp|scan|screenshot|screen shot|bildschirmfoto|capture"
    r"|capture d’écran|captura)[\s_-]*[\d][\d\s_.:-]*(?:at\s[\d.:]+(?:\s?[ap]m)?|um\s[\d.:]+)?",
    re.IGNORECASE,
)


def _words(listed: str) -> frozenset[str]:
    """Return the phrases of a list, which are between commas."""
    return frozenset(" ".join(one.split()) for one in listed.split(",") if one.strip())


_EMPTY_WORDS = _words(
    """
    image, picture, photo, photograph, graphic, figure, fig, chart, diagram, graph, table, icon, logo,
    img, pic, illustration, drawing, screenshot, clipart, object, shape, group, video, audio, media,
    smartart, alt, alt text, alternative text, alternate text, description, add alt text, todo, tbd, xxx,
    n/a, none, null, untitled, placeholder, content placeholder, decorative, spacer, blank, test, slide,
    an image, a picture, bild, grafik, foto, abbildung, abb, diagramm, tabelle, symbol, zeichnung,
    alternativtext, bildbeschreibung, imagen, gráfico, figura, tabla, imagem, afbeelding, figuur,
    immagine, grafico, bilde, kuva, graphique, tableau, dessin, schéma, 图片, 图表, 画像, 写真, 図, 그림,
    사진, صورة, изображение, рисунок
    """
)
"""What names a kind of thing and not what it shows, in lower case."""

_STOCK_NAME = re.compile(
    r"(?:content |text |picture |chart |table |media )?(?:placeholder|picture|image|graphic|chart|diagram|"
    r"table|group|object|video|audio|smartart|textbox|text box|rectangle|oval|freeform|shape|grafik|bild|"
    r"inhaltsplatzhalter|bildplatzhalter|diagramm|tabelle|gruppe|objekt|rechteck|imagen?|imagem|gráfico|"
    r"tabla|grupo|afbeelding|grafiek|immagine|grafico|tabella|fig\.?|figure|abb\.?|abbildung|slide|folie|"
    r"foto|photo|画像|图片|그림)[\s_-]*\d{1,4}",
    re.IGNORECASE,
)
"""How programs name shapes."""

_GENERATED = re.compile(
    r"automatically generated|auto-generated|ai-generated|ai generated|automatisch generiert|"
    r"générée automatiquement|generada automáticamente|generata automaticamente|gerada automaticamente|"
    r"automatisch gegenereerd|自动生成|自動的に生成",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|screenshot)\s+(?:of|showing)\s|bild\s+(?:von|mit)\s"
    r"|(?:une\s+)?(?:image|photo)\s+d(?:e\s|’|')",
    re.IGNORECASE,
)

_VAGUE = _words(
    """
    here, click here, click, click this, this, this link, link, the link, a link, more, read more,
    learn more, more info, more information, details, see more, see here, go, go here, website, web site,
    site, page, this page, this website, source, url, web, continue, next, download, open,
    follow this link, info, hier, hier klicken, klicken sie hier, klick hier, mehr, mehr lesen,
    weiterlesen, weitere informationen, dieser link, zum link, webseite, quelle, ici, cliquez ici,
    cliquer ici, lien, ce lien, plus, en savoir plus, lire la suite, aquí, haga clic aquí, clic aquí,
    enlace, más, leer más, qui, clicca qui, altro, leggi tutto, aqui, clique aqui, saiba mais,
    hier klikken, klik hier, lees meer, meer, klicka här, här, klikk her, her, 点击这里, 这里, こちら, ここ,
    ここをクリック, 여기, 여기를 클릭, здесь, нажмите здесь, هنا, اضغط هنا, tutaj, kliknij tutaj
    """
)
"""The words of a link that say nothing of where it leads, in lower case."""

ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|mailto:)\S+|\S+\.(?:com|org|net|edu|gov|de|uk|fr)/\S+")
"""A text that is an address."""

_SECTION = re.compile(
    r"(?:untitled|default|unbenannter?|standard-?)?\s*(?:section|abschnitt|sección|secção|seção|sezione|sectie|节|"
    r"セクション|구역)(?:\s+(?:sans titre|sin título|sem título|senza titolo|ohne titel|par défaut|"
    r"predeterminada))?\s*\d*|standardabschnitt|abschnitt ohne titel|untitled|unbenannt",
    re.IGNORECASE,
)
"""What programs call a section that nobody has named."""

_UNTITLED = re.compile(
    r"(?:powerpoint|microsoft powerpoint)?[\s-]*(?:presentation|präsentation|présentation|presentación|"
    r"apresentação|presentazione|presentatie|untitled|unbenannt|document|dokument)\s*\d*"
    rf"|\S+\.(?:{_KINDS}|odp|html?)|microsoft (?:powerpoint|word) - .*|(?:title|slide|folie)\s*1?|untitled.*",
    re.IGNORECASE,
)
"""What programs call a file that nobody has given a title."""


_MARKS = " .:;,!?…→»›>«<[]()\"'“”„*–—-"


def plain(text: str) -> str:
    """Return a text in lower case, with single spaces, without the marks around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(
        " .:;,!?…→»›>«<[]()\"'“”„*–—-"
    )


def is_vague(words: str) -> bool:
    """Tell whether a link's words say nothing of where it leads."""
    return plain(words) in _VAGUE


def is_stock_section(name: str) -> bool:
    """Tell whether a section has the name that programs give, or none."""
    return not plain(name) or _SECTION.fullmatch(name.strip()) is not None


def is_stock_title(title: str) -> bool:
    """Tell whether a file has the title that programs give, or that of a file."""
    return _UNTITLED.fullmatch(title.strip()) is not None


def poor_alt(text: str, spot: Spot, what: str, *, picture: bool = True) -> Iterator[Issue]:
    """Yield what is wrong with an alternative text that is there.

    `picture` is False for a chart, which may list its numbers, and for what may be a formula of one letter.
    """
    bare = plain(text)
    if _GENERATED.search(text):
        yield issue("alt-generated", spot, f'a program wrote the description of {what}: "{shown(text)}"')
    said = shown(text)
    if _FILE.fullmatch(text.strip()) or _PATH.fullmatch(text.strip()) or _CAMERA.fullmatch(bare):
        yield issue("alt-poor", spot, f'the alternative text of {what} is the name of a file: "{said}"')
    elif _says_nothing(text, picture):
        yield issue("alt-poor", spot, f'the alternative text of {what} does not say what it shows: "{said}"')
    elif _OPENING.match(text.strip()) and not _GENERATED.search(text):
        message = (
            f'the alternative text of {what} begins with its kind, which is read out already: "{shown(text)}"'
        )
        yield issue("alt-long", spot, message)
    if picture and len(text) > LONGEST_ALT:
        message = f"the alternative text of {what} has {len(text)} characters, more than {LONGEST_ALT}"
        yield issue("alt-long", spot, message)


def _says_nothing(text: str, picture: bool) -> bool:
    """Tell whether an alternative text names a kind of thing, the shape itself, or nothing at all."""
    bare = plain(text)
    if bare in _EMPTY_WORDS or _STOCK_NAME.fullmatch(bare) or not any(map(str.isalnum, text)):
        return True
    return picture and len(bare) == 1 and bare.isascii()


def shown(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


_SCRIPTS = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg",
    "GREEK": "el grc",
    "HEBREW": "he yi iw",
    "ARABIC": "ar fa ur ps ckb sd ug",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "DEVANAGARI": "hi mr ne sa",
    "THAI": "th",
    "CJK": "zh ja ko yue",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "BENGALI": "bn as",
    "TAMIL": "ta",
}
"""A script, as Unicode names its letters → the languages that are written in it."""

_FEWEST_LETTERS = 6
"""Letters from which a run is taken to be in a language of their script, and not a symbol or a name."""


def wrong_script(text: str, languages: tuple[str, ...]) -> str:
    """Return the script of a text that none of its languages is written in, empty where it may be right.

    Two letters in three must be of that script, and six at least; ideographs count twice.
    """
    script = _main_script(text)
    first = {one.lower().partition("-")[0] for one in languages if one}
    if not script or not first or first & set(_SCRIPTS[script].split()):
        return ""
    return "Chinese or Japanese" if script == "CJK" else script.capitalize()


def _main_script(text: str) -> str:
    """Return the script that most of a text is in; empty for Latin, and where there is too little of it."""
    letters = [one for one in text if one.isalpha()]
    names = [unicodedata.name(one, "").split(" ")[0].split("-")[0] for one in letters]
    script = max(_SCRIPTS, key=names.count)
    count = names.count(script)
    weight = 2 if script in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA") else 1
    enough = count * weight >= _FEWEST_LETTERS and count * 3 >= len(letters) * 2
    return script if enough else ""


TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[xi]-[A-Za-z0-9-]+")
"""What a language's tag looks like (RFC 5646), roughly."""
