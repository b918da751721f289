"""From what a person typed to plain words: no capitals, no accents, no signs. Nothing here knows a database."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 200  # of one search; more is not a question
MOST_WORDS = 12
LONGEST_WORD = 40

WORD = re.compile(r"[^\W_]+")
PLUS = re.compile(r"(?<=\d)\s*\+")
APOSTROPHES = str.maketrans("", "", "'’ʼ`´‘\u00ad\u200b\u200c\u200d\u200e\u200f\u0640")
# Letters that Unicode does not take apart, and those of one alphabet that people type for each other.
LETTERS = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ə": "e", "ß": "ss", "æ": "ae",
    "ё": "е", "ґ": "г",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي",
})  # fmt: skip
KEPT = {"й", "ї"}  # letters of their own, though Unicode takes them apart


class _Bare(dict[int, str]):
    """Every letter without its accents; each is worked out once."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        parts = sign if sign in KEPT else "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
        self[code] = bare = parts.translate(LETTERS)
        return bare


BARE = _Bare()

# Words that carry no meaning in a question, folded. Short on purpose: what stands everywhere counts little anyway.
SMALL = frozenset(
    """
    i w we z ze na do o u od za po dla sie jest to a czy jak gdzie co kto moj moja moje mi mnie nie ja chce moge mam mozna potrzebuje ktory
    musze musi jaki jaka jakie ile kiedy dlaczego czemu gdy jesli bede byc jestem byl juz tu tam
    the a an of to in on for and or is are i my me do does how where what can want need get with from at it
    must should much many when why there this that if be been have has will would im whats who which
    я и в во на с со к по для о от за у не что как где кто это мне мой моя мои мое хочу могу можно надо нужно ли есть
    сколько когда какой какая какие почему куда если меня буду быть там тут уже
    і в у з зі на до від за по для про не що як де хто це мені мій моя моє мої хочу можу можна треба потрібно чи є та й
    скільки коли який яка які чому куди якщо мене буду бути там тут вже
    што дзе хто гэта мне мая мае хачу магу трэба ці ёсць ды
    колькі калі які якая якія чаму куды мяне буду быць там тут
    el la los las un una de del en y o a que como donde quien es mi mis para por con no me yo quiero puedo necesito se su
    cuanto cuando cual por porque debo hay tengo si
    ve bir bu ne nasil nerede icin ile mi mu ben benim istiyorum lazim var de da
    kac zaman neden hangi kim nereye
    ve nece harada kimi ucun ile men menim isteyirem lazimdir var bu
    nece ne vaxt niye hansi hara haradan
    في من على الى عن ما كيف اين هل هذا انا لي مع و او اريد
    كم متي لماذا اي هي هو يجب ماذا
    და რა როგორ სად ვინ მე ჩემი მინდა თუ არის ეს
    რამდენი როდის რომელი რატომ უნდა
    """.split()  # noqa: SIM905 - two hundred words in ten languages read better as lines
)


# Words that stand in questions about anything (to get, to do, to hand in, Poland): they count, but little. Folded, by their beginnings,
# because people bend them.
WEAK = tuple(
    """
    dosta otrzyma zalatwi wyrobi uzyska zlozy zglosi potrzeb polsk polsce pomoc obcokrajow cudzoziem
    get obtain receive apply poland polish make foreigner
    получ оформ сдела подат узнат нужн польш помощ иностран
    отрим зроби подат дізна потріб польщ допомог інозем
    атрыма зрабі падаць трэба польшч дапамог замеж
    obten sacar consegu hacer solicit polonia ayuda extranjer
    alma alin alir yap basvur gerek polonya yardim yabanci
    etm elde muraciet lazim polsa komek xarici
    احصل حصول بولند مساعد اجنب
    მივიღ ავიღ გავაკეთ პოლონ დახმარებ უცხოელ
    """.split()  # noqa: SIM905 - as above
)
LONGER = 5  # letters that a bent word may have more


def clean(text: str) -> str:
    """The text without signs that nobody sees, at most MOST_LETTERS long. Never raises."""
    text = text[: 4 * MOST_LETTERS]
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(sign)[0] == "C" and sign not in "\u200c\u200d" else sign for sign in text)
    return " ".join(unicodedata.normalize("NFKC", text).split())[:MOST_LETTERS]


def fold(text: str) -> str:
    """Small letters without accents; 800+ becomes "800 plus"."""
    if text.isascii():
        return _with_plus(text).casefold().translate(APOSTROPHES)
    text = _with_plus(unicodedata.normalize("NFC", text)).casefold().translate(APOSTROPHES)
    return unicodedata.normalize("NFC", text).translate(BARE)


def _with_plus(text: str) -> str:
    return PLUS.sub(" plus ", text) if "+" in text else text


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Every word as typed (small letters) and folded, in order."""
    found = []
    for raw in WORD.findall(_with_plus(text).translate(APOSTROPHES).casefold().replace("i̇", "i")):
        folded = fold(raw)[:LONGEST_WORD]
        if folded:
            found.append((raw[:LONGEST_WORD], folded))
    return found


def is_small(folded: str) -> bool:
    """A word that says nothing about what is wanted."""
    return folded in SMALL or (len(folded) == 1 and not folded.isdigit())


def is_weak(folded: str) -> bool:
    """A word of questions about anything."""
    return any(folded.startswith(start) and len(folded) <= len(start) + LONGER for start in WEAK)
