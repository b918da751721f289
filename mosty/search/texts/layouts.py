"""Words typed while the keyboard was set to another alphabet: "irjkf" is школа, "зуыуд" is pesel. Same keys, other letters."""

from __future__ import annotations

# The keys of a keyboard row by row, without and with shift, and what each layout writes with them.
KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
UKRAINIAN = "'йцукенгшщзхїфівапролджєячсмитьбю." + "'ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,"
BELARUSIAN = "ёйцукенгшўзх'фывапролджэячсмітьбю." + "ЁЙЦУКЕНГШЎЗХ'ФЫВАПРОЛДЖЭЯЧСМІТЬБЮ,"
GEORGIAN = "„ქწერტყუიოპ[]ასდფგჰჯკლ;'ზხცვბნმ,./" + '"ქჭეღთყუიოპ{}აშდფგჰჟკლ:"ძხჩვბნმ<>?'
ARABIC = "ذ ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ".split()  # noqa: SIM905 - one key writes two letters


def _table(keys: str, letters: str | list[str]) -> dict[int, str]:
    return {ord(key): letter for key, letter in zip(keys, letters, strict=False) if key != letter}


TO_LETTERS = [_table(KEYS, letters) for letters in (RUSSIAN, UKRAINIAN, BELARUSIAN, GEORGIAN, ARABIC)]
TO_KEYS = [
    {letter: key for letter, key in table.items() if chr(letter).isalpha()}
    for table in (_table(letters, KEYS) for letters in (RUSSIAN, UKRAINIAN, BELARUSIAN, GEORGIAN))
]
ARABIC_TO_KEYS = {ord(letter): key for letter, key in zip(ARABIC, KEYS, strict=False) if len(letter) == 1}


def other_layouts(text: str) -> list[str]:
    """What the same keys write in another layout: Latin keys in five alphabets, or a text of those on Latin keys. Each reading once,
    never the text itself."""
    readings = [text.translate(table) for table in (*TO_LETTERS, *TO_KEYS)]
    readings.append(text.replace("لا", "b").translate(ARABIC_TO_KEYS))
    return [reading for reading in dict.fromkeys(readings) if reading != text]
