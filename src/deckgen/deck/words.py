"""A language tag → deckgen's own words in it: Works Cited, Sources, dates, quotation marks."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass

from deckgen.deck.model import Words


@dataclass(frozen=True, slots=True)
class Speech:
    """What a language brings: its words, its months, and the order of a date's parts."""

    words: Words
    months: tuple[str, ...]
    date: str


def _speech(line: str, months: str, date: str, quotes: str) -> Speech:
    names = [field.name for field in dataclasses.fields(Words)]
    parts = dict(zip(names, [*line.split("|"), quotes[0], quotes[-1]], strict=True))
    return Speech(Words(**parts), tuple(months.split()), date)


_DAY_FIRST = "{day} {month} {year}"
_NUMBERED = " ".join(str(number) for number in range(1, 13))

SPEECHES: dict[str, Speech] = {
    "en": _speech(
        "Opening|Works Cited|Sources:|Source:|{part} of {parts}|Quotation: {words}"
        "|{minutes} minutes|{minutes} minute|Notes|Slide",
        "January February March April May June July August September October November December",
        _DAY_FIRST,
        "“”",
    ),
    "de": _speech(
        "Auftakt|Literaturverzeichnis|Quellen:|Quelle:|{part} von {parts}|Zitat: {words}"
        "|{minutes} Minuten|{minutes} Minute|Notizen|Folie",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "{day}. {month} {year}",
        "„“",
    ),
    "fr": _speech(
        "Ouverture|Ouvrages cités|Sources :|Source :|{part} sur {parts}|Citation : {words}"
        "|{minutes} minutes|{minutes} minute|Notes|Diapositive",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        _DAY_FIRST,
        "«»",
    ),
    "es": _speech(
        "Apertura|Obras citadas|Fuentes:|Fuente:|{part} de {parts}|Cita: {words}"
        "|{minutes} minutos|{minutes} minuto|Notas|Diapositiva",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "{day} de {month} de {year}",
        "«»",
    ),
    "it": _speech(
        "Apertura|Opere citate|Fonti:|Fonte:|{part} di {parts}|Citazione: {words}"
        "|{minutes} minuti|{minutes} minuto|Note|Diapositiva",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        _DAY_FIRST,
        "«»",
    ),
    "pt": _speech(
        "Abertura|Obras citadas|Fontes:|Fonte:|{part} de {parts}|Citação: {words}"
        "|{minutes} minutos|{minutes} minuto|Notas|Slide",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "{day} de {month} de {year}",
        "“”",
    ),
    "nl": _speech(
        "Opening|Geciteerde werken|Bronnen:|Bron:|{part} van {parts}|Citaat: {words}"
        "|{minutes} minuten|{minutes} minuut|Notities|Dia",
        "januari februari maart april mei juni juli augustus september oktober november december",
        _DAY_FIRST,
        "“”",
    ),
    "sv": _speech(
        "Inledning|Citerade verk|Källor:|Källa:|{part} av {parts}|Citat: {words}"
        "|{minutes} minuter|{minutes} minut|Anteckningar|Bild",
        "januari februari mars april maj juni juli augusti september oktober november december",
        _DAY_FIRST,
        "””",
    ),
    "pl": _speech(
        "Otwarcie|Bibliografia|Źródła:|Źródło:|{part} z {parts}|Cytat: {words}"
        "|{minutes} min|{minutes} min|Notatki|Slajd",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        _DAY_FIRST,
        "„”",
    ),
    "ru": _speech(
        "Начало|Список литературы|Источники:|Источник:|{part} из {parts}|Цитата: {words}"
        "|{minutes} мин|{minutes} мин|Заметки|Слайд",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "{day} {month} {year} г.",
        "«»",
    ),
    "uk": _speech(
        "Початок|Список літератури|Джерела:|Джерело:|{part} з {parts}|Цитата: {words}"
        "|{minutes} хв|{minutes} хв|Нотатки|Слайд",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "{day} {month} {year} р.",
        "«»",
    ),
    "tr": _speech(
        "Açılış|Kaynakça|Kaynaklar:|Kaynak:|{part}/{parts}|Alıntı: {words}"
        "|{minutes} dakika|{minutes} dakika|Notlar|Slayt",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        _DAY_FIRST,
        "“”",
    ),
    "ja": _speech(
        "はじめに|引用文献|出典：|出典：|{part}／{parts}|引用：{words}|{minutes}分|{minutes}分|ノート|スライド",
        _NUMBERED,
        "{year}年{month}月{day}日",
        "「」",
    ),
    "zh": _speech(
        "开场|参考文献|来源：|来源：|{part}/{parts}|引文：{words}|{minutes} 分钟|{minutes} 分钟|备注|幻灯片",
        _NUMBERED,
        "{year}年{month}月{day}日",
        "“”",
    ),
    "ar": _speech(
        "افتتاح|المراجع|المصادر:|المصدر:|{part} من {parts}|اقتباس: {words}"
        "|{minutes} دقائق|دقيقة واحدة|ملاحظات|شريحة",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        _DAY_FIRST,
        "«»",
    ),
    "he": _speech(
        "פתיחה|ביבליוגרפיה|מקורות:|מקור:|{part} מתוך {parts}|ציטוט: {words}"
        "|{minutes} דקות|דקה אחת|הערות|שקופית",
        "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
        _DAY_FIRST,
        "”“",
    ),
}
"""Primary language → its words. A language that is not here gets English ones."""

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"))
"""Primary languages written from right to left."""


def primary(language: str) -> str:
    """Return the primary language of a BCP 47 tag: `en` of `en-GB`."""
    return language.replace("_", "-").split("-")[0].lower()


def words_in(language: str) -> Words:
    """Return deckgen's own words in a language given as a BCP 47 tag."""
    return SPEECHES.get(primary(language), SPEECHES["en"]).words


def date_in(language: str, typed: str) -> str:
    """Return a date as the language writes it where it was typed as 2026-11-23, else as it was typed."""
    try:
        date = datetime.date.fromisoformat(typed)
    except ValueError:
        return typed
    speech = SPEECHES.get(primary(language), SPEECHES["en"])
    pattern = "{month} {day}, {year}" if language.lower() in ("en", "en-us") else speech.date
    return pattern.format(day=date.day, month=speech.months[date.month - 1], year=date.year)
