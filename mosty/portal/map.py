"""The map of the centres: an outline and numbered towns, drawn on the server. Nothing is asked from anybody else.

North is up and east is at the right in every language; only the list beside the map follows the direction of the script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, dist, radians

from mosty.portal.boundary import RING

SCALE = 222.0  # units of the drawing to a degree of latitude: the whole region is 560 high
MIDDLE = cos(radians(52.3))  # a degree of longitude is that much shorter here
PIN = 15.0
MARGIN = 26.0
LETTER = 9.6  # width of a letter of a town's name, measured on the widest of our scripts
SMALL_LETTER = 7.6
LABEL_HEIGHT = 36.0
MOST_COVERED = 0.06  # of its words by others, or of others by its words
STEP = 6.0  # units between the points of the boundary that words shall not cover
ON_BOUNDARY = 30.0  # what one such point weighs, in units of covered area

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """What shall be on the map."""

    number: int
    name: str
    note: str
    href: str
    latitude: float
    longitude: float
    is_here: bool = False
    language: str = ""


@dataclass(frozen=True)
class Pin:
    """Where it is drawn, and where its words stand so that they cover nothing; without words where the towns lie too close."""

    place: Place
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    has_words: bool = True

    @property
    def number_y(self) -> float:
        return self.y + 5.5

    @property
    def note_y(self) -> float:
        return self.text_y + 17


@dataclass(frozen=True)
class Outline:
    """The land: an SVG path and the size of the drawing."""

    path: str
    west: float
    north: float
    width: float
    height: float
    steps: tuple[tuple[float, float], ...]


@lru_cache(maxsize=1)
def outline() -> Outline:
    """The region, projected once (equirectangular: on 250 km nobody sees the difference)."""
    ring = [tuple(map(float, pair.split(","))) for pair in RING.split()]
    west, north = min(longitude for longitude, _ in ring), max(latitude for _, latitude in ring)
    points = [((longitude - west) * MIDDLE * SCALE, (north - latitude) * SCALE) for longitude, latitude in ring]
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points[:-1]) + "Z"
    return Outline(path, west, north, max(x for x, _ in points), max(y for _, y in points), _steps(points))


def _steps(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Points along the boundary, close together."""
    found = []
    for (x, y), (next_x, next_y) in pairwise(points):
        count = ceil(dist((x, y), (next_x, next_y)) / STEP) or 1
        found += [(x + (next_x - x) * part / count, y + (next_y - y) * part / count) for part in range(count)]
    return tuple(found)


def view_box() -> str:
    """The part of the plane that is shown."""
    land = outline()
    return f"{-MARGIN:.0f} {-MARGIN:.0f} {land.width + 2 * MARGIN:.0f} {land.height + 2 * MARGIN:.0f}"


def pins(places: Iterable[Place]) -> list[Pin]:
    """Pins with their words, in the given order. What lies far outside the region is left to the list."""
    land = outline()
    spots = [(place, *_project(place, land)) for place in places]
    spots = [spot for spot in spots if -MARGIN <= spot[1] <= land.width + MARGIN and -MARGIN <= spot[2] <= land.height + MARGIN]
    taken: list[Box] = [_around(x, y) for _, x, y in spots]
    drawn = []
    for place, x, y in spots:
        pin, box = _with_words(place, x, y, [box for box in taken if box != _around(x, y)], land)
        if pin.has_words:
            taken.append(box)
        drawn.append(pin)
    return drawn


def _project(place: Place, land: Outline) -> tuple[float, float]:
    return (place.longitude - land.west) * MIDDLE * SCALE, (land.north - place.latitude) * SCALE


def _around(x: float, y: float) -> Box:
    return x - PIN, y - PIN, x + PIN, y + PIN


def _with_words(place: Place, x: float, y: float, taken: list[Box], land: Outline) -> tuple[Pin, Box]:
    """The first of six places around the pin where the words cover nothing, else the one that covers least of pins, words and boundary."""
    width = max(len(place.name) * LETTER, len(place.note) * SMALL_LETTER)
    candidates = [
        ("start", x + PIN + 7, y - 2),
        ("end", x - PIN - 7, y - 2),
        ("middle", x, y + PIN + 18),
        ("middle", x, y - PIN - 26),
        ("start", x + PIN, y + PIN + 14),
        ("end", x - PIN, y + PIN + 14),
    ]
    tried: list[tuple[float, int, str, float, float, Box]] = []
    for anchor, text_x, text_y in candidates:
        start = text_x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (start, text_y - 16, start + width, text_y - 16 + LABEL_HEIGHT)
        outside = max(0.0, -MARGIN - box[0]) + max(0.0, box[2] - land.width - MARGIN)
        crossed = sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in land.steps)
        cost = sum(_shared(box, other) for other in taken) + outside * LABEL_HEIGHT + crossed * ON_BOUNDARY
        tried.append((cost, len(tried), anchor, text_x, text_y, box))
    covered, _, anchor, text_x, text_y, box = min(tried)
    return Pin(place, x, y, text_x, text_y, anchor, covered < MOST_COVERED * width * LABEL_HEIGHT), box


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)
