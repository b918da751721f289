"""The first page of the editor: what is late, what an act left to check, what a town has to answer."""

from bs4 import BeautifulSoup

from mosty.guide.actions.acts import mark_changed
from mosty.guide.models import Fact, LegalAct
from tests.cast import sign_in
from tests.guide.test_notes import change


def home(user):
    return " ".join(BeautifulSoup(sign_in(user).get("/guide-admin/").content, "html.parser").select_one("main").get_text(" ").split())


def test_national_editor_sees_late_facts_and_open_checks(guide, cast):
    Fact.objects.get(key="line").values.update(checked_on="2020-01-01")
    mark_changed(LegalAct.objects.get(), by=cast.natalia)
    said = home(cast.natalia)
    assert "Telefon" in said
    assert "Zameldowanie: Idź" in said


def test_town_editor_sees_what_changed_beside_the_notes(guide, cast):
    assert "Zameldowanie" not in home(cast.tadeusz)
    change()
    assert "Zameldowanie" in home(cast.tadeusz)
