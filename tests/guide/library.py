"""A small guide: two articles from files, loaded by the real command. Used by the tests of guide, portal and crawler."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.core.management import call_command

META = """
number = 7
slug = "{slug}"
topic = "{topic}"
icon = "house"
urgent = true
sensitive = {sensitive}
acts = ["people-act"]
related = ["{related}", "{slug}", "gone"]
checked_on = "2026-10-05"
review_months = 6
sources = [["S1", "https://office.example/rule", "The rule"]]
"""
FACTS = """
[[fact]]
key = "days"
kind = "days"
value = "4"
source = "S1"
source_date = "2026-10-01"
[fact.names]
pl = "Termin"
en = "Deadline"
[[fact]]
key = "fee"
kind = "money"
source = "S1"
[[fact.values]]
value = "340.00"
valid_to = "2026-12-31"
[[fact.values]]
value = "400.50"
valid_from = "2027-01-01"
[fact.names]
pl = "Opłata"
[[fact]]
key = "line"
kind = "phone"
value = "+48226280120"
[fact.names]
pl = "Telefon"
[[fact]]
key = "rumour"
kind = "money"
value = "1"
status = "unverified"
[fact.names]
pl = "Plotka"
"""
TEXT = '''
title = "{title}"
summary = "{summary}"
keywords = ["{title}"]
[[blocks]]
id = "who"
kind = "text"
heading = "{who}"
text = """{first} {{fact:days}}. [[term:pesel|PESEL]] **{title}** <script>alert(1)</script>

- one
- two"""
[[blocks]]
id = "steps"
kind = "steps"
[[blocks.items]]
title = "{step}"
text = "{first}"
deadline = "{{fact:days}}"
office = "gmina"
[[blocks]]
id = "papers"
kind = "papers"
items = ["{paper}"]
[[blocks]]
id = "warn"
kind = "warning"
text = "{first} {{fact:line}}"
[[blocks]]
id = "fees"
kind = "facts"
keys = ["fee"]
[[blocks]]
id = "local"
kind = "slot"
slot = "office"
[[blocks]]
id = "help"
kind = "service"
slug = "advice"
[[blocks]]
id = "law"
kind = "acts"
'''
ACTS = '[[act]]\nkey = "people-act"\ntitle = "Ustawa o ludziach"\nstatus = "ended"\n[act.names]\nen = "People Act"\n'
TERMS = '[[term]]\nkey = "pesel"\npolish = "numer PESEL"\n[term.names]\nuk = "номер PESEL"\n[term.texts]\npl = "Numer osoby."\nuk = "Номер особи."\n'  # noqa: E501 - one file, one line
NOTES = '[[note]]\ntown = "konin"\nslot = "office"\narticle = ""\nchecked_on = "2026-10-01"\n[note.texts]\npl = "{centre}\\nAdres: {address}\\n\\nPokój <b>3</b>"\n'  # noqa: E501 - one file, one line
WORDS = {
    "pl": {"title": "Zameldowanie", "summary": "Opłata {fact:fee}.", "who": "Kogo", "first": "Termin:", "step": "Idź", "paper": "Paszport"},
    "en": {"title": "Address", "summary": "Fee {fact:fee}.", "who": "Who", "first": "Deadline:", "step": "Go", "paper": "Passport"},
    "uk": {"title": "Реєстрація", "summary": "Збір {fact:fee}.", "who": "Хто", "first": "Строк:", "step": "Ідіть", "paper": "Паспорт"},
    "ar": {"title": "العنوان", "summary": "الرسم {fact:fee}.", "who": "من", "first": "الموعد:", "step": "اذهب", "paper": "جواز"},
}


def write(folder: Path) -> Path:
    """The files. "address" in Polish, English, Ukrainian and Arabic; "safe", a sensitive one, in Polish and English."""
    _article(folder, "address", "documents", ("pl", "en", "uk", "ar"), related="safe", sensitive="false", facts=FACTS)
    _article(folder, "safe", "safety", ("pl", "en"), related="address", sensitive="true", facts="")
    for name, text in (("acts", ACTS), ("glossary", TERMS), ("towns", NOTES)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def _article(folder: Path, slug: str, topic: str, languages: tuple[str, ...], *, related: str, sensitive: str, facts: str) -> None:
    home = folder / "articles" / slug
    home.mkdir(parents=True)
    (home / "meta.toml").write_text(META.format(slug=slug, topic=topic, related=related, sensitive=sensitive), encoding="utf-8")
    (home / "facts.toml").write_text(facts, encoding="utf-8")
    for code in languages:
        (home / f"{code}.toml").write_text(TEXT.format(**WORDS[code]), encoding="utf-8")


def load(folder: Path) -> str:
    """Run the command; what it said."""
    out = StringIO()
    call_command("load_guide", folder=folder, stdout=out)
    return out.getvalue()
