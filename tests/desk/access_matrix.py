"""Who may open what: URL name → a page, for every address of the resolver (tests/architecture/test_urls.py sees to that).

Each page says which roles open it at their own place, and what a GET and, where something can be sent, a POST of nothing
useful answers them. tests/crawler opens every address as everybody; `manage.py access_table` writes docs/access.md from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# role → who of the cast; all work at Poznań or for its organisation but the last three
ROLES = {
    "reception": "zuzanna",
    "adviser": "oksana",
    "specialist": "karolina",
    "manager": "hanna",
    "coordinator": "joanna",
    "dpo": "piotr",
    "stranger": "adam",  # manager of another organisation
    "nowhere": "nikt",  # signs in, works nowhere
    "visitor": "",  # has not signed in
}
INSIDE = ("reception", "adviser", "specialist", "manager", "coordinator", "dpo")
WHOLE_ORGANISATION = ("coordinator", "dpo")
SIGN_IN = 302
ONE_FACTOR = ("coordinator", "nowhere")  # no personal data, no second factor in the cast

COUNTER = ("reception", "adviser", "manager")
RECORDING = ("adviser", "manager")
NUMBERS = ("manager", "coordinator")
LOOKS = ("manager", "dpo")
ROSTER = ("reception", "adviser", "specialist", "manager")


@dataclass(frozen=True)
class Page:
    """One address. `about` is the kind of row in it, or empty.

    `get` and `post` are the answers to those who may (None: not asked), `but` gives single roles another answer to a GET,
    `but_post` to a POST; `own` is a specialist's GET of a row of one's own. `shows` says which kind of rows the GET discloses, so
    that the look must be written down. A stranger has the rights of a manager, in another organisation. With `asks_right_first`
    who has the right nowhere gets 403 for whatever row. `is_elsewhere`: only for a row of another centre of the own organisation.
    """

    who: tuple[str, ...] = ()
    about: str = ""
    get: int = 200
    post: int | None = None
    but: dict[str, int] = field(default_factory=dict)
    but_post: dict[str, int] = field(default_factory=dict)
    shows: str = ""
    is_open: bool = False
    own: int | None = None
    asks_right_first: bool = False
    is_elsewhere: bool = False
    in_words: str = ""

    def status(self, role: str, place: str, method: str = "get") -> int:
        """What the role gets for a row of "poznan", "konin" (another centre of the organisation) or "foreign"."""
        right = self.get if method == "get" else self.post
        assert right is not None
        other = self.but if method == "get" else self.but_post
        if self.is_open:
            return other.get(role, right)
        if role == "visitor":
            return SIGN_IN
        if role == "nowhere":
            return 403
        if right == 405:
            return 405
        mine = "manager" if role == "stranger" else role
        if self.asks_right_first and mine not in (*self.who, *other):
            return 403
        if self.is_elsewhere:
            is_other_centre = place == "konin" and role != "stranger"
            return 403 if mine not in self.who else right if is_other_centre else 404
        if self.about and not self._reaches(role, place):
            return 404
        return other.get(mine, right if mine in self.who else 403)

    def _reaches(self, role: str, place: str) -> bool:
        if role == "stranger":
            return place == "foreign"
        return place == "poznan" or (place == "konin" and role in WHOLE_ORGANISATION)

    def cells(self) -> list[str]:
        """For docs/access.md: what each role gets of its own place, ✓ for whatever is not refused; a button is told by its POST."""
        if self.in_words:
            return [self.in_words] * len(ROLES)
        method = "post" if self.get == 405 else "get"
        place = {} if self.is_elsewhere else {"stranger": "foreign"}
        own = "konin" if self.is_elsewhere else "poznan"
        return [self._cell(role, self.status(role, place.get(role, own), method)) for role in ROLES]

    def _cell(self, role: str, status: int) -> str:
        if role == "visitor" and status == SIGN_IN and not (self.is_open and self.get == SIGN_IN):
            return "sign in"
        return "✓" if status < 400 or (status == 409 and self.is_open) else str(status)


def everybody(**values: object) -> Page:
    """Open to all, signed in or not."""
    return Page(is_open=True, **values)  # type: ignore[arg-type]


def counter(**values: object) -> Page:
    return Page(COUNTER, **values)  # type: ignore[arg-type]


def push(who: tuple[str, ...], about: str, **values: object) -> Page:
    """A button: only to be sent."""
    return Page(who, about, get=405, post=303, **values)  # type: ignore[arg-type]


# a note that is not for reception does not exist
NO_NOTE = {"reception": 404}
# a booking that is not on one's own list does not exist
NO_BOOKING = {"specialist": 404}


def booking(**values: object) -> Page:
    return Page(COUNTER, "appointment", but=NO_BOOKING, **values)  # type: ignore[arg-type]


def receiving() -> Page:
    return Page(COUNTER, "appointment", get=405, post=303, but_post=NO_BOOKING, own=405)


def part(about: str) -> Page:
    """A page of a person's file."""
    return Page(COUNTER, about, post=200, shows="clients.client")


