"""The network itself: organisations, towns, centres, hours, services, experts and their weekly duty. No people who come for help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from mosty.appointments.models import DutySchedule
from mosty.directory.enums import OrganizationKind, ProviderKind, State
from mosty.directory.models import (
    Accessibility,
    Centre,
    CentreState,
    Contact,
    Organization,
    Phone,
    Provider,
    Room,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtCentre,
    Town,
)
from mosty.programme.management.demo import calendar, source
from mosty.programme.management.demo.roster import DUTIES, EXPERTS, OPENED_ON, Duty

WIELKOPOLSKIE = "30"
PLANNED_ON = date(2021, 10, 21)  # the grant agreement
WITH_INTERPRETER = ("en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar")


@dataclass
class Network:
    """The rows of the network by the keys of the data files."""

    organizations: dict[str, Organization]
    centres: dict[str, Centre]
    rooms: dict[tuple[str, int], Room]
    services: dict[str, Service]
    providers: dict[str, Provider]
    schedules: list[DutySchedule]
    shares: dict[str, int]


def load(today: date) -> Network:
    """Write the network and return its rows. Wants an open transaction and an empty directory."""
    organizations = {
        entry["key"]: Organization.objects.create(
            name=entry["name"],
            short_name=entry["short_name"],
            kind=OrganizationKind(entry["kind"]),
            names=entry["names"],
            is_demo=True,
        )
        for entry in source.read("organizations")
    }
    towns = {entry["slug"]: _town(entry) for entry in source.read("towns")}
    listed = source.read("centres")
    centres = {entry["slug"]: _centre(entry, organizations["rops"], towns) for entry in listed["centres"]}
    rooms = {
        (entry["slug"], number): Room.objects.create(centre=centres[entry["slug"]], name=name, floor="0" if number < 4 else "1")
        for entry in listed["centres"]
        for number, name in enumerate(entry["rooms"], start=1)
    }
    ScheduleException.objects.bulk_create(calendar.exceptions(centres, today))
    services = _services(organizations)
    providers = _providers(organizations)
    schedules = [_schedule(duty, centres, rooms, services, providers) for duty in DUTIES]
    DutySchedule.objects.bulk_create(schedules)
    _places(centres, services)
    shares = {entry["slug"]: entry["share"] for entry in listed["centres"]}
    return Network(organizations, centres, rooms, services, providers, schedules, shares)


def _town(entry: dict[str, Any]) -> Town:
    return Town.objects.create(
        slug=entry["slug"],
        name=entry["names"]["pl"],
        names=entry["names"],
        teryt=entry["teryt"],
        voivodeship=WIELKOPOLSKIE,
        latitude=entry["latitude"],
        longitude=entry["longitude"],
    )


def _centre(entry: dict[str, Any], organization: Organization, towns: dict[str, Town]) -> Centre:
    texts = source.read("centres")
    centre = Centre.objects.create(
        organization=organization,
        slug=entry["slug"],
        name=entry["name"],
        names=entry["names"],
        town=towns[entry["town"]],
        street=entry["street"],
        latitude=entry["latitude"],
        longitude=entry["longitude"],
        directions=entry["directions"],
        walk_in_note=texts["walk_in_note"],
    )
    CentreState.objects.create(centre=centre, state=State.PLANNED, since_on=PLANNED_ON, note=texts["planned_note"])
    CentreState.objects.create(centre=centre, state=State.OPEN, since_on=OPENED_ON)
    Phone.objects.create(centre=centre, number=entry["phone"], label=texts["phone_label"], languages=["pl", "uk", "ru", "en"])
    Contact.objects.create(centre=centre, title=texts["contact_title"], email=entry["email"])
    for kind in entry["accessibility"]:
        note = texts["bell_note"] if kind == "bell" else texts["sample_note"]
        Accessibility.objects.create(centre=centre, kind=kind, note=note)
    hours = entry["hours"]
    opens_at, closes_at = (time.fromisoformat(clock) for clock in hours["usual"])
    Schedule.objects.bulk_create(
        Schedule(
            centre=centre,
            weekday=weekday,
            opens_at=opens_at,
            closes_at=time.fromisoformat(hours["until"]) if weekday == hours["late"] else closes_at,
            valid_from=OPENED_ON,
            is_sample=True,
        )
        for weekday in range(5)
    )
    return centre


def _services(organizations: dict[str, Organization]) -> dict[str, Service]:
    book = source.read("services")
    return {
        entry["slug"]: Service.objects.create(
            organization=organizations[entry["organization"]],
            slug=entry["slug"],
            code=entry["code"],
            icon=entry["icon"],
            topic=entry["topic"],
            names=entry["names"],
            summaries=entry["summaries"],
            audience=book["audiences"][entry["audience"]],
            documents=[book["documents"][key] for key in entry["documents"]],
            minutes=entry["minutes"],
            is_sensitive=entry["is_sensitive"],
            order=order,
        )
        for order, entry in enumerate(book["services"], start=1)
    }


def _providers(organizations: dict[str, Organization]) -> dict[str, Provider]:
    titles = source.read("titles")
    return {
        expert.key: Provider.objects.create(
            organization=organizations[expert.organization],
            kind=ProviderKind.GUEST_OFFICE if expert.is_guest else ProviderKind.EXPERT,
            name=expert.name,
            names=organizations[expert.organization].names if expert.is_guest else {},
            sign=expert.sign,
            titles=titles[expert.title],
            languages=expert.languages.split(),
        )
        for expert in EXPERTS
    }


def _schedule(
    duty: Duty,
    centres: dict[str, Centre],
    rooms: dict[tuple[str, int], Room],
    services: dict[str, Service],
    providers: dict[str, Provider],
) -> DutySchedule:
    return DutySchedule(
        provider=providers[duty.expert],
        centre=centres[duty.centre],
        service=services[duty.service],
        room=rooms[duty.centre, duty.room],
        weekday=duty.weekday,
        starts_at=duty.starts_at,
        ends_at=duty.ends_at,
        slot_minutes=duty.slot,
        mode="walk-in" if duty.is_walk_in else "slots",
        meeting=duty.meeting,
        languages=providers[duty.expert].languages,
        every_weeks=duty.every_weeks,
        valid_from=OPENED_ON,
        is_sample=True,
    )


def _places(centres: dict[str, Centre], services: dict[str, Service]) -> None:
    """How each centre gives each service: as its roster says, and classes by asking."""
    book = source.read("services")
    languages = {expert.key: expert.languages.split() for expert in EXPERTS}
    for entry in book["services"]:
        for slug in entry["centres"]:
            duties = [duty for duty in DUTIES if duty.centre == slug and duty.service == entry["slug"]]
            spoken = list(dict.fromkeys(code for duty in duties for code in languages[duty.expert])) or ["pl"]
            is_class = entry["kind"] == "class"
            ServiceAtCentre.objects.create(
                service=services[entry["slug"]],
                centre=centres[slug],
                is_on_site=is_class or any(duty.meeting == "on-site" for duty in duties),
                is_by_phone=any(duty.meeting == "phone" for duty in duties) or entry["slug"] == "first-conversation",
                is_online=any(duty.meeting == "online" for duty in duties),
                is_walk_in=entry["kind"] == "walk-in",
                is_by_appointment=entry["kind"] == "bookable",
                languages=spoken,
                interpreter_languages=[] if is_class else [code for code in WITH_INTERPRETER if code not in spoken],
                note=book["notes"][entry["note"]] if entry["note"] else {},
            )
