"""The cast: the named people and places of every test. The demo network (`load_demo`) has the same names.

Zuzanna Kubiak     reception        Poznań
Oksana Tkaczenko   adviser          Poznań
Marta Wrzesińska   adviser          Poznań (the colleague)
Hanna Lis          centre manager   Poznań
Ewa Sikora         reception        Konin (another centre, same organisation)
Karolina Nowaczyk  specialist       guest office at Poznań
Joanna Matecka     coordinator      the network
Piotr Zych         data protection officer
Adam Obcy          centre manager   of another organisation (the stranger)
Natalia Sobczak    national editor  of the guide
Tadeusz Bąk        town editor      of the guide, Konin
Daria Melnyk       translator       of the guide, Ukrainian
Robert Nowicki     reviewer         of the guide, all languages
Nino Kiknadze      reviewer         of the guide, Georgian
Nikt               signs in, works nowhere
"""

from __future__ import annotations

import time as clock
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from mosty.accounts.enums import Role
from mosty.accounts.models import User
from mosty.directory.enums import OrganizationKind, ProviderKind, State, Topic
from mosty.directory.models import (
    Centre,
    CentreState,
    Membership,
    Organization,
    Phone,
    Provider,
    Room,
    Schedule,
    Service,
    ServiceAtCentre,
    Town,
)

LONG_AGO = date(2022, 3, 1)
PASSWORD = "cast-password-2026"


@dataclass
class Cast:
    """Everybody and every place. Each test has its own, and may change it."""

    rops: Organization
    wuw: Organization
    other: Organization
    poznan: Centre
    konin: Centre
    foreign: Centre
    lawyer: Service
    advice: Service
    residence: Service
    tomasz: Provider
    oksana_duty: Provider
    office: Provider
    room: Room
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """`cast.zuzanna`, `cast.oksana` … the users."""
        try:
            return self.__dict__["people"][name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown


def make_town(
    name: str = "Poznań", slug: str = "poznan", teryt: str = "3064011", latitude: float = 52.41, longitude: float = 16.92
) -> Town:
    return Town.objects.create(
        name=name, slug=slug, teryt=teryt, voivodeship="30", latitude=latitude, longitude=longitude, names={"pl": name, "uk": name}
    )


def make_centre(organization: Organization, town: Town, slug: str, *, hours: bool = True) -> Centre:
    """An open centre, Monday to Friday 8–16, Wednesday to 19."""
    centre = Centre.objects.create(
        organization=organization,
        slug=slug,
        name=f"Centrum {town.name}",
        names={"pl": f"Centrum {town.name}", "uk": f"Центр {town.name}", "en": f"Centre {town.name}"},
        town=town,
        street="ul. Nowowiejskiego 25",
        latitude=town.latitude,
        longitude=town.longitude,
    )
    CentreState.objects.create(centre=centre, state=State.OPEN, since_on=LONG_AGO)
    Phone.objects.create(centre=centre, number="887 063 112")
    if hours:
        Schedule.objects.bulk_create(
            [
                Schedule(centre=centre, weekday=day, opens_at=time(8), closes_at=time(19 if day == 2 else 16), is_sample=True)
                for day in range(5)
            ]
        )
    return centre


def make_service(organization: Organization, slug: str, name: str, **values: Any) -> Service:
    defaults = {"topic": Topic.LAW, "minutes": 30, "names": {"pl": name, "en": f"{name} (en)", "uk": f"{name} (uk)"}}
    return Service.objects.create(organization=organization, slug=slug, **(defaults | values))


def make_user(name: str, email: str, *, second_factor: bool = True, **values: Any) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name, **values)
    if second_factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    return user


def employ(user: User, role: str, organization: Organization, centre: Centre | None = None, language: str = "") -> Membership:
    return Membership.objects.create(user=user, organization=organization, centre=centre, role=role, language=language, valid_from=LONG_AGO)


def sign_in(user: User) -> Browser:
    """A browser signed in as the user, second factor passed."""
    browser = Browser()
    browser.force_login(user)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": clock.time(), "email": user.email},
        {"method": "mfa", "at": clock.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)  # allauth believes the records only of this user
    session.save()
    return browser


