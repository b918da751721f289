"""Letters of every script as sounds, written by one sign each, so that one name meets itself across scripts and spellings.

Signs: a e i o u; b c(ц) d f h l m n p r s t v z, and C(ч) S(ш) Z(ж) J(дж). What the states themselves write in different ways is one
sign: г, ґ, х, g, kh are all h; в, ў, w are all v; щ is S. Softness, й and apostrophes are no sounds here.

Tables are ours, written from how the letters are read, with the states' rules at hand (they stand in `passports`): Cyrillic of eight
languages, Georgian, Arabic and Persian.
"""

from __future__ import annotations

import unicodedata


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Letters with their readings: "ц=c ق=k/h ь="; the first reading is the likely one."""
    return {letters: tuple(readings.split("/")) for letters, _equals, readings in (entry.partition("=") for entry in text.split())}


# Cyrillic: Ukrainian, Russian, Belarusian; then letters of Serbian, Macedonian, Kazakh, Kyrgyz, Tajik, Uzbek and older Azerbaijani.
CYRILLIC = {
    letter: readings[0]
    for letter, readings in _table("""
    а=a б=b в=v г=h ґ=h д=d е=je є=je ё=jo ж=Z з=z и=i і=i ї=ji й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=v ф=f х=h ц=c ч=C ш=S щ=S
    ъ= ы=i ь= э=e ю=ju я=ja '=
    ђ=J ј=j љ=l њ=n ћ=C џ=J ѓ=h ѕ=dz ќ=k
    қ=k ғ=h ң=n ә=a ө=o ұ=u ү=u һ=h ҳ=h ҷ=J ҹ=J ӣ=i ӯ=u ҝ=h ӡ=dz
    """).items()
}

# Georgian, by the national system of 2002; aspirated and ejective letters are one sound.
GEORGIAN = {
    letter: readings[0]
    for letter, readings in _table("""
    ა=a ბ=b გ=h დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=h ყ=k შ=S ჩ=C ც=c ძ=dz წ=c ჭ=C ხ=h ჯ=J ჰ=h
    """).items()
}

# Arabic and Persian. Short vowels are not written; a second reading stands where passports know two.
ARABIC = _table("""
    ا=a أ=a إ=a آ=a ٱ=a ب=b ت=t ث=t/s ج=J/h ح=h خ=h د=d ذ=d/z ر=r ز=z س=s ش=S ص=s ض=d/z ط=t ظ=z/d ع= غ=h ف=f ق=k/h ك=k ل=l م=m ن=n ه=h ة=a
    و=u/v ي=i ى=a ئ= ؤ= ء= پ=p چ=C ژ=Z گ=h ڤ=v ک=k ی=i
""")

# Armenian, eastern readings, as passports write it.
ARMENIAN = {
    letter: readings[0]
    for letter, readings in _table("""
    ա=a բ=b գ=h դ=d ե=je զ=z է=e ը=i թ=t ժ=Z ի=i լ=l խ=h ծ=c կ=k հ=h ձ=dz ղ=h ճ=C մ=m յ=j ն=n շ=S ո=o չ=C պ=p ջ=J ռ=r ս=s վ=v տ=t ր=r ց=c
    ւ=v փ=p ք=k օ=o ֆ=f և=ev
    """).items()
}

# Latin letters with signs. A second reading is what is left when somebody types the name without the sign.
SIGNED = _table("""
    š=S/s ş=S/s ș=S/s ś=S/s č=C/k/c ć=C/c/k ç=C/k/c ž=Z/z ż=Z/z ź=Z/z ğ=h/ ħ=h ı=i ə=a/e ä=a/e ö=o/jo ü=u ø=o ó=o/u ł=l đ=d ß=s æ=e þ=t
    ŭ=v/u ř=r/Z ť=t ď=d ț=c/t ţ=c/t ů=u
