"""What the page of a person says about projects."""

from mosty.programme.access.projects import can_enrol
from mosty.programme.queries.participants import choices_for, participations_of


def projects_box(user, client):
    """For `desk/projects/_box.html`: open participations with their numbers. Nothing for who does not enrol."""
    if not can_enrol(user, client):
        return {"reads": False, "open": [], "has_ended": False, "can_begin": False}
    rows = participations_of(client)
    inside = [one for one in rows if one.row.exit_on is None]
    return {"reads": True, "open": inside, "has_ended": len(rows) > len(inside), "can_begin": bool(choices_for(client))}
