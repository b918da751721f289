"""A million invented people in one organisation, to see what a search among them costs. For the benchmark only.

Names are as the centres meet them: Ukrainian, Belarusian, Georgian, Arabic, in their own script and in Latin letters; some 8,600 surnames,
of which the commonest has 0.4 % of the people; birth dates, of which three in a hundred are the 1st of January; phones; passports. The keys
are the product's own (`clients.queries.keys`), worked out by every core; rows go into the database in bulk.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

GIVEN = {
    "uk": """Олександр Сергій Андрій Володимир Микола Іван Дмитро Юрій Максим Артем Богдан Назар Роман Тарас Віталій Ігор Павло Олег Петро
        Євген Олена Наталія Тетяна Ірина Оксана Світлана Марія Анна Катерина Юлія Вікторія Анастасія Ольга Людмила Софія Дарина Галина""",
    "be": "Аляксандр Сяргей Андрэй Уладзімір Мікалай Дзмітрый Віктар Алена Наталля Таццяна Ірына Святлана Марыя Ганна Кацярына Вольга",
    "ka": "გიორგი დავით ლევან ნიკოლოზ ირაკლი თამაზ ზურაბ ნინო მარიამ ანა თამარ ნათია ქეთევან მაია ლელა სოფიო",
    "ar": "محمد أحمد علي حسن حسين خالد يوسف عمر محمود إبراهيم سعيد طارق فاطمة مريم زينب عائشة نور سارة ليلى هدى",
}
IN_LATIN = {
    "ka": "Giorgi Davit Levan Nikoloz Irakli Tamaz Zurab Nino Mariam Ana Tamar Natia Ketevan Maia Lela Sopio",
    "ar": """Mohammad Ahmad Ali Hasan Hussein Khaled Yousef Omar Mahmoud Ibrahim Saeed Tarek
        Fatima Maryam Zeinab Aisha Nour Sara Layla Huda""",
}
LATIN = {own: latin for code, words in IN_LATIN.items() for own, latin in zip(GIVEN[code].split(), words.split(), strict=True)}
STEMS = """Шев Ков Бон Тка Кра Мар Пет Сав Рома Лис Мель Гри Сидор Іван Павл Мороз Поліщ Бой Зах Лит Гон Руд Панас Вас Кузь Гна Хом Яцен Дем
    Прок Тим Лук Кух Бар Гор Зін Сем Остап Федор Ніч Вов Сокол Чер Біл Жук Коз Заєч Бев Гал Дорош Криво Жур"""
MIDDLES = ("", "а", "е", "о", "у", "ова", "ели", "ору", "ани", "уди", "ери")
ENDS = "ченко енко чук юк енчук ько івський овський ів ович ець ишин ак уля аренко"
GEORGIAN_STEMS, GEORGIAN_ENDS = "ბერ კაპან მელ ჩხე გიორგ ლომ ნადირა წერეთ ქავთარ ბოლქვ", "იძე აშვილი ავა ია"
GEORGIAN = tuple(f"{stem}{end}" for stem in GEORGIAN_STEMS.split() for end in GEORGIAN_ENDS.split())
ARABIC = tuple(f"ال{x}{y}{z}" for x in "بحرسشعقمن" for y in "رلمنيو" for z in "بدريفكم")
LETTERS = "აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh "
LETTERS += "اa لl بb حh رr سs شsh عa قq مm نn يi وo دd فf كk"
IN_LATIN_LETTERS = {pair[0]: pair[1:] for pair in LETTERS.split()}
CITIZENSHIPS = {"uk": "UA", "be": "BY", "ka": "GE", "ar": "SY"}
PEOPLE_AT_ONCE = 2_000
NAMES = 60_000  # different ones are kept ready: their keys take long
FIRST = 100_000  # number of the first file


@dataclass(frozen=True)
class Invented:
    """The names of one person, as the file has them; the first one is the main name."""

    texts: tuple[str, ...]
    citizenship: str
    language: str


def surnames() -> list[str]:
    """Ukrainian surnames in an order that never changes."""
    found = sorted({stem[: -1 if middle else None] + middle + end for stem in STEMS.split() for middle in MIDDLES for end in ENDS.split()})
    random.Random(7).shuffle(found)  # noqa: S311 - invented people
    return found


def named(count: int) -> list[Invented]:
    """The names of so many invented people, always the same."""
    from mosty.clients.matching.passports import romanised

    chance = random.Random(1)  # noqa: S311 - invented people
    family = surnames()
    weights = list(accumulate(1 / (place + 30) ** 0.9 for place in range(len(family))))
    given = {code: words.split() for code, words in GIVEN.items()}
    given_weights = {code: list(accumulate(1 / (place + 5) for place in range(len(words)))) for code, words in given.items()}
    found = []
    for _ in range(count):
        code = chance.choices(("uk", "be", "ka", "ar"), (66, 12, 10, 12))[0]
        first = chance.choices(given[code], cum_weights=given_weights[code])[0]
        if code == "ka":
            last = chance.choice(GEORGIAN)
            own, latin = f"{first} {last}", f"{LATIN[first]} {_latin(last)}"
        elif code == "ar":
            last, father = chance.choice(ARABIC), chance.choice(given["ar"][:12])
            own = f"{first} {father} {last}"
            latin = f"{LATIN[first]} {LATIN[father]} {_latin(last)}"
        else:
            own = f"{first} {chance.choices(family, cum_weights=weights)[0]}"
            latin = romanised(own, "uk-2010" if code == "uk" else "ru-pl")
        kind = chance.random()
        found.append(Invented((latin, own) if kind < 0.4 else (latin,) if kind < 0.75 else (own,), CITIZENSHIPS[code], code))
    return found


def _latin(word: str) -> str:
    return "".join(IN_LATIN_LETTERS.get(sign, sign) for sign in word).capitalize()


# --- keys ----------------------------------------------------------------------------------------------------------------

NO_DAY = date(1901, 2, 3)  # stands in the keys of a name where a birth date will go
Keyed = tuple[Invented, tuple[int, ...], tuple[str, ...]]
NAMED: list[Keyed] = []  # read by the processes that make rows


def keyed(asked: tuple[UUID, Invented]) -> Keyed:
    """The keys of a name in the organisation: numbers of those without a date, texts of those with one. This is what takes long."""
    from mosty.clients.matching import Name, Person, keys
    from mosty.clients.queries.keys import hashed, index_keys

    organisation, one = asked
    names = tuple(Name(full=text) for text in one.texts)
    without = index_keys(organisation, Person(names=names), one.texts)
    dated = {key for key in keys(Person(names=names, born=NO_DAY)) if key[0] in "dc"}
    return one, tuple(sorted(without - {hashed(organisation, key) for key in dated})), tuple(sorted(dated))


def of_day(key: str, born: date) -> str:
    """The key with this birth date in the place of `NO_DAY`, as `clients.matching.keys` writes it."""
    day = f"{min(born.day, born.month):02}{max(born.day, born.month):02}"
    return f"d:{born.year}{day}{key[10:]}" if key[0] == "d" else f"c:{day}{key[6:]}"


# --- rows ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Portion:
    """What one process works out: which people, and where their files are."""

    first: int
    count: int
    organisation: UUID
    centres: tuple[UUID, ...]
    is_sqlite: bool


def rows_of(portion: Portion) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of each table, as the database takes them."""
    from mosty.clients.enums import IdentifierKind, folded
    from mosty.clients.queries.identity import digest_of
    from mosty.clients.queries.keys import document, ending, hashed

    chance = random.Random(portion.first)  # noqa: S311 - invented people

    def plain(pk: UUID) -> Any:
        return pk.hex if portion.is_sqlite else pk

    def new() -> Any:
        return plain(UUID(int=chance.getrandbits(128), version=4))

    now, today = "2026-01-05 10:00:00+00", "2026-01-05"
    organisation, centres = plain(portion.organisation), [plain(centre) for centre in portion.centres]
    rows: dict[str, list[tuple[Any, ...]]] = {"client": [], "name": [], "identifier": [], "key": []}
    for number in range(FIRST + portion.first, FIRST + portion.first + portion.count):
        one, keys, dated = chance.choice(NAMED)
        born = date(1945, 1, 1) + timedelta(days=chance.randrange(27_000))
        if chance.random() < 0.03:
            born = born.replace(month=1, day=1)
        client, phone, passport = new(), phone_of(number), passport_of(number)
        digest = digest_of(portion.organisation, IdentifierKind.PASSPORT, passport)
        rows["client"].append((
            client, now, now, organisation, centres[number % len(centres)], one.texts[0], folded(one.texts[0]), number, phone, "",
            one.language, one.citizenship, born.year, born.isoformat(), "full", "", "", "", "", False, today, "pl",
        ))  # fmt: skip
        for order, text in enumerate(one.texts):
            rows["name"].append((new(), now, now, organisation, client, "passport" if order == 0 else "own", text, order == 0))
        rows["identifier"].append((new(), now, now, organisation, client, "passport", "-", digest, passport[-3:], one.citizenship, ""))
        more = [f"p:{phone[1:]}", ending(phone), document(IdentifierKind.PASSPORT, digest), *(of_day(key, born) for key in dated)]
        rows["key"] += [(key, client) for key in {*keys, *(hashed(portion.organisation, key) for key in more)}]
    return rows


