"""A network of many invented centres in real towns, to see what five hundred of them cost. For tests and the benchmark only."""

from datetime import date, time, timedelta


def grow(count: int, days: int = 28) -> None:
    """So many centres more, each with hours, a phone, every service, and two experts of the first service on duty so many days."""
    from mosty.appointments.models import DutySession
    from mosty.core import gazetteer
    from mosty.core import time as clock
    from mosty.directory.models import Centre, CentreState, Organization, Phone, Provider, Schedule, Service, ServiceAtCentre, Town

    organization = Organization.objects.order_by("created_at", "pk").first()
    services = list(Service.objects.order_by("order", "slug"))
    assert organization
    assert services
    used = set(Town.objects.values_list("name", flat=True))
    places = [place for place in gazetteer.largest(count + 2 * len(used) + 100) if place.name not in used][:count]
    towns = Town.objects.bulk_create(
        Town(
            slug=place.key,
            name=place.name,
            names={"pl": place.name},
            teryt="0000000",
            voivodeship="00",
            latitude=place.latitude,
            longitude=place.longitude,
        )
        for place in places
    )
    centres = Centre.objects.bulk_create(
        Centre(
            organization=organization,
            slug=town.slug,
            name=f"Centrum {town.name}",
            names={"pl": f"Centrum {town.name}"},
            town=town,
            street="ul. Długa 1",
            latitude=town.latitude,
            longitude=town.longitude,
        )
        for town in towns
    )
    CentreState.objects.bulk_create(CentreState(centre=centre, state="open", since_on=date(2022, 3, 1)) for centre in centres)
    Phone.objects.bulk_create(Phone(centre=centre, number="600 100 200") for centre in centres)
    Schedule.objects.bulk_create(
        Schedule(centre=centre, weekday=day, opens_at=time(8), closes_at=time(16), is_sample=True) for centre in centres for day in range(5)
    )
    ServiceAtCentre.objects.bulk_create(
        ServiceAtCentre(centre=centre, service=service, languages=["pl", "uk"], interpreter_languages=["ka"], is_by_appointment=True)
        for centre in centres
        for service in services
    )
    experts = Provider.objects.bulk_create(
        Provider(organization=organization, kind="expert", name=f"Ekspert {number}", sign="E", languages=["pl", "uk"])
        for centre in centres
        for number in range(2)
    )
    coming = [clock.today() + timedelta(days=ahead) for ahead in range(1, days + 1)]
    sittings = [
        DutySession(
            provider=expert,
            centre=centres[at // 2],
            service=services[0],
            on=day,
            starts_at=clock.day_span(day)[0] + timedelta(hours=9 + 3 * (at % 2)),
            ends_at=clock.day_span(day)[0] + timedelta(hours=12 + 3 * (at % 2)),
            slot_minutes=30,
            mode="slots",
            languages=["pl", "uk"],
        )
        for at, expert in enumerate(experts)
        for day in coming
        if day.weekday() < 5
    ]
    DutySession.objects.bulk_create(sittings, batch_size=2_000)
