"""What the database is told of a request, and that nothing of it is left for the next one on the same connection."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from mosty.casework.actions.copies import give_code
from mosty.casework.actions.plans import save_plan
from mosty.casework.queries.contents import Aim, Content
from mosty.clients.actions import open_client
from mosty.clients.models import Client, ClientKey, ClientName
from mosty.core import scope, time
from mosty.core.middleware import BehindTheWall
from tests.cast import sign_in

pytestmark = pytest.mark.on_postgresql_only
A, B = scope.organisations([uuid4()]), scope.organisations([uuid4()])


def held() -> str:
    """What the connection holds at this moment."""
    with connection.connection.cursor() as raw:
        return str(raw.execute("SELECT coalesce(current_setting('mosty.organisations', true), '')").fetchone()[0])


def ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.fixture
def told(monkeypatch):
    """Each time that the database is told something."""
    said = []
    execute = psycopg.Cursor.execute

    def listen(self, query, params=None, **rest):
        if "set_config" in str(query):
            said.append(params[1])
        return execute(self, query, params, **rest)

    monkeypatch.setattr(psycopg.Cursor, "execute", listen)
    return said


@pytest.fixture
def two(cast):
    """A file of each of two organisations."""
    return (
        open_client(centre=cast.poznan, name="Ірина Коваль", phone="+48600100200", language="uk", by=cast.zuzanna),
        open_client(centre=cast.foreign, name="Iryna Kowal", phone="+48600100300", language="uk", by=cast.adam),
    )


# --- one connection --------------------------------------------------------------------------------------------------


def test_it_is_said_once_for_many_statements(told):
    for said in (A, A, B):
        with scope.held(said):
            ask()
            ask()
            assert held() == said
    ask()
    assert (told, held()) == ([A, B, ""], "")


def test_what_was_said_after_a_savepoint_is_said_again_when_that_is_undone(told):
    with scope.held(A):
        ask()
        with transaction.atomic():
            point = transaction.savepoint()
            with scope.held(B):
                ask()
                assert held() == B
            transaction.savepoint_rollback(point)
            assert held() == A
            with scope.held(B):
                ask()
                assert held() == B


def test_after_an_error_nothing_is_said_before_the_rollback():
    with scope.held(A), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute("SELECT 1 / 0")
        finally:
            scope.decide(B)
    with scope.held(B):
        ask()
        assert held() == B


@pytest.mark.django_db(transaction=True)
def test_what_a_lost_transaction_said_is_said_again():
    with scope.held(A):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            scope.add(UUID(int=7))
            ask()
            raise ZeroDivisionError
        ask()
        assert held() == scope.wanted() != A
    with transaction.atomic():
        ask()
        assert held() == ""
        with scope.held(B):
            ask()
    with scope.held(B):
        ask()
        assert held() == B
    connection.close()
    ask()
    assert held() == ""


# --- requests ----------------------------------------------------------------------------------------------------------


def through(view):
    return BehindTheWall(view)(RequestFactory().get("/"))


def test_a_request_never_sees_all_and_leaves_nothing():
    seen = []
    through(lambda _request: ask() or seen.append(held()) or HttpResponse())
    with pytest.raises(ZeroDivisionError):
        through(lambda _request: scope.decide(B) or ask() or 1 / 0)
    through(lambda _request: ask() or seen.append(held()) or HttpResponse())
    ask()
    assert (seen, scope.wanted(), held()) == ([scope.VISITORS, B], scope.WHOLE, "")


def test_an_answer_that_is_made_while_it_is_sent_keeps_the_scope(two):
    mine = two[0].organization_id

    def names():
        yield from (f"{name}\n" for name in Client.objects.order_by("name").values_list("name", flat=True))

    def view(_request):
        scope.decide(scope.organisations([mine]))
        return StreamingHttpResponse(names())

    answer = through(view)
    with scope.held(B):
        assert b"".join(answer).decode() == "Ірина Коваль\n"
        assert scope.wanted() == B


def test_each_of_two_requests_on_one_connection_is_told_its_own(cast, two, told):
    """A look at a file, at one that another organisation has, at a page of the portal; the same again needs no new word."""
    mine, others = two
    zuzanna, adam = sign_in(cast.zuzanna), sign_in(cast.adam)
    told.clear()
    for browser, own, other in ((zuzanna, mine, others), (adam, others, mine)):
        assert browser.get(f"/desk/clients/{own.pk}/").status_code == 200
        assert browser.get(f"/desk/clients/{own.pk}/").status_code == 200
        assert browser.get(f"/desk/clients/{other.pk}/").status_code == 404
    first, second = (scope.organisations([file.organization_id]) for file in two)
    assert told == [scope.VISITORS, first, second]
    assert Client.objects.count() == 2


def test_the_wall_holds_where_the_code_forgot(two):
    """The same questions with and without a scope; keys have no column of their own."""
    mine, others = two
    with scope.held(scope.organisations([mine.organization_id])):
        assert list(Client.objects.order_by("pk")) == [mine]
        assert not ClientName.objects.filter(client=others).exists()
        assert set(ClientKey.objects.order_by("key").values_list("client", flat=True)) == {mine.pk}
        assert Client.objects.filter(pk=others.pk).update(name="x") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ClientName.objects.create(organization_id=others.organization_id, client=others, kind="spoken", text="x")
    assert ClientKey.objects.filter(client=others).exists()


def test_a_code_opens_its_organisation_to_a_visitor_and_a_wrong_one_nothing(cast, two, client):
    content = Content(language="pl", agreed_on=time.today(), aims=(Aim("Znaleźć mieszkanie", "housing"),))
    _copy, code = give_code(save_plan(two[0], content, base=0, by=cast.oksana), days=30, by=cast.oksana)
    assert "Znaleźć mieszkanie" in client.post("/pl/plan/", {"code": code}).content.decode()
    assert client.post("/pl/plan/", {"code": "9" * 12}).status_code == 422
    with scope.held(scope.VISITORS):
        assert not Client.objects.exists()
