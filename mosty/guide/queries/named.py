"""Who helps: the services and centres of the directory that texts name. Only keys stand in the texts; all else is as the directory says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mosty.directory.queries import hours, places

if TYPE_CHECKING:
    from mosty.directory.models import Centre, Service
    from mosty.guide.queries.parts import Part


@dataclass(frozen=True)
class Helpers:
    """By slug. A centre that the directory does not know, or no longer, is in neither."""

    services: dict[str, Service] = field(default_factory=dict)
    centres: dict[str, Centre] = field(default_factory=dict)
    gone: dict[str, Centre] = field(default_factory=dict)


def helpers_of(parts: Iterable[Part]) -> Helpers:
    """Whatever the parts name. One query for services and ten for centres, however many; none for parts that name nothing."""
    parts = list(parts)
    services = {part.service for part in parts if part.service}
    slugs = {part.centre for part in parts if part.centre}
    centres = list(places.centres().filter(slug__in=slugs)) if slugs else []
    return Helpers(
        {service.slug: service for service in places.services().filter(slug__in=services)} if services else {},
        {centre.slug: centre for centre in centres if not hours.is_gone(centre)},
        {centre.slug: centre for centre in centres if hours.is_gone(centre)},
    )
