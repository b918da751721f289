"""Links to the outside: gathered from the guide, looked at over real HTTP on a free port of this machine, written down."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mosty.core import chores
from mosty.guide.actions.links import CHECKER, Checker, gather_at_night, gather_links, write_look
from mosty.guide.actions.looking import Looked, look
from mosty.guide.enums import LinkState
from mosty.guide.models import ArticlePage, Link, LinkUse
from mosty.guide.queries.links import counts, due, troubles
from tests.guide.library import write

TEXT = '<p><a href="https://other.example/a?b=1&amp;c=2">x</a> <a href="/pl/">y</a> <a href="mailto:a@b.pl">z</a></p>'
NIGHT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)  # half past two in Poland


class Site(BaseHTTPRequestHandler):
    """A small site with every kind of trouble."""

    asked: list[str] = []

    def do_GET(self):
        Site.asked.append(f"{self.command} {self.path}")
        if self.path == "/robots.txt":
            return self.answer(200, b"User-agent: *\nDisallow: /secret/\n")
        if self.path == "/get-only" and self.command == "HEAD":
            return self.answer(405)
        moves = {"/moved": (301, "/fine/there"), "/slash": (301, "/slash/"), "/today": (302, "/fine"), "/circle": (302, "/circle")}
        if self.path in moves:
            return self.answer(moves[self.path][0], where=moves[self.path][1])
        return self.answer({"/gone": 404, "/ill": 500, "/members": 403, "/busy": 429}.get(self.path, 200))

    do_HEAD = do_GET

    def answer(self, code, body=b"", where=""):
        self.send_response(code)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def site():
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def seen(address):
    return look(address, agent="MostyLinkCheck/1.0", seconds=5, may_be_private=True)


@pytest.mark.parametrize(
    ("path", "state", "code"),
    [
        ("/fine", LinkState.FINE, 200),
        ("/get-only", LinkState.FINE, 200),
        ("/zażółć?a=ż", LinkState.FINE, 200),
        ("/today", LinkState.FINE, 200),
        ("/slash", LinkState.FINE, 200),
        ("/moved", LinkState.MOVED, 200),
        ("/gone", LinkState.BROKEN, 404),
        ("/ill", LinkState.BROKEN, 500),
        ("/circle", LinkState.BROKEN, 302),
        ("/members", LinkState.CLOSED, 403),
        ("/busy", LinkState.CLOSED, 429),
        ("/secret/page", LinkState.CLOSED, None),
    ],
)
def test_one_look(site, path, state, code):
    found = seen(site + path)
    assert (found.state, found.code) == (state, code)
    assert found.moved_to == (f"{site}/fine/there" if path == "/moved" else f"{site}/slash/" if path == "/slash" else "")


def test_robots_are_asked_first_and_a_closed_page_never(site):
    seen(f"{site}/secret/page")
    assert Site.asked == ["GET /robots.txt"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://nowhere.invalid/",
        "ftp://office.example/",
        "http://",
        "http://[::1",
        "https:///x",
        "http://a..b/",
        "javascript:x",
    ],
)
def test_what_cannot_be_asked_is_broken_and_raises_nothing(address):
    assert look(address, agent="x", seconds=1, may_be_private=True).state == LinkState.BROKEN


def test_own_network_is_never_asked(site):
    assert look(f"{site}/fine", agent="x", seconds=1).state == LinkState.BROKEN
    assert Site.asked == []


@pytest.fixture
def guide(cast, stage, tmp_path):
    stage.load(write(tmp_path))
    return cast


def test_links_are_gathered_with_the_places_where_readers_meet_them(guide):
    assert gather_links() == 1
    link = Link.objects.get()
    assert (link.address, link.host, link.state) == ("https://office.example/rule", "office.example", LinkState.NEW)
    uses = set(LinkUse.objects.order_by("pk").values_list("kind", "key", "language"))
    assert uses >= {("article", "address", "pl"), ("article", "safe", "en"), ("fact", "days", "")}
    assert gather_links() == 0
    page = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    page.body.raw_data[0]["value"]["text"] = TEXT
    page.save()
    assert gather_links() == 1
    assert Link.objects.get(host="other.example").address == "https://other.example/a?b=1&c=2"
    ArticlePage.objects.order_by("pk").delete()
    assert gather_links() == 2
    assert not Link.objects.exists()


def test_one_bad_night_is_not_yet_a_broken_link(db):
    link = Link.objects.create(address="https://a.example/", host="a.example")
    for night, state in enumerate([LinkState.FINE, LinkState.BROKEN, LinkState.BROKEN]):
        assert not troubles()
        write_look(link.pk, Looked(state, 200), at=NIGHT + timedelta(days=night))
    link.refresh_from_db()
    assert list(troubles()) == [link]
    assert (link.failures, link.worked_at, link.checked_at) == (2, NIGHT, NIGHT + timedelta(days=2))
    write_look(link.pk, Looked(LinkState.MOVED, 200, "https://b.example/"), at=NIGHT)
    link.refresh_from_db()
    assert (link.failures, link.moved_to, counts()[LinkState.MOVED]) == (0, "https://b.example/", 1)


def test_who_waits_longest_is_looked_at_and_who_was_fine_is_left_alone(db):
    rows = {
        "new": (LinkState.NEW, None),
        "fine": (LinkState.FINE, NIGHT - timedelta(days=3)),
        "old": (LinkState.FINE, NIGHT - timedelta(days=30)),
        "bad": (LinkState.BROKEN, NIGHT - timedelta(days=1)),
        "tonight": (LinkState.BROKEN, NIGHT - timedelta(minutes=20)),
    }
    for name, (state, at) in rows.items():
        Link.objects.create(address=f"https://{name}.example/", host=name, state=state, checked_at=at)
    assert [link.host for link in due(NIGHT)] == ["new", "old", "bad"]


def test_worker_looks_at_night_one_link_of_a_host_at_a_time_and_never_waits(db, site, settings, monkeypatch):
    settings.LINK_CHECK, settings.LINK_CHECK_PRIVATE = True, True
    now = [NIGHT + timedelta(hours=8)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    for path in ("/fine", "/gone"):
        Link.objects.create(address=site + path, host="127.0.0.1")
    checker = Checker()
    assert checker() == 0
    assert checker.round is None, "by day"
    now[0] = NIGHT
    for _link in range(2):
        assert checker() == 0 or checker.round is not None
        assert len(checker.round.links) == 1
        checker.round.wait(20)
    assert checker() == 1
    assert set(Link.objects.order_by("pk").values_list("state", flat=True)) == {LinkState.FINE, LinkState.BROKEN}


def test_switched_off_nothing_is_asked(guide):
    assert chores.REGISTER["guide.check-links"].function is CHECKER
    assert CHECKER() == 0
    assert CHECKER.round is None
    assert gather_at_night() == 0
    assert not Link.objects.exists()