""")

# Latin letters that are read together, longest first; readings most likely first.
TOGETHER = _table("""
    schtsch=S chtch=S shch=S szcz=S tsch=C tch=C sch=S/Z/sh dzh=J dsch=J dż=J dž=J dź=dz šč=S ść=sc sh=S sz=S cz=C ch=C/h/S zh=Z/zh
    kh=h gh=h ph=f th=t/f dh=d/z tz=c dj=J/d ck=k qu=k/hu/ku oo=u/o ee=i rz=Z/rz ff=f ss=s rh=r
""")
LONGEST_TOGETHER = max(len(group) for group in TOGETHER)
PLAIN_LATIN = _table("a=a b=b d=d e=e f=f i=i k=k l=l m=m n=n o=o p=p r=r s=s t=t u=u v=v z=z g=h h=h w=v y=i q=k/h x=ks/h/kS")
VOWELS = "aeiou"
APOSTROPHES = "'’‘ʼʹ`´′ʾʿ‛ˈˊ\u02bb\u02bd"

# Latin and Cyrillic letters that look alike: a word of one script with a few letters of the other was mistyped, not mixed.
TO_CYRILLIC = {ord(a): b for a, b in zip("aeopcxyikmthb", "аеорсхуікмтнв", strict=True)}
TO_LATIN = {ord(b): a for a, b in zip("aeopcxyikmthb", "аеорсхуікмтнв", strict=True)}
# Letters of Arabic and Persian that people write for one another.
ARABIC_SAME = {ord(a): b for a, b in {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ھ": "ه", "ە": "ه"}.items()}


def script_of(word: str) -> str:
    """Which script most letters of the word are in: latin, cyrillic, georgian, arabic, armenian or other."""
    counts = dict.fromkeys(("latin", "cyrillic", "georgian", "arabic", "armenian", "other"), 0)
    for letter in word:
        code = ord(letter)
        if code < 0x250 or 0x1E00 <= code < 0x1F00:
            counts["latin"] += 1
        elif 0x400 <= code < 0x530:
            counts["cyrillic"] += 1
        elif 0x530 <= code < 0x590:
            counts["armenian"] += 1
        elif 0x10A0 <= code < 0x1100 or 0x1C90 <= code < 0x1CC0:
            counts["georgian"] += 1
        elif 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFEFF:
            counts["arabic"] += 1
        else:
            counts["other"] += 1
    return max(counts, key=lambda name: counts[name])


def tidy(text: str) -> str:
    """Text in small composed letters, without marks of direction, controls and vowel signs of Arabic; gaps are single spaces."""
    text = unicodedata.normalize("NFKC", text[:1000]).casefold().replace("i̇", "i")
    kept = []
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in {"Cf", "Cc", "Cn", "Cs", "Co"}:
            kept.append(" " if letter in "\n\t" else "")
        elif kind == "Mn" and "\u0600" <= letter <= "\u06ff":
            continue  # harakat
        elif letter != "ـ":
            kept.append(letter)
    return " ".join("".join(kept).split())


def one_script(word: str) -> str:
    """The word with letters of the other alphabet that only look like its own put right (Latin o in a Cyrillic name)."""
    if word.isascii() or not any("\u0400" <= letter <= "\u04ff" for letter in word):
        return word
    latin = [letter for letter in word if letter < "\u0250" and letter.isalpha()]
    if not latin:
        return word
    if all(ord(letter) in TO_CYRILLIC for letter in latin):
        return word.translate(TO_CYRILLIC)
    return word.translate(TO_LATIN)


def without_signs(word: str) -> str:
    """Latin letters without their signs, for looking a name up as typed (Łucja as lucja); other scripts stay, Arabic in one form."""
    if script_of(word) == "arabic":
        return word.translate(ARABIC_SAME)
    apart = unicodedata.normalize("NFD", word)
    if script_of(word) == "latin":
        apart = "".join(letter for letter in apart if not unicodedata.combining(letter))
        return apart.translate({ord("ł"): "l", ord("đ"): "d", ord("ø"): "o", ord("ı"): "i", ord("ə"): "a", ord("ß"): "ss"})
    return word.replace("ё", "е")


def ascii_digits(text: str) -> str:
    """The text with digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
