"""A service or a centre in a text: chosen from the directory, shown as the directory has it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from mosty.directory.enums import State
from mosty.directory.models import CentreState
from mosty.guide.blocks import BodyBlock
from mosty.guide.blocks.services import ServiceBlock
from mosty.guide.models import ArticlePage
from mosty.guide.queries import index
from mosty.guide.queries.named import helpers_of
from mosty.guide.queries.parts import parts_of
from mosty.paper.queries import sheets
from mosty.paper.queries.wishes import Wish
from tests.paper.test_sheets import pieces_text, rows

BLOCK = ServiceBlock()


def close(centre):
    CentreState.objects.create(centre=centre, state=State.CLOSED, since_on=date(2026, 1, 1))


def name_centre(slug, language="pl"):
    page = ArticlePage.objects.get(slug="address", locale__language_code=language)
    page.body = BodyBlock().to_python([{"type": "service", "value": {"heading": "", "centre": slug}}])
    page.save_revision().publish()
    return page


def faults(**value):
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(BLOCK.to_python({"heading": "", **value}))
    return {name: error.messages[0] for name, error in refused.value.block_errors.items()}


def test_editor_names_a_service_or_a_centre_of_the_directory(cast):
    assert BLOCK.clean(BLOCK.to_python({"heading": "", "service": "advice"}))["service"] == "advice"  # as stored before there were centres
    assert BLOCK.clean(BLOCK.to_python({"heading": "", "centre": "konin"}))["centre"] == "konin"
    with override("en"):
        assert "one of the two" in faults(service="", centre="")["service"]
        assert "one of the two" in faults(service="advice", centre="konin")["service"]
        assert "no service" in faults(service="magic")["service"]
        assert "does not know it" in faults(centre="atlantis")["centre"]
        close(cast.konin)
        assert "closed for good" in faults(centre="konin")["centre"]


def test_choosers_list_what_there_is_and_reading_a_body_asks_for_nothing(cast):
    close(cast.konin)
    with override("en"):
        drawn = BLOCK.child_blocks["centre"].field.widget.render("centre", "konin")
    assert 'value="poznan"' in drawn
    assert drawn.count("closed for good") == 1
    assert 'value="lawyer"' in BLOCK.child_blocks["service"].field.widget.render("service", "")
    with CaptureQueriesContext(connection) as asked:
        for value in BodyBlock().to_python([{"type": "service", "value": {"heading": "", "service": "advice"}}] * 9):
            assert value.value["service"] == "advice"
    assert not asked.captured_queries


def test_centre_of_a_text_stands_on_paper_and_in_the_index(guide, cast):
    name_centre("konin")
    said = rows(sheets.sheet(Wish(("address",), "pl")), "service", "h2")
    assert "Konin" in pieces_text(said)
    assert cast.konin.street in pieces_text(rows(sheets.sheet(Wish(("address",), "pl")), "service", "small"))
    entry = next(one for one in index.article_entries("address") if one.language == "pl")
    assert any(cast.konin.street in passage.text for passage in entry.passages)


def test_centre_that_is_gone_is_said_on_paper(guide, cast):
    name_centre("konin", "en")
    close(cast.konin)
    assert "no longer works" in pieces_text(rows(sheets.sheet(Wish(("address",), "en")), "service", "body"))
    name_centre("atlantis", "en")
    assert "no longer works" in pieces_text(rows(sheets.sheet(Wish(("address",), "en")), "service", "body"))


def test_many_centres_cost_as_many_queries_as_one(cast):
    def count(slugs):
        parts = parts_of([{"type": "service", "value": {"centre": slug}} for slug in slugs])
        with CaptureQueriesContext(connection) as asked:
            assert set(helpers_of(parts).centres) == set(slugs)
        return len(asked)

    assert count(["konin"]) == count(["konin", "poznan"])
    assert count([]) == 0
