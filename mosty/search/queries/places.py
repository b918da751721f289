"""Entries of services and centres, from the directory."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from mosty.directory.models import Centre, Service
from mosty.directory.queries import places
from mosty.search.enums import Field, Kind, NewEntry, Passage


def service_entries(slug: str = "") -> Iterator[NewEntry]:
    """The service (without a slug: every one) in every language that it has a name in. Two queries at most."""
    for service in places.services():
        if slug in {"", service.slug}:
            yield from _service(service)


def centre_entries(slug: str = "") -> Iterator[NewEntry]:
    """The open centre (without a slug: every one) in every language of the portal. A constant number of queries."""
    wanted = [centre for centre in places.listed() if slug in {"", centre.slug}]
    for centre in places.in_order(wanted):
        yield from _centre(centre)


def _service(service: Service) -> Iterator[NewEntry]:
    for language in service.names:
        texts = [service.audience.get(language, ""), *(paper.get(language, "") for paper in service.documents)]
        yield NewEntry(
            kind=Kind.SERVICE,
            key=service.slug,
            language=language,
            title=service.names[language],
            summary=service.summaries.get(language, ""),
            address=f"services/{service.slug}/",
            passages=[Passage(Field.TEXT, text) for text in texts if text],
        )


def _centre(centre: Centre) -> Iterator[NewEntry]:
    for language in dict(settings.LANGUAGES):
        town = centre.town.names.get(language, centre.town.name)
        services = [place.service.names.get(language, "") for place in centre.services.all()]
        yield NewEntry(
            kind=Kind.CENTRE,
            key=centre.slug,
            language=language,
            title=centre.names.get(language, centre.name),
            summary=f"{centre.street}, {centre.town.name}",
            address=f"centres/{centre.slug}/",
            passages=[
                Passage(Field.KEYWORD, town),
                Passage(Field.KEYWORD, centre.town.name, "pl"),
                *(Passage(Field.TEXT, name) for name in services if name),
            ],
        )
