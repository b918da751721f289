"""Wagtail's admin stands behind our own sign-in and second factor, with a content policy of its own."""

import pytest

from mosty.accounts.models import User
from tests.cast import sign_in

DOOR = "/guide-admin/"


def test_visitor_is_led_to_our_sign_in(client):
    answer = client.get(DOOR)
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=%2Fguide-admin%2F")


@pytest.mark.parametrize("person", ["hanna", "joanna"])
def test_who_does_not_edit_the_guide_is_led_home(cast, person):
    answer = sign_in(cast.people[person]).get(DOOR)
    assert answer.status_code == 302
    assert DOOR not in answer["Location"]


def test_editor_without_a_second_factor_sets_one_up(client, db):
    client.force_login(
        User.objects.create_superuser("root@mosty.example", "x", name="Root"), backend="mosty.desk.sign_in.backends.StaffBackend"
    )
    answer = client.get(DOOR)
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_public_pages_keep_the_strict_policy(client):
    policy = client.get("/pl/guide/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
