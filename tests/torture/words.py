"""Numbers → texts of so many words or characters, the same every time, in any script."""

from __future__ import annotations

_PROSE = """
The commission read the files of the rehabilitated, and found that nine in ten had confessed under torture to
crimes that nobody had committed. Its report lay in a safe until the congress met. On the last day, behind
closed doors, Khrushchev spoke for four hours; nobody took notes. Some of the delegates fainted. In Poland the
text was printed in thousands of copies, one of which reached Washington by way of Tel Aviv. What had been
whispered for years was now said aloud: the terror had been a policy. Prices rose in 1962, by 25–30 %, and in
Novocherkassk the army shot at strikers. Was it reform, or fear of the next arrest? Historians disagree.
Zhukov held the ministry, Beria the police, Malenkov the apparatus.
"""

PROSE = tuple(_PROSE.split())

SCRIPTS = {
    "Cyrillic": "Комиссия прочитала дела реабилитированных и установила: девять из десяти признались.",
    "Greek": "Η επιτροπή διάβασε τους φακέλους των αποκατασταθέντων και βρήκε ότι ομολόγησαν.",
    "Chinese": "委员会阅读了平反者的档案，发现十分之九的人是在酷刑之下承认了没有人犯过的罪行。",
    "Japanese": "委員会は名誉回復された人々の記録を読み、九人が拷問を受けて自白したことを知った。",
    "Korean": "위원회는 복권된 사람들의 서류를 읽고 열 명 중 아홉 명이 고문을 받아 자백했음을 알아냈다.",
    "Combining": "Cafe\u0301, nai\u0308ve, Z\u030cukov and a\u0328c\u0301 have marks of their own",
    "Soft hyphens": "De\u00adstal\u00adin\u00adi\u00adsa\u00adtion of ad\u00admin\u00adis\u00adtra\u00adtion",
    "Long words": "Donaudampfschifffahrtsgesellschaft and antidisestablishmentarianism",
    "Addresses": "https://example.org/archive/1956/02/25/on-the-cult-of-personality.html?page=12",
}
"""A sentence of each script, and of what is hard to break."""

SHAPED = {
    "Emoji": "A vote 🗳️ in the hall 🏛️, a flag 🏳️‍🌈, a family 👨‍👩‍👧‍👦 and a thumb 👍🏽 in one line 🎉",
    "Hebrew": "הוועדה קראה את תיקי המטוהרים ומצאה שתשעה מתוך עשרה הודו תחת עינויים.",
    "Arabic": "قرأت اللجنة ملفات الذين أعيد الاعتبار إليهم ووجدت أن تسعة من كل عشرة اعترفوا تحت التعذيب.",
    "Devanagari": "आयोग ने पुनर्वासित लोगों की फ़ाइलें पढ़ीं और पाया कि दस में से नौ ने यातना के बाद अपराध स्वीकार किया था।",
    "Thai": "คณะกรรมการอ่านแฟ้มของผู้ที่ได้รับการฟื้นฟูและพบว่าเก้าในสิบคนสารภาพภายใต้การทรมาน",
}
"""A sentence of each script whose letters change their place or their shape with their neighbours."""


def said(words: int, at: int = 0) -> str:
    """Return so many words of prose, from its word `at` on, round and round."""
    found = [PROSE[(at + place) % len(PROSE)] for place in range(words)]
    return " ".join(found)[:1].upper() + " ".join(found)[1:]


def long_title(characters: int) -> str:
    """Return a title of exactly so many characters, its words whole as far as may be."""
    text = said(characters, 8)[:characters]
    return text if not text.endswith(" ") else f"{text[:-1]}s"


def script(name: str, times: int = 1) -> str:
    """Return a sentence of a script, said again and again."""
    return " ".join([(SCRIPTS | SHAPED)[name]] * times)
