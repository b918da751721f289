"""The frame of every page of the network: places, who is signed in, whose numbers these are."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right, Role
from mosty.directory import access
from mosty.ui.screens import screen

DESK = "/desk/"  # another face: known by its address only


def page(request, template, context, *, current, status=200):
    """The page in the network's frame. `current` is the URL name of the place in the menu."""
    return screen(request, template, {"frame": frame(request, current), **context}, status=status)


def frame(request, current):
    """Context of `ui/frame_desk.html`."""
    rights = access.rights(request.user)
    memberships = access.memberships(request.user)
    nav = [("network:overview:show", _("Overview"), "chart-column"), ("network:reports:list", _("Frozen reports"), "lock")]
    nav.append(("network:gaps:show", _("Gaps in the guide"), "languages"))
    if Right.STATEMENT_CHANGE in rights:
        nav.append(("network:accessibility:edit", _("Accessibility statement"), "accessibility"))
    whole = [membership.organization.short_name for membership in memberships if membership.centre_id is None]
    single = [membership.centre.town.name for membership in memberships if membership.centre_id is not None]
    return {
        "home_url": reverse("network:overview:show"),
        "nav": [{"url": reverse(name), "label": label, "icon": icon, "current": name == current} for name, label, icon in nav],
        "more": [{"url": DESK, "label": _("To the desk"), "icon": "undo-2", "current": False}] if rights & DESK_RIGHTS else [],
        "search_url": "",
        "search_label": "",
        "who": {"name": request.user.name, "role": ", ".join(dict.fromkeys(str(Role(m.role).label) for m in memberships))},
        "sign_out_url": reverse("account_logout"),
        "languages": [
            {"code": code, "name": name, "current": code == get_language()}
            for code, name in settings.LANGUAGES
            if code in settings.STAFF_LANGUAGES
        ],
        "language_action": reverse("sign_in:language"),
        "place": ", ".join(dict.fromkeys([*whole, *single])),
        "centres": [],
        "is_demo": settings.DEMO,
    }


DESK_RIGHTS = {Right.APPOINTMENT_READ, Right.APPOINTMENT_READ_OWN, Right.CONTACT_COUNT}
