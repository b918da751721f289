"""Screens: a file of another centre with a reason, the list of openings, who looked at a file."""

import pytest
from django.urls import reverse

from mosty.clients.actions import open_client
from mosty.core.models import AccessEvent
from tests.cast import sign_in

LIST = "/desk/glass/"


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena Savchuk", phone="600100200", birth_year=1991, by=cast.oksana)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_search_leads_to_the_reason_and_the_reason_to_the_file(cast, olena):
    browser, file = sign_in(cast.ewa), reverse("desk:clients:show", args=[olena.pk])
    address = reverse("desk:glass:break", args=[olena.pk])
    found = text(browser.post("/desk/clients/search/", {"q": "600100200"}))
    assert (address in found, "O. S." in found, "Savchuk" in found, file in found) == (True, True, False, False)
    asked = text(browser.get(address))
    assert ("O. S." in asked, "Savchuk" in asked) == (True, False)
    assert browser.get(file).status_code == 404
    assert browser.post(address, {"reason": "is-here"}).status_code == 200  # no words: the page comes back
    assert browser.post(address, {"reason": "is-here", "words": "stands at our desk"}).status_code == 303
    assert "Olena Savchuk" in text(browser.get(file))
    told = {name: text(sign_in(cast.people[name]).get(LIST)) for name in ("oksana", "piotr", "marta")}
    assert {name: "stands at our desk" in shown for name, shown in told.items()} == {"oksana": True, "piotr": True, "marta": False}
    assert "Savchuk" not in told["piotr"]


def test_who_looked_at_my_file_is_a_list_for_the_person(cast, olena):
    sign_in(cast.zuzanna).get(reverse("desk:clients:show", args=[olena.pk]))
    assert AccessEvent.objects.filter(actor=cast.zuzanna, how="open").exists()
    for reader in (cast.hanna, cast.piotr):
        shown = text(sign_in(reader).get(reverse("desk:looks:file", args=[olena.pk])))
        assert ("Zuzanna Kubiak" in shown, "Reception" in shown, "opened" in shown, "Savchuk" in shown) == (True, True, True, False)
    assert sign_in(cast.oksana).get(reverse("desk:looks:file", args=[olena.pk])).status_code == 403
