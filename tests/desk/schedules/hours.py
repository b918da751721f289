"""What a manager types."""

from datetime import date

TODAY = date(2026, 11, 25)  # a Wednesday, 11:20 in Warsaw
LIST, NEW = "/desk/schedules/", "/desk/schedules/new/"


def typed(cast, **values):
    """The lawyer on Tuesdays and Fridays 10–12 from next week on."""
    given = {
        "provider": str(cast.tomasz.pk),
        "service": str(cast.lawyer.pk),
        "weekdays": ["1", "4"],
        "starts_at": "10:00",
        "ends_at": "12:00",
        "starts_again_at": "",
        "ends_again_at": "",
        "every_weeks": "1",
        "mode": "slots",
        "slot_minutes": "30",
        "places": "1",
        "meeting": "on-site",
        "room": str(cast.room.pk),
        "languages": [],
        "valid_from": "2026-12-01",
        "valid_to": "",
    }
    return given | values


def url(schedule, page=""):
    return f"{LIST}{schedule.pk}/{page}"


def text(answer):
    return " ".join(answer.content.decode().split())
