"""One walk over the addresses as one role, and what may be read on the way."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.apps import apps
from django.db import transaction
from django.test import Client as Browser

from tests.cast import sign_in
from tests.crawler.addresses import address
from tests.crawler.world import Place, World
from tests.desk.access_matrix import MATRIX
from tests.desk.access_pages import ROLES, Page
from tests.paper.reading import text_of as printed

# roles that read what stands in a file; whose notes; who reads only ids, in the log of looks
READ_WORDS = {"reception": "poznan", "adviser": "poznan", "manager": "poznan", "stranger": "foreign"}
READ_NOTES = {"adviser": "poznan", "manager": "poznan", "stranger": "foreign"}
READ_IDS = READ_WORDS | {"dpo": "poznan konin"}
UNCHANGED = {"core_accessevent", "django_session"}  # what a page may write by being looked at
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
SPACES = re.compile(r"[\s\u00a0\u202f]|&nbsp;")


@dataclass
class Visit:
    """One request to be made."""

    name: str
    page: Page
    where: str
    place: Place
    url: str

    @property
    def is_own_booking(self) -> bool:
        """The page of a booking, for whoever knows its secret address."""
        return self.page.about in {"held", "booked"}

    def __str__(self) -> str:
        return f"{self.name} ({self.where})"


def browser_of(world: World, role: str) -> Browser:
    return sign_in(world.cast.people[ROLES[role]]) if ROLES[role] else Browser()


def visits(world: World, role: str, *, method: str = "get") -> Iterator[Visit]:
    """Every address there is for the role; those about a row for each place that makes a difference to it."""
    for name, page in MATRIX.items():
        if name.endswith("*") or getattr(page, method) is None:
            continue
        for where, place in world.places().items():
            if where != "poznan" and (not page.about or role in {"nowhere", "visitor"}):
                continue
            yield Visit(name, page, where, place, address(name, page.about, world, place))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def text_of(answer: Any) -> str:
    """What a person could read in the answer, headers, unpacked workbook and printed words included."""
    body = answer.content
    if body[:5] == b"%PDF-":
        body = printed(body).encode()  # its bytes hold any digits by chance
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace") + "\n" + "\n".join(str(value) for value in answer.headers.values())


def words_of(place: Place) -> set[str]:
    """Words and digits of the people of a place, and what is only for its team."""
    return {place.word, place.digits, place.reason, place.note}


def forbidden(world: World, role: str, secrets: dict[str, set[str]]) -> set[str]:
    """Everything that must not be found on any page of this role."""
    found: set[str] = set()
    for where, place in world.places().items():
        if READ_WORDS.get(role) != where:
            found |= {place.word, place.digits, place.reason}
        if READ_NOTES.get(role) != where:
            found.add(place.note)
        found |= place.confidential  # nobody of these roles is a psychologist or a lawyer
        if where not in READ_IDS.get(role, "").split():
            found |= secrets[where]
    if role not in {"reception", "adviser", "manager", "specialist"}:
        found.add("zkoffice")
    if role not in {"reception", "adviser", "manager"}:
        found |= {"zkofficemail", "504444100"}
    return {word.casefold() for word in found}


def leaks(answer: Any, words: set[str], *, asked: str) -> set[str]:
    """Which of the words stand in the answer. What is in the address that was asked for is no news."""
    text = text_of(answer).casefold()
    close = SPACES.sub("", text)  # phone numbers are written in groups
    asked = asked.casefold()
    return {word for word in words if word not in asked and (word in text or (word.isdigit() and word in close))}


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("mosty.") and model._meta.db_table not in UNCHANGED
    }


def changed(before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    return [table for table in before if before[table] != after[table]]
