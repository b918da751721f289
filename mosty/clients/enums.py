"""Words of people's files. More comes with the full file."""

import unicodedata

LONGEST_NAME = 200
FIRST_BIRTH_YEAR = 1900

# letters that Unicode does not take apart
PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ə": "e", "ʼ": "'", "’": "'"})


def folded(text: str) -> str:
    """The text as search compares it: lower case in every script, without accents and controls, with single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cc")
    return " ".join(plain.translate(PLAIN).split())
