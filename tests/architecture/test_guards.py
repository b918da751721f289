"""Guards that guard nothing are worse than none: each is broken once here and must bite."""

import socket
import warnings

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from mosty.accounts.models import User
from tests import guards


def page(html: str):
    return lambda request: HttpResponse(html)


def writing(request):
    User.objects.create(email="written@example.org", name="W")
    return HttpResponse("written")


def swallowing(request):
    try:
        User.objects.create(email="written@example.org", name="W")
    except AssertionError:
        return HttpResponse("nobody noticed")
    return HttpResponse("written")


urlpatterns = [
    path("inline/", page("<p onclick='x()'>")),
    path("script/", page("<script>alert(1)</script>")),
    path("style/", page("<p style='color:red'>")),
    path("left-over/", page("<p>{{ name }}</p>")),
    path("filler/", page("<p>Lorem ipsum</p>")),
    path("fine/", page('<script src="/x.js"></script><script type="application/ld+json">{}</script><p>left = style=</p>')),
    path("writing/", writing),
    path("swallowing/", swallowing),
]


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_warning_fails():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_socket_to_the_world_fails():
    with socket.socket() as plug, pytest.raises(guards.GuardError, match="wanted to reach"):
        plug.connect(("192.0.2.1", 80))


def test_socket_to_this_machine_is_let_through():
    with socket.socket() as server, socket.socket() as plug:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        plug.connect(server.getsockname())
        assert plug.getpeername()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ user.missing }}",
        '{{ missing|default:"x" }}',
        "{% load i18n %}{% blocktranslate %}{{ missing }}{% endblocktranslate %}",
    ],
)
def test_undefined_template_variable_fails(source):
    with pytest.raises(guards.GuardError, match="missing"):
        render(source, user="x")


def test_asking_whether_a_variable_is_there_is_let_through():
    assert render("{% if missing %}yes{% else %}no{% endif %}") == "no"


@pytest.mark.urls("tests.architecture.test_guards")
@pytest.mark.parametrize("name", ["inline", "script", "style", "left-over", "filler"])
def test_html_that_is_unfinished_or_blocked_by_the_policy_fails(client, name):
    with pytest.raises(guards.GuardError):
        client.get(f"/{name}/")


@pytest.mark.urls("tests.architecture.test_guards")
def test_html_that_is_finished_is_let_through(client):
    assert client.get("/fine/").status_code == 200


@pytest.mark.urls("tests.architecture.test_guards")
def test_get_that_writes_fails(client):
    with pytest.raises(guards.GuardError, match="a GET wrote"):
        client.get("/writing/")
    assert "accounts_user" in guards.WRITES.pop()


@pytest.mark.urls("tests.architecture.test_guards")
def test_get_that_writes_and_swallows_the_refusal_is_remembered(client):
    assert client.get("/swallowing/").content == b"nobody noticed"
    assert len(guards.WRITES) == 1
    guards.WRITES.clear()


@pytest.mark.urls("tests.architecture.test_guards")
def test_post_may_write():
    client = Client(enforce_csrf_checks=False)
    assert client.post("/writing/").content == b"written"


@pytest.mark.urls("tests.architecture.test_guards")
@pytest.mark.writes_on_get(reason="shows that the marker works")
def test_get_with_a_reason_may_write(client):
    assert client.get("/writing/").content == b"written"


def test_unordered_rows_come_in_another_order():
    User.objects.bulk_create(User(email=f"{n}@example.org", name=str(n)) for n in range(9))
    straight = [user.name for user in User.objects.order_by("name")]
    assert [user.name for user in User.objects.all()] != straight
    assert list(User.objects.values_list("name", flat=True)) != straight
    assert sorted(user.name for user in User.objects.all()) == straight


def test_lock_over_a_join_without_of_fails():
    with transaction.atomic(), pytest.raises(guards.GuardError, match="must say of"):
        list(User.objects.filter(groups__name="x").select_for_update())


def test_hooks_run_when_the_outer_block_commits():
    done = []
    with transaction.atomic():
        transaction.on_commit(lambda: done.append("hook"))
        with transaction.atomic():
            pass
        assert done == []
    assert done == ["hook"]


def test_hooks_of_a_rolled_back_block_do_not_run():
    done = []
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        transaction.on_commit(lambda: done.append("hook"))
        raise ValueError("no")
    assert done == []


def test_hook_outside_any_block_runs_at_once():
    done = []
    transaction.on_commit(lambda: done.append("hook"))
    assert done == ["hook"]


def test_guard_stands_on_every_handler():
    assert WSGIHandler.get_response is guards.BaseHandler.get_response
