"""The frame of every page of the desk: places, whose desk it is, at which centre."""

from __future__ import annotations

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.accounts.enums import GUIDE_RIGHTS, Right, Role
from mosty.core.errors import PermissionDenied
from mosty.core.texts import told
from mosty.directory import access

EDITOR = "/guide-admin/"  # Wagtail's
NETWORK = "/network/"  # another face: known by its address only
SESSION_KEY = "desk-centre"

# the first of these that a person has says which centres are theirs
PLACE_RIGHTS = (Right.APPOINTMENT_READ, Right.APPOINTMENT_READ_OWN, Right.LOOKS_READ, Right.NUMBERS_READ)


def centres(request):
    """Centres the user works at or watches, read once a request."""
    kept = getattr(request, "_desk_centres", None)
    if kept is None:
        rights = access.rights(request.user)
        right = next((right for right in PLACE_RIGHTS if right in rights), None)
        kept = list(access.visible_centres(request.user, right)) if right else []
        request._desk_centres = kept
    return kept


def centre_of(request, right):
    """The centre the user works at now (chosen in the bar, else the first). Raises `PermissionDenied` without the right there."""
    mine = centres(request)
    chosen = request.session.get(SESSION_KEY)
    centre = next((centre for centre in mine if centre.slug == chosen), mine[0] if mine else None)
    if centre is None:
        raise PermissionDenied
    access.demand(request.user, right, organization=centre.organization_id, centre=centre.pk)
    return centre


def frame(request):
    """Context processor: `frame` for `ui/frame_desk.html` on every page under /desk/."""
    if not request.path.startswith("/desk/") or not request.user.is_authenticated:
        return {}
    rights = access.rights(request.user)
    mine = centres(request)
    chosen = request.session.get(SESSION_KEY)
    current = next((centre for centre in mine if centre.slug == chosen), mine[0] if mine else None)
    roles = dict.fromkeys(str(Role(membership.role).label) for membership in access.memberships(request.user))
    return {
        "frame": {
            "home_url": reverse("desk:today:show"),
            "nav": _places(request, _nav(rights)),
            "more": _places(request, _more(rights)),
            "search_url": reverse("desk:clients:search") if Right.CLIENT_READ in rights else "",
            "search_label": _("Find a person: name, number, phone"),
            "who": {"name": request.user.name, "role": ", ".join(roles)},
            "sign_out_url": reverse("account_logout"),
            "languages": [
                {"code": code, "name": name, "current": code == get_language()}
                for code, name in settings.LANGUAGES
                if code in settings.STAFF_LANGUAGES
            ],
            "language_action": reverse("sign_in:language"),
            "place": str(told(current.names)) or current.name if current else "",
            "centres": [
                {
                    "name": str(told(centre.names)) or centre.name,
                    "url": reverse("desk:today:choose_centre", args=[centre.slug]),
                    "current": centre == current,
                }
                for centre in mine
            ]
            if len(mine) > 1
            else [],
            "is_demo": settings.DEMO,
        }
    }


def _nav(rights):
    """(url name or address, label, icon, part of the address that marks it) of the main places, at most five."""
    places = []
    if Right.APPOINTMENT_READ in rights:
        places.append(("desk:today:show", _("Today"), "house", ("today", "receiving", "visits", "contacts", "encounters")))
    elif Right.APPOINTMENT_READ_OWN in rights:
        places.append(("desk:today:my_duty", _("My duty"), "house", ("today", "encounters")))
    if Right.CLIENT_READ in rights:
        places.append(("desk:clients:list", _("People"), "users", ("clients", "plans", "papers")))
    if Right.ENCOUNTER_RECORD in rights:
        places.append(("desk:cases:mine", _("My work"), "list-checks", ("cases",)))
    if Right.DUTY_READ in rights:
        places.append(("desk:calendar:week", _("Calendar"), "calendar-days", ("calendar", "schedules", "appointments")))
    if Right.RIGHTS_MANAGE in rights:
        places.append(("desk:rights:start", _("Data protection"), "shield-check", ("rights", "retention")))
    if Right.NUMBERS_READ in rights:
        places.append((NETWORK, _("Reports"), "chart-column", ()))
    return places


def _more(rights):
    places = []
    if Right.MESSAGE_READ in rights:
        places.append(("desk:messages:list", _("Messages"), "mail", ("messages",)))
    if Right.LOOKS_READ in rights:
        places.append(("desk:looks:list", _("Who looked"), "eye", ("looks",)))
    if rights & {Right.CLIENT_READ, Right.LOOKS_READ}:
        places.append(("desk:glass:list", _("Opened with a reason"), "lock", ("glass",)))
    if rights & {Right.RETENTION_PREPARE, Right.RETENTION_SIGN}:
        places.append(("desk:retention:show", _("Keeping and deleting"), "archive", ("retention",)))
    if Right.RIGHTS_TAKE in rights and Right.RIGHTS_MANAGE not in rights:
        places.append(("desk:rights:start", _("Data protection"), "shield-check", ("rights",)))
    if rights & GUIDE_RIGHTS:
        places.append((EDITOR, _("Guide"), "book-open", ()))
    return places


def _places(request, places):
    here = request.resolver_match.namespaces[-1] if request.resolver_match and request.resolver_match.namespaces else ""
    found = []
    for name, label, icon, subjects in places:
        try:
            url = name if name.startswith("/") else reverse(name)
        except NoReverseMatch:  # a subject that is not built yet
            continue
        found.append({"url": url, "label": label, "icon": icon, "current": here in subjects})
    return found
