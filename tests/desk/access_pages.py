"""What one address answers to whom: the words in which the access matrix is written."""

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
PROJECTS = ("adviser", "manager", "coordinator")
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
        return other.get(role, other.get(mine, right if mine in self.who else 403))

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


def forms_of(about: str) -> Page:
    """The data protection officer's, of a whole organisation."""
    return Page(("dpo",), about, post=200, asks_right_first=True)


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
