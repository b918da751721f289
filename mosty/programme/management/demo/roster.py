"""Who is on duty where and when: invented experts, and the guest offices that the source names. All hours are samples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

OPENED_ON = date(2022, 3, 1)
MON, TUE, WED, THU, FRI = range(5)


@dataclass(frozen=True)
class Expert:
    """An invented person, or (kind guest-office) an institution; `title` is a key of data/titles.json."""

    key: str
    name: str
    sign: str
    title: str
    languages: str
    organization: str = "rops"

    @property
    def is_guest(self) -> bool:
        return self.organization != "rops"


EXPERTS = [
    Expert("oksana", "Oksana Tkaczenko", "OT", "adviser", "uk ru pl"),
    Expert("giorgi", "Giorgi Kapanadze", "GK", "adviser", "ka ru pl"),
    Expert("marta", "Marta Wrzesińska", "MW", "family", "pl en es"),
    Expert("leyla", "Leyla Mammadova", "LM", "family", "az tr ru pl"),
    Expert("tomasz", "Tomasz Grzelak", "TG", "lawyer", "pl uk en"),
    Expert("halyna", "Halyna Bondar", "HB", "psychologist", "uk pl ru"),
    Expert("iryna", "Iryna Melnyczuk", "IM", "adviser", "uk ru pl"),
    Expert("samir", "Samir Haddad", "SH", "adviser", "ar en pl"),
    Expert("pawel", "Paweł Dąbek", "PD", "lawyer", "pl en uk"),
    Expert("natalia", "Natalia Hrycenko", "NH", "psychologist", "uk ru pl"),
    Expert("switlana", "Switłana Kowal", "SK", "adviser", "uk ru pl"),
    Expert("emre", "Emre Yıldız", "EY", "adviser", "tr az en pl"),
    Expert("agnieszka", "Agnieszka Sikorska", "AS", "lawyer", "pl ru uk"),
    Expert("wolha", "Wolha Nowik", "WN", "psychologist", "be ru pl"),
    Expert("daria", "Daria Kozłowa", "DK", "adviser", "uk ru pl"),
    Expert("luz", "Luz Marina Ortiz", "LO", "family", "es en pl"),
    Expert("michal", "Michał Rataj", "MR", "lawyer", "pl en es"),
    Expert("ludmila", "Ludmiła Sawczuk", "LS", "adviser", "uk ru pl"),
    Expert("aysel", "Aysel Hüseynova", "AH", "adviser", "az ru tr pl"),
    Expert("nino", "Nino Gelaszwili", "NG", "psychologist", "ka ru pl"),
    Expert("wuw", "Wielkopolski Urząd Wojewódzki", "WUW", "wuw", "pl en", "wuw"),
    Expert("wup", "Wojewódzki Urząd Pracy", "WUP", "wup", "pl en uk", "wup"),
    Expert("us", "Urząd Skarbowy", "US", "us", "pl en", "us"),
    Expert("zus", "Zakład Ubezpieczeń Społecznych", "ZUS", "zus", "pl uk", "zus"),
]


@dataclass(frozen=True)
class Duty:
    """One line of the weekly roster; `room` is the number on the door."""

    centre: str
    expert: str
    service: str
    weekday: int
    starts_at: time
    ends_at: time
    slot: int
    room: int
    is_walk_in: bool = False
    meeting: str = "on-site"
    every_weeks: int = 1


STAY, FIRST, SCHOOL, COMPANY = "legal-stay", "first-conversation", "school-choice", "accompaniment"
LAWYER, PSYCHOLOGIST = "lawyer", "psychologist"
CARD, CAREER, TAX, INSURANCE = "residence-card-office", "career-adviser", "tax-office", "social-insurance"
SLOTS = {PSYCHOLOGIST: 60, CARD: 20, TAX: 20, INSURANCE: 20, CAREER: 45, FIRST: 20}

# centre, expert, service, weekday, hours, room [, walk-in | phone | online | every second week]
_LINES: list[tuple[str, str, str, int, str, int, str]] = [
    ("poznan", "oksana", STAY, MON, "9:00-13:00", 2, ""),
    ("poznan", "oksana", FIRST, TUE, "9:00-13:00", 2, "walk-in"),
    ("poznan", "oksana", FIRST, WED, "8:00-10:30", 2, "walk-in"),
    ("poznan", "oksana", STAY, WED, "11:00-15:00", 2, ""),
    ("poznan", "oksana", STAY, THU, "12:00-16:00", 2, ""),
    ("poznan", "oksana", FIRST, FRI, "9:00-13:00", 2, "walk-in"),
    ("poznan", "giorgi", STAY, WED, "10:00-14:00", 3, ""),
    ("poznan", "giorgi", STAY, FRI, "9:00-12:00", 3, ""),
    ("poznan", "giorgi", FIRST, TUE, "10:00-14:00", 3, "walk-in"),
    ("poznan", "marta", FIRST, MON, "8:00-12:00", 1, "walk-in"),
    ("poznan", "marta", SCHOOL, TUE, "13:00-16:00", 1, ""),
    ("poznan", "marta", FIRST, WED, "10:00-13:00", 1, "walk-in"),
    ("poznan", "marta", STAY, THU, "9:00-12:00", 1, ""),
    ("poznan", "marta", COMPANY, FRI, "12:00-15:00", 1, ""),
    ("poznan", "leyla", STAY, MON, "10:00-13:00", 3, ""),
    ("poznan", "leyla", SCHOOL, WED, "15:00-19:00", 3, ""),
    ("poznan", "halyna", PSYCHOLOGIST, MON, "14:00-16:00", 5, ""),
    ("poznan", "halyna", PSYCHOLOGIST, THU, "9:00-13:00", 5, ""),
    ("poznan", "tomasz", LAWYER, WED, "15:00-19:00", 5, ""),
    ("poznan", "tomasz", LAWYER, FRI, "10:00-14:00", 5, ""),
    ("poznan", "wuw", CARD, TUE, "10:00-15:00", 4, ""),
    ("poznan", "wuw", CARD, WED, "10:00-15:00", 4, ""),
    ("poznan", "wup", CAREER, TUE, "9:00-12:00", 5, ""),
    ("poznan", "us", TAX, THU, "12:00-15:00", 4, ""),
    ("poznan", "zus", INSURANCE, MON, "10:00-13:00", 5, "every second week"),
    ("konin", "iryna", STAY, MON, "9:00-13:00", 1, ""),
    ("konin", "iryna", STAY, TUE, "14:00-18:30", 1, ""),
    ("konin", "iryna", FIRST, WED, "8:00-12:00", 1, "walk-in"),
    ("konin", "iryna", STAY, THU, "9:00-12:00", 1, ""),
    ("konin", "iryna", FIRST, FRI, "9:00-12:00", 1, "walk-in"),
    ("konin", "iryna", STAY, FRI, "12:30-15:00", 1, "phone"),
    ("konin", "samir", FIRST, MON, "12:00-16:00", 2, "walk-in"),
    ("konin", "samir", STAY, TUE, "10:00-13:00", 2, ""),
    ("konin", "samir", SCHOOL, WED, "13:00-16:00", 2, ""),
    ("konin", "samir", COMPANY, THU, "10:00-12:00", 2, ""),
    ("konin", "pawel", LAWYER, TUE, "15:30-18:30", 3, ""),
    ("konin", "pawel", LAWYER, FRI, "9:00-12:00", 3, ""),
    ("konin", "natalia", PSYCHOLOGIST, THU, "13:00-16:00", 3, ""),
    ("konin", "wup", CAREER, WED, "9:00-12:00", 3, ""),
    ("konin", "zus", INSURANCE, WED, "12:00-14:00", 3, "every second week"),
    ("kalisz", "switlana", STAY, MON, "10:00-14:00", 1, ""),
    ("kalisz", "switlana", FIRST, TUE, "8:00-12:00", 1, "walk-in"),
    ("kalisz", "switlana", STAY, WED, "9:00-13:00", 1, ""),
    ("kalisz", "switlana", SCHOOL, THU, "9:00-12:00", 1, ""),
    ("kalisz", "switlana", FIRST, FRI, "9:00-12:00", 1, "walk-in"),
    ("kalisz", "emre", STAY, MON, "15:00-18:30", 2, ""),
    ("kalisz", "emre", FIRST, TUE, "12:00-16:00", 2, "walk-in"),
    ("kalisz", "emre", COMPANY, WED, "9:00-12:00", 2, ""),
    ("kalisz", "emre", STAY, THU, "13:00-16:00", 2, ""),
    ("kalisz", "agnieszka", LAWYER, MON, "15:00-18:00", 3, ""),
    ("kalisz", "agnieszka", LAWYER, THU, "9:00-12:00", 3, ""),
    ("kalisz", "wolha", PSYCHOLOGIST, WED, "13:00-16:00", 3, ""),
    ("kalisz", "us", TAX, TUE, "10:00-13:00", 3, ""),
    ("kalisz", "wup", CAREER, FRI, "9:00-12:00", 3, ""),
    ("leszno", "daria", STAY, MON, "9:00-12:00", 1, ""),
    ("leszno", "daria", FIRST, TUE, "9:00-13:00", 1, "walk-in"),
    ("leszno", "daria", FIRST, WED, "9:00-12:00", 1, "walk-in"),
    ("leszno", "daria", STAY, THU, "14:00-18:30", 1, ""),
    ("leszno", "daria", STAY, FRI, "9:00-12:00", 1, ""),
    ("leszno", "luz", STAY, TUE, "10:00-13:00", 2, ""),
    ("leszno", "luz", SCHOOL, WED, "13:00-16:00", 2, ""),
    ("leszno", "luz", COMPANY, THU, "10:00-13:00", 2, ""),
    ("leszno", "michal", LAWYER, MON, "13:00-16:00", 3, "online"),
    ("leszno", "michal", LAWYER, THU, "12:00-15:00", 3, ""),
    ("leszno", "halyna", PSYCHOLOGIST, TUE, "10:00-14:00", 3, ""),
    ("leszno", "us", TAX, WED, "10:00-13:00", 3, ""),
    ("leszno", "wup", CAREER, THU, "9:00-12:00", 3, ""),
    ("pila", "ludmila", STAY, MON, "9:00-12:00", 1, ""),
    ("pila", "ludmila", FIRST, TUE, "9:00-12:00", 1, "walk-in"),
    ("pila", "ludmila", STAY, THU, "14:00-18:30", 1, ""),
    ("pila", "ludmila", FIRST, FRI, "9:00-12:00", 1, "walk-in"),
    ("pila", "aysel", STAY, WED, "9:00-13:00", 1, ""),
    ("pila", "aysel", SCHOOL, THU, "9:00-12:00", 1, ""),
    ("pila", "aysel", COMPANY, FRI, "12:30-15:00", 1, ""),
    ("pila", "tomasz", LAWYER, TUE, "11:00-14:00", 2, ""),
    ("pila", "nino", PSYCHOLOGIST, WED, "10:00-14:00", 2, ""),
    ("pila", "zus", INSURANCE, THU, "10:00-12:00", 2, "every second week"),
]


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


DUTIES = [
    Duty(
        centre,
        expert,
        service,
        weekday,
        _clock(hours.split("-")[0]),
        _clock(hours.split("-")[1]),
        SLOTS.get(service, 30),
        room,
        is_walk_in=how == "walk-in",
        meeting=how if how in ("phone", "online") else "on-site",
        every_weeks=2 if how == "every second week" else 1,
    )
    for centre, expert, service, weekday, hours, room, how in _LINES
]
