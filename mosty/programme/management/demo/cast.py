"""The cast: the named people of demo, docs, screenshots and tests (tests/cast.py), and the staff around them. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from mosty.accounts.enums import GUIDE_RIGHTS, PERSONAL_RIGHTS, ROLE_RIGHTS, Role
from mosty.accounts.models import User
from mosty.directory.enums import Profession
from mosty.directory.models import Membership
from mosty.programme.management.demo.network import Network
from mosty.programme.management.demo.roster import DUTIES, EXPERTS

PASSWORD = "mosty-demo-2026"  # noqa: S105 - of invented people, shown on the page
SECRET = "MOSTYDEMO2222NOTSECRET2222KNOWNX"  # noqa: S105 - of invented people, shown on the page
SINCE = date(2022, 3, 1)


@dataclass(frozen=True)
class Person:
    """Somebody who signs in to the demo. `centre` empty: the whole network; `expert`: the roster's key; `texts`: language of their texts.

    `profession`: of whom confidential notes can be read and written.
    """

    key: str
    name: str
    role: str
    centre: str
    language: str = "pl"
    expert: str = ""
    texts: str = ""
    profession: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@mosty.example"

    @property
    def needs_second_factor(self) -> bool:
        return bool(ROLE_RIGHTS[self.role] & (PERSONAL_RIGHTS | GUIDE_RIGHTS))


CAST = [
    Person("zuzanna", "Zuzanna Kubiak", Role.RECEPTION, "poznan"),
    Person("oksana", "Oksana Tkaczenko", Role.ADVISER, "poznan", "uk", "oksana"),
    Person("marta", "Marta Wrzesińska", Role.ADVISER, "poznan", "pl", "marta"),
    Person("halyna", "Halyna Bondar", Role.ADVISER, "leszno poznan", "uk", "halyna", profession=Profession.PSYCHOLOGIST),
    Person("hanna", "Hanna Lis", Role.MANAGER, "poznan"),
    Person("ewa", "Ewa Sikora", Role.RECEPTION, "konin"),
    Person("karolina", "Karolina Nowaczyk", Role.SPECIALIST, "poznan", "pl", "wuw"),
    Person("joanna", "Joanna Matecka", Role.COORDINATOR, ""),
    Person("piotr", "Piotr Zych", Role.DPO, ""),
    Person("krystyna", "Krystyna Sobczak", Role.GUIDE_EDITOR, ""),
    Person("tadeusz", "Tadeusz Bąk", Role.TOWN_EDITOR, "konin"),
    Person("solomia", "Solomia Melnyk", Role.TRANSLATOR, "", "uk", texts="uk"),
    Person("robert", "Robert Nowicki", Role.REVIEWER, ""),
    Person("tamar", "Tamar Kiknadze", Role.REVIEWER, "", "en", texts="ka"),
]
# colleagues who wrote things down in the past year; they have no password
COLLEAGUES = [
    Person("beata", "Beata Wilk", Role.RECEPTION, "kalisz"),
    Person("renata", "Renata Mróz", Role.RECEPTION, "leszno"),
    Person("lukasz", "Łukasz Pająk", Role.RECEPTION, "pila"),
]


@dataclass
class Staff:
    """Users by key of the cast or of the roster."""

    users: dict[str, User]
    receptions: dict[str, User]  # by slug of the centre


def load(network: Network) -> Staff:
    """Make the users with their memberships; the cast can sign in, the others only stand behind what was recorded."""
    hashed = make_password(PASSWORD)
    users: dict[str, User] = {}
    for person in [*CAST, *COLLEAGUES, *_experts()]:
        can_sign_in = person in CAST
        user = User.objects.create(
            email=person.email,
            name=person.name,
            language=person.language,
            password=hashed if can_sign_in else make_password(None),
            is_demo=True,
        )
        users[person.key] = user
        for slug in person.centre.split() or [""]:
            Membership.objects.create(
                user=user,
                organization=network.organizations["rops"],
                centre=network.centres[slug] if slug else None,
                role=person.role,
                language=person.texts,
                profession=person.profession,
                valid_from=SINCE,
            )
        if person.expert:
            provider = network.providers[person.expert]
            provider.user = user
            provider.save(update_fields=["user"])
        if can_sign_in and person.needs_second_factor:
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
    receptions = {person.centre: users[person.key] for person in [*CAST, *COLLEAGUES] if person.role == Role.RECEPTION}
    return Staff(users, receptions)


def _experts() -> list[Person]:
    """Experts of our own who are not in the cast, at the centres where they have duty."""
    known = {person.expert for person in CAST}
    return [
        Person(
            expert.key,
            expert.name,
            Role.ADVISER if expert.title in ("adviser", "family") else Role.SPECIALIST,
            " ".join(sorted({duty.centre for duty in DUTIES if duty.expert == expert.key})),
            "pl",
            expert.key,
        )
        for expert in EXPERTS
        if not expert.is_guest and expert.key not in known
    ]