def phone_of(number: int) -> str:
    """Of the file with this number."""
    return f"+48{500_000_000 + number * 37 % 300_000_000}"


def passport_of(number: int) -> str:
    """Of the file with this number."""
    return f"{'FGHMPX'[number % 6]}{'ABCEKL'[number // 6 % 6]}{number:07d}"


COLUMNS = {
    "client": "id created_at updated_at organization_id centre_id name search number phone email language citizenship birth_year birth_on "
    "birth_quality sex education work needs_interpreter is_hidden notice_shown_on notice_language",
    "name": "id created_at updated_at organization_id client_id kind text is_main",
    "identifier": "id created_at updated_at organization_id client_id kind sealed digest ending country missing",
    "key": "key client_id",
}
TABLES = {"client": "clients_client", "name": "clients_clientname", "identifier": "clients_identifier", "key": "clients_clientkey"}


def grow(count: int, organisation: UUID, centres: tuple[UUID, ...]) -> None:
    """So many files more in an organisation without any, spread over its centres. Takes minutes for a million."""
    from django.db import connection

    is_sqlite = connection.vendor == "sqlite"
    portions = [
        Portion(first, min(PEOPLE_AT_ONCE, count - first), organisation, centres, is_sqlite) for first in range(0, count, PEOPLE_AT_ONCE)
    ]
    connection.close()  # before the processes are made: they must not share it
    fork, cores = multiprocessing.get_context("fork"), os.cpu_count() or 1
    with fork.Pool(cores) as pool:
        NAMED[:] = pool.map(keyed, [(organisation, one) for one in named(min(count, NAMES))], chunksize=500)
    with fork.Pool(cores) as pool:  # these know NAMED
        (_into_sqlite if is_sqlite else _into_postgresql)(connection, pool.imap(rows_of, portions))