def report() -> Page:
    """Of a whole organisation: who sees the numbers of one centre only finds none."""
    return Page(("coordinator",), "report", but={"manager": 404}, asks_right_first=True)


def officer(about: str, **values: object) -> Page:
    """A row of the data-protection desk: it belongs to the whole organisation."""
    return Page(("dpo",), about, asks_right_first=True, **values)  # type: ignore[arg-type]


def closed(about: str = "") -> Page:
    """A page of allauth that this house does not offer."""
    return everybody(about=about, get=404, post=404)


def entrance() -> Page:
    """Who is inside is led on."""
    return Page(is_open=True, get=302, post=302, but={"visitor": 200}, but_post={"visitor": 200})


def signed_in(about: str = "", *, get: int = 200, post: int | None = None, one_factor: int | None = None) -> Page:
    """One's own account. `one_factor` answers those who have no second factor."""
    but = {"visitor": SIGN_IN} | (dict.fromkeys(ONE_FACTOR, one_factor) if one_factor else {})
    return Page(is_open=True, about=about, get=get, post=post, but=but, but_post=but)


MATRIX: dict[str, Page] = {
    # for everybody
    "healthz": everybody(),
    "choose_language": everybody(),
    "sitemap": everybody(),
    "robots": everybody(),
    "favicon": everybody(get=302),
    "media": everybody(about="file", get=404, in_words="✓"),  # pictures and films of the guide; the crawler asks for one that is none
    "portal:home": everybody(),
    "portal:emergency": everybody(),
    "portal:privacy": everybody(),
    "portal:centres:list": everybody(),
    "portal:centres:detail": everybody(about="centre"),
    "portal:accessibility": everybody(),
    "portal:guide:index": everybody(),
    "portal:guide:changes": everybody(),
    "portal:guide:page": everybody(about="article"),
    "portal:paper:choose": everybody(post=422),
    "portal:paper:job": everybody(about="paper"),
    "portal:paper:fetch": everybody(about="paper", get=302),
    "portal:guide:wish": everybody(about="article", get=302, post=303),
    "portal:plans:find": everybody(post=200),
    "portal:plans:paper": everybody(get=302, post=422),
    "portal:search:find": everybody(),
    "portal:search:suggest": everybody(),
    "portal:services:list": everybody(),
    "portal:services:detail": everybody(about="service"),
    "portal:numbers:year": everybody(),
    "portal:numbers:data": everybody(),
    "portal:booking:start": everybody(),
    "portal:booking:times": everybody(about="offer"),
    "portal:booking:keep": everybody(about="offer", get=302, post=409),
    "portal:booking:find": everybody(post=200),
    # whoever knows the secret address
    "portal:booking:contact": everybody(about="held", post=200),
    "portal:booking:check": everybody(about="held", post=302),
    "portal:booking:visit": everybody(about="booked"),
    "portal:booking:calendar": everybody(about="booked"),
    "portal:booking:move": everybody(about="booked", post=409),
    "portal:booking:cancel": everybody(about="booked", post=302),
    # the counter
    "desk:today:show": counter(but={"specialist": 302, "dpo": 302, "coordinator": 302}, shows="appointments.appointment"),
    "desk:today:paper": counter(shows="appointments.appointment"),
    "desk:today:my_duty": Page(("adviser", "specialist", "manager")),
    "desk:today:choose_centre": push(INSIDE, "centre"),
    "desk:receiving:arrive": receiving(),
    "desk:receiving:take_back": receiving(),
    "desk:receiving:start": receiving(),
    "desk:receiving:miss": receiving(),
    "desk:visits:new": counter(post=200),
    "desk:visits:take": push(RECORDING, "visit"),
    "desk:visits:give_back": push(RECORDING, "visit"),
    "desk:visits:close": push(COUNTER, "visit"),
    "desk:contacts:new": counter(post=200),
    "desk:contacts:change": counter(about="contact", post=200),
    "desk:contacts:undo": push(COUNTER, "contact"),
    "desk:contacts:attach": counter(about="contact", post=200),
    "desk:contacts:of_person": counter(about="client", post=200, shows="clients.client"),
    "desk:encounters:new": Page(RECORDING, post=200),
    "desk:encounters:show": Page(RECORDING, "encounter", shows="casework.encounter"),
    "desk:encounters:change": Page(RECORDING, "encounter", post=200, shows="casework.encounter"),
    "desk:clients:list": counter(shows="clients.client"),
    "desk:clients:search": counter(get=302, post=200),
    "desk:clients:new": counter(get=302, post=200),
    "desk:clients:show": counter(about="client", shows="clients.client"),
    "desk:clients:change": counter(about="client", post=200, shows="clients.client"),
    "desk:clients:phone": Page(COUNTER, "client", get=405, post=200),
    "desk:clients:details": part("client"),
    "desk:clients:contact": part("client"),
    "desk:clients:names": part("client"),
    "desk:clients:name": part("name"),
    "desk:clients:documents": part("client"),
    "desk:clients:document": part("document"),
    "desk:clients:number": Page(COUNTER, "document", get=405, post=200),
    "desk:clients:stay": part("client"),
    "desk:clients:status": part("status"),
    "desk:clients:family": part("client"),
    "desk:clients:relative": part("relative"),
    "desk:clients:deadlines": part("client"),
    "desk:clients:deadline": part("deadline"),
    "desk:clients:merge": part("client"),
    "desk:clients:compare": part("pair"),
    "desk:clients:merges": counter(shows="clients.client"),
    "desk:clients:undo": push(COUNTER, "merge"),
    # needs and plan of a person
    "desk:plans:show": Page(RECORDING, "client", shows="clients.client"),
    "desk:plans:change": Page(RECORDING, "client", post=200, shows="clients.client"),
    "desk:plans:need_new": Page(RECORDING, "client", post=200, shows="clients.client"),
    "desk:plans:need_change": Page(RECORDING, "need", post=200, shows="clients.client"),
    "desk:plans:assess": Page(RECORDING, "client", post=200, shows="clients.client"),
    "desk:plans:assessment": Page(RECORDING, "assessment", shows="casework.assessment"),
    "desk:plans:tick": push(RECORDING, "plan_action"),
    "desk:plans:earlier": Page(RECORDING, "plan", shows="casework.plan"),
    "desk:plans:close": Page(RECORDING, "plan", post=303, shows="casework.plan"),
    "desk:plans:paper": Page(RECORDING, "plan", shows="casework.plan"),
    "desk:plans:code": Page(RECORDING, "plan", post=200, shows="casework.plan"),
    "desk:plans:withdraw": push(RECORDING, "plan_copy"),
    # forms to print and sign
    "desk:papers:blanks": counter(),
    "desk:papers:blank": counter(),
    "desk:papers:choose": counter(about="client", shows="clients.client"),
    "desk:papers:paper": counter(about="client", shows="clients.client"),
    "desk:messages:list": counter(shows="comms.message"),
    "desk:messages:retry": counter(about="message", get=303, post=303),
    "desk:looks:list": Page(LOOKS),
    "desk:looks:file": Page(LOOKS, "client"),
    "desk:looks:paper": Page(LOOKS, "client"),
    # notes; what is kept or thrown away is one's own
    "desk:notes:new": counter(about="client", post=200, shows="clients.client"),
    "desk:notes:keep": push(COUNTER, "client"),
    "desk:notes:discard": push(COUNTER, "client"),
    "desk:undo:back": Page(INSIDE, "client", get=405, post=404, in_words="own acts, for ten minutes"),
    "desk:notes:show": Page(RECORDING, "note", but=NO_NOTE, shows="casework.note"),
    "desk:notes:change": Page(RECORDING, "note", post=200, but=NO_NOTE, but_post=NO_NOTE, shows="casework.note"),
    # files and scans
    "desk:documents:list": counter(about="client", post=200, shows="clients.client"),
    "desk:documents:show": Page(RECORDING, "upload", post=200, but=NO_NOTE, but_post=NO_NOTE, shows="casework.document"),
    "desk:documents:open": Page(RECORDING, "upload", but=NO_NOTE, shows="casework.document"),
    "desk:documents:download": Page(RECORDING, "upload", but=NO_NOTE, shows="casework.document"),
    "desk:documents:remove": Page(RECORDING, "upload", get=405, post=200, but_post=NO_NOTE),
    # files of another centre, for a reason
    "desk:retention:show": Page((*LOOKS, "coordinator"), post=200),
    "desk:retention:list": Page((*LOOKS, "coordinator"), post=404),
    "desk:retention:rule": Page(("dpo",), get=404, post=404),
    "desk:retention:soon": Page(("dpo",)),
    "desk:retention:holds": Page(("dpo",), post=200),
    "desk:glass:list": Page((*COUNTER, "dpo")),
    "desk:glass:hide": counter(about="client", post=200, shows="clients.client"),
    "desk:glass:break": Page(COUNTER, "client", post=200, is_elsewhere=True),
    "desk:glass:review": officer("glass", get=405, post=303),
    "desk:glass:seen": Page(  # one's own; the adviser's
        ("adviser",),
        "glass_notice",
        get=405,
        post=303,
        but_post=dict.fromkeys(("reception", "specialist", "manager", "coordinator", "dpo"), 404),
    ),
    # the data-protection desk; the counter writes down, the officer does the rest
    "desk:rights:start": Page((*COUNTER, "dpo")),
    "desk:rights:request_new": Page((*COUNTER, "dpo"), post=200),
    "desk:rights:authority_new": Page((*COUNTER, "dpo"), post=200),
    "desk:rights:breach_new": Page((*COUNTER, "dpo"), post=200),
    "desk:rights:requests": Page(("dpo",)),
    "desk:rights:request": officer("data_request", post=200, shows="clients.datarequest"),
    "desk:rights:export": officer("data_request", get=405, post=303),
    # only a psychologist or a lawyer, whom the cast does not have
    "desk:rights:release": Page(RECORDING, "data_request", get=404, post=404, asks_right_first=True),
    "desk:rights:lift": officer("restriction", get=405, post=303),
    "desk:rights:authorities": Page(("dpo",), shows="clients.authorityrequest"),
    "desk:rights:register_csv": Page(("dpo",), shows="clients.authorityrequest"),
    "desk:rights:register_pdf": Page(("dpo",), shows="clients.authorityrequest"),
    "desk:rights:authority": officer("authority", post=200, shows="clients.authorityrequest"),
    "desk:rights:authority_export": officer("authority", get=405, post=303),
    "desk:rights:breaches": Page(("dpo",)),
    "desk:rights:breach": officer("breach", post=200),
    "desk:rights:activities": Page(("dpo",), post=303),
    "desk:rights:activity_new": Page(("dpo",), post=200),
    "desk:rights:activity": officer("activity", post=200),
    "desk:rights:record_csv": Page(("dpo",)),
    "desk:rights:record_xlsx": Page(("dpo",)),
    "desk:rights:record_pdf": Page(("dpo",)),
    # cases
    "desk:cases:mine": Page(RECORDING),
    "desk:cases:show": Page(RECORDING, "client", post=200, shows="clients.client"),
    # the roster
    "desk:calendar:week": Page(ROSTER),
    "desk:calendar:mine": Page(("adviser", "specialist", "manager")),
    "desk:calendar:session": Page(ROSTER, "session", post=200, but_post={"specialist": 403}),
    "desk:calendar:exception_new": Page(("manager",), post=200),
    "desk:calendar:exception_withdraw": Page(("manager",), "exception", post=303),
    "desk:calendar:care": counter(shows="appointments.appointment"),
    "desk:schedules:list": Page(ROSTER),
    "desk:schedules:show": Page(ROSTER, "schedule"),
    "desk:schedules:new": Page(("manager",), post=200),
    "desk:schedules:change": Page(("manager",), "schedule", post=200),
    "desk:schedules:end": Page(("manager",), "schedule", post=200),
    "desk:appointments:detail": booking(own=200, shows="appointments.appointment"),
    "desk:appointments:move": booking(post=200, but_post=NO_BOOKING, own=403, shows="appointments.appointment"),
    "desk:appointments:cancel": booking(post=303, but_post=NO_BOOKING, own=403, shows="appointments.appointment"),
    # the numbers
    "network:overview:show": Page(NUMBERS),
    "network:overview:export_csv": Page(NUMBERS),
    "network:overview:export_xlsx": Page(NUMBERS),
    "network:accessibility:edit": Page(("coordinator",), post=200),
    "network:accessibility:words": Page(("coordinator",), post=200),
    "network:gaps:show": Page(NUMBERS),
    "network:reports:list": Page(NUMBERS),
    "network:reports:freeze": Page(("coordinator",), post=200),
    "network:reports:show": report(),
    "network:reports:export_csv": report(),
    "network:reports:export_xlsx": report(),
    # the door; allauth's names of what this house does not offer lead nowhere
    "sign_in:login": entrance(),
    "sign_in:home": everybody(get=302),
    "sign_in:language": everybody(get=303, post=303),
    "sign_in:demo": closed("person"),
    "sign_in:recovery_codes": signed_in(get=404),  # nobody of the cast has made any
    "sign_in:no_signup": closed(),
    "sign_in:no_email": closed(),
    "sign_in:no_confirm_email": closed(),
    "sign_in:no_confirm_email_key": closed("rest"),
    "sign_in:no_login_code": closed(),
    "sign_in:no_password_set": closed(),
    "sign_in:no_download": closed(),
    "account_login": entrance(),
    "account_logout": everybody(post=302, but={"visitor": 302}),
    "account_inactive": everybody(),
    "account_signup": closed(),
    "account_reauthenticate": signed_in(post=200),
    "account_email": closed(),
    "account_email_verification_sent": closed(),
    "account_change_password": signed_in(post=200),
    "account_set_password": closed(),
    "account_reset_password": everybody(post=200),
    "account_confirm_login_code": closed(),
    "account_confirm_email": closed("rest"),
    "account_reset_password_from_key_done": everybody(),
    "account_reset_password_from_key": everybody(about="reset"),
    "account_reset_password_done": everybody(),
    "mfa_index": signed_in(),
    "mfa_authenticate": everybody(get=302, post=302),
    "mfa_reauthenticate": signed_in(post=200, one_factor=302),
    "mfa_activate_totp": signed_in(get=302, post=302, one_factor=200),
    "mfa_deactivate_totp": signed_in(post=302, one_factor=404),
    "mfa_view_recovery_codes": signed_in(get=404),
    "mfa_generate_recovery_codes": Page(
        is_open=True, post=302, but={"visitor": 302}, but_post={"visitor": 302, **dict.fromkeys(ONE_FACTOR, 200)}
    ),
    "mfa_download_recovery_codes": closed(),
    "mfa_list_webauthn": signed_in(),
    "mfa_add_webauthn": signed_in(post=200),
    "mfa_reauthenticate_webauthn": everybody(get=302, post=302),
    "mfa_remove_webauthn": signed_in("key", get=404, post=404),
    "mfa_edit_webauthn": signed_in("key", get=404, post=404),
    "mfa_login_webauthn": everybody(get=302, post=302),
    # of developers, off outside tests and `make run`
    "ui:gallery": everybody(about="language"),
    # Wagtail's own: who edits the guide: tests/guide/editors/test_roles.py
    "guide-admin:*": everybody(get=302, post=302, in_words="–"),
    # Django's own, one rule for all its names: superusers only, whom the cast does not have
    "admin:*": everybody(get=302, post=302, in_words="–"),
}
