"""Every table that says something about a person stands in the register of holdings, column by column."""

import pytest
from django.apps import apps
from django.db import models

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.models import Client
from mosty.clients.queries.holdings import HOLDINGS, Holding, hold, holdings

# keys that lead to a person's row and say nothing about the person
NOT_ABOUT_A_PERSON: dict[str, str] = {}
FREE = (models.TextField, models.JSONField, models.CharField, models.BinaryField, models.FileField)
ENUMS = ("language", "citizenship", "country")


def keys_of(model):
    return [field for field in model._meta.concrete_fields if field.remote_field and field.remote_field.model is not model]


def about_people():
    """Models with a key that leads to `Client`, over any number of others."""
    found, grew = {Client}, True
    while grew:
        more = {model for model in apps.get_models() if any(field.remote_field.model in found for field in keys_of(model))} - found
        found, grew = found | more, bool(more)
    return {model._meta.label for model in found}


def held(label):
    return [holding for holding in HOLDINGS.values() if holding.model == label]


def test_every_table_about_a_person_is_in_the_register():
    found = about_people() - set(NOT_ABOUT_A_PERSON)
    named = {holding.model for holding in HOLDINGS.values()}
    assert found - named == set(), "name it in the app's ready(): clients.queries.holdings.hold(Holding('app.Model', …))"
    assert {"comms.Message", "core.Bookable", "clients.BreakGlass", "core.AccessEvent", "core.AuditEntry"} <= named, "known by other ways"


@pytest.mark.parametrize("label", sorted({holding.model for holding in HOLDINGS.values()}))
def test_every_column_of_words_is_emptied_or_goes_or_may_stay(label):
    """A table whose rows stay names each column of free words: emptied, or allowed to stay. Codes from a list may stay."""
    parts = held(label)
    assert parts[0].kind._meta.label == label
    if any(part.erasure == Erasure.DELETE for part in parts):
        return
    gone = {name for part in parts for name in (*part.blanks, *part.stays)}
    words = {
        field.name
        for field in parts[0].kind._meta.concrete_fields
        if isinstance(field, FREE) and not field.choices and field.name not in ENUMS and not field.primary_key
    }
    assert words - gone == set(), "empty it (blanks) or say that it may stay (stays)"


def test_what_is_shown_and_emptied_exists():
    for holding in HOLDINGS.values():
        for shown in holding.shown:
            holding.kind._default_manager.values_list(shown.column).query.get_compiler("default").as_sql()
        for column in (*holding.blanks, *holding.stays):
            assert holding.kind._meta.get_field(column)


def test_what_stays_says_why():
    for holding in HOLDINGS.values():
        if holding.erasure in (Erasure.FACT, Erasure.PROOF):
            assert str(holding.because), holding.key
        else:
            assert not holding.because, holding.key
        if holding.erasure == Erasure.BLANK:
            assert holding.blanks, holding.key


def test_a_table_stands_there_once_a_class():
    one = HOLDINGS["casework.Need", "plans"]
    hold(one)
    with pytest.raises(ValueError, match=r"casework\.Need"):
        hold(Holding("casework.Need", RecordClass.PLANS, "", Erasure.FACT))
    assert HOLDINGS["casework.Need", "plans"] is one


def test_upper_floors_come_first():
    apps_named = [holding.model.split(".")[0] for holding in holdings()]
    assert apps_named.index("appointments") < apps_named.index("casework") < apps_named.index("clients")