def _into_sqlite(connection: Any, made: Iterator[dict[str, list[tuple[Any, ...]]]]) -> None:
    """Keys first into a table without an index, then in the order of the index: a hundred times faster than one by one at random places."""
    connection.ensure_connection()
    plug = connection.connection
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-500000", "temp_store=FILE"):
        plug.execute(f"PRAGMA {pragma}")
    plug.execute("CREATE TABLE waiting_keys (key INTEGER, client_id TEXT)")
    for rows in made:
        plug.execute("BEGIN")
        for table, columns in COLUMNS.items():
            places = ", ".join("?" * len(columns.split()))
            into = "waiting_keys" if table == "key" else TABLES[table]
            plug.executemany(f"INSERT INTO {into} ({columns.replace(' ', ', ')}) VALUES ({places})", rows[table])  # noqa: S608 - our own names
        plug.execute("COMMIT")
    plug.execute("INSERT INTO clients_clientkey (key, client_id) SELECT key, client_id FROM waiting_keys ORDER BY key, client_id")
    plug.execute("DROP TABLE waiting_keys")
    plug.execute("ANALYZE")
    connection.close()


def _into_postgresql(connection: Any, made: Iterator[dict[str, list[tuple[Any, ...]]]]) -> None:
    """COPY, which asks that row-level security is not forced on us meanwhile; the index of the keys is made at the end."""
    with connection.cursor() as cursor:
        for table in TABLES.values():
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'clients_clientkey'::regclass AND contype = 'p'")
        (index,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE clients_clientkey DROP CONSTRAINT {index}")
        for rows in made:
            for table, columns in COLUMNS.items():
                with cursor.cursor.copy(f"COPY {TABLES[table]} ({columns.replace(' ', ', ')}) FROM STDIN") as copy:
                    for row in rows[table]:
                        copy.write_row(row)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(f"ALTER TABLE clients_clientkey ADD CONSTRAINT {index} PRIMARY KEY (key, client_id)")
        for table in TABLES.values():
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute("VACUUM ANALYZE")
