"""The invented people: only in the demo, and then with one button."""

import pytest
from django.test import Client

from mosty.accounts.models import User
from tests.cast import PASSWORD, sign_in

pytestmark = pytest.mark.urls("tests.desk.sign_in.urls")


@pytest.fixture
def demo_cast(cast):
    User.objects.update(is_demo=True)
    for user in cast.people.values():
        user.refresh_from_db()
    return cast


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_sign_in_page_of_the_demo_offers_its_people_and_says_what_they_are(client, demo_cast, demo):
    page = client.get("/account/login/", headers={"Accept-Language": "en"}).content.decode()
    assert "Demo: invented people" in page
    assert "Zuzanna Kubiak" in page
    assert "Nikt" not in page


def test_one_button_signs_in_with_everything(client, demo_cast, demo):
    answer = client.post(f"/account/demo/{demo_cast.zuzanna.pk}/")
    assert (answer.status_code, answer.url) == (303, "/account/home/")
    assert client.get("/desk/page/").status_code == 200


def test_button_leads_to_the_page_that_was_asked_for(client, demo_cast, demo):
    answer = client.post(f"/account/demo/{demo_cast.zuzanna.pk}/", {"next": "/desk/page/"})
    assert answer.url == "/desk/page/"
    answer = client.post(f"/account/demo/{demo_cast.zuzanna.pk}/", {"next": "//elsewhere.example/"})
    assert answer.url == "/account/home/"


def test_get_signs_nobody_in(client, demo_cast, demo):
    assert client.get(f"/account/demo/{demo_cast.zuzanna.pk}/").url == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_real_person_cannot_be_taken_by_the_button(client, cast, demo):
    assert client.post(f"/account/demo/{cast.zuzanna.pk}/").status_code == 404


def test_outside_the_demo_there_is_no_button_and_no_address(client, demo_cast):
    page = client.get("/account/login/").content.decode()
    assert "Zuzanna" not in page
    for method in (client.get, client.post):
        assert method(f"/account/demo/{demo_cast.zuzanna.pk}/").status_code == 404


def test_outside_the_demo_invented_people_cannot_sign_in(client, demo_cast):
    client.post("/account/login/", {"login": "joanna@mosty.example", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_session_of_an_invented_person_dies_with_the_demo(demo_cast, settings):
    settings.DEMO = True
    browser = Client()
    browser.post(f"/account/demo/{demo_cast.zuzanna.pk}/")
    assert browser.get("/desk/page/").status_code == 200
    settings.DEMO = False
    assert browser.get("/desk/page/").url.startswith("/account/login/")


def test_real_people_sign_in_as_usual_outside_the_demo(cast):
    assert sign_in(cast.zuzanna).get("/desk/page/").status_code == 200