def make_cast() -> Cast:
    rops = Organization.objects.create(name="Regionalny Ośrodek Polityki Społecznej", short_name="ROPS", kind=OrganizationKind.OPERATOR)
    wuw = Organization.objects.create(name="Wielkopolski Urząd Wojewódzki", short_name="WUW", kind=OrganizationKind.OFFICE)
    other = Organization.objects.create(name="Fundacja Obca", short_name="Obca", kind=OrganizationKind.NGO)
    poznan = make_centre(rops, make_town(), "poznan")
    konin = make_centre(rops, make_town("Konin", "konin", "3062011", 52.22, 18.25), "konin")
    foreign = make_centre(other, make_town("Opole", "opole", "1661011", 50.67, 17.93), "opole")
    lawyer = make_service(rops, "lawyer", "prawnik", is_sensitive=True)
    advice = make_service(rops, "advice", "pierwsza rozmowa", topic=Topic.STAY)
    residence = make_service(rops, "residence-card", "karta pobytu: dyżur urzędu", topic=Topic.STAY)
    for service in (lawyer, advice, residence):
        for centre in (poznan, konin):
            ServiceAtCentre.objects.create(
                service=service, centre=centre, languages=["pl", "uk"], interpreter_languages=["ar"], is_walk_in=service == advice
            )
    room = Room.objects.create(centre=poznan, name="4", floor="1")
    people = {
        "zuzanna": make_user("Zuzanna Kubiak", "zuzanna@mosty.example"),
        "oksana": make_user("Oksana Tkaczenko", "oksana@mosty.example", language="uk"),
        "marta": make_user("Marta Wrzesińska", "marta@mosty.example"),
        "hanna": make_user("Hanna Lis", "hanna@mosty.example"),
        "ewa": make_user("Ewa Sikora", "ewa@mosty.example"),
        "karolina": make_user("Karolina Nowaczyk", "karolina@mosty.example"),
        "joanna": make_user("Joanna Matecka", "joanna@mosty.example", second_factor=False),
        "piotr": make_user("Piotr Zych", "piotr@mosty.example"),
        "adam": make_user("Adam Obcy", "adam@mosty.example"),
        "natalia": make_user("Natalia Sobczak", "natalia@mosty.example"),
        "tadeusz": make_user("Tadeusz Bąk", "tadeusz@mosty.example"),
        "daria": make_user("Daria Melnyk", "daria@mosty.example", language="uk"),
        "robert": make_user("Robert Nowicki", "robert@mosty.example"),
        "nino": make_user("Nino Kiknadze", "nino@mosty.example", language="en"),
        "nikt": make_user("Nikt", "nikt@mosty.example", second_factor=False),
    }
    employ(people["zuzanna"], Role.RECEPTION, rops, poznan)
    employ(people["oksana"], Role.ADVISER, rops, poznan)
    employ(people["marta"], Role.ADVISER, rops, poznan)
    employ(people["hanna"], Role.MANAGER, rops, poznan)
    employ(people["ewa"], Role.RECEPTION, rops, konin)
    employ(people["karolina"], Role.SPECIALIST, rops, poznan)
    employ(people["joanna"], Role.COORDINATOR, rops)
    employ(people["piotr"], Role.DPO, rops)
    employ(people["adam"], Role.MANAGER, other, foreign)
    employ(people["natalia"], Role.GUIDE_EDITOR, rops)
    employ(people["tadeusz"], Role.TOWN_EDITOR, rops, konin)
    employ(people["daria"], Role.TRANSLATOR, rops, language="uk")
    employ(people["robert"], Role.REVIEWER, rops)
    employ(people["nino"], Role.REVIEWER, rops, language="ka")
    tomasz = Provider.objects.create(
        organization=rops, kind=ProviderKind.EXPERT, name="Tomasz Grzelak", sign="TG", titles={"pl": "prawnik"}, languages=["pl", "uk"]
    )
    oksana_duty = Provider.objects.create(
        organization=rops, kind=ProviderKind.EXPERT, name="Oksana Tkaczenko", sign="OT", languages=["uk", "ru", "pl"], user=people["oksana"]
    )
    office = Provider.objects.create(
        organization=wuw,
        kind=ProviderKind.GUEST_OFFICE,
        name="Wielkopolski Urząd Wojewódzki",
        sign="WUW",
        languages=["pl"],
        user=people["karolina"],
    )
    return Cast(rops, wuw, other, poznan, konin, foreign, lawyer, advice, residence, tomasz, oksana_duty, office, room, people)


def read_english(cast: Cast) -> Cast:
    """Everybody reads the desk in English: what the pages say is compared with the words of the code."""
    for user in cast.people.values():
        user.language = "en"
    User.objects.filter(pk__in=[user.pk for user in cast.people.values()]).update(language="en")
    return cast
