"""Versions of notices and consent forms."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from mosty.clients.actions.forms import discard, new_version, publish, remove_text, save_facts, save_text, version_of, withdraw_form
from mosty.clients.models import Form, FormText
from mosty.clients.queries.forms import blocks, fixed_words, languages_of, starters, texts_of, two_sided
from mosty.core.errors import Missing, PermissionDenied, Refusal
from tests.clients.forms import published


def code(call, *args, **values):
    with pytest.raises(Refusal) as refusal:
        call(*args, **values)
    assert len(str(refusal.value.sentence)) > 10
    return refusal.value.code


def test_our_starter_texts_say_one_thing_in_every_language():
    """As many headings and lines, the same gaps; every form in Polish, English and Ukrainian at least."""
    for starter in starters().values():
        shapes = {language: [(one.kind, len(one.lines)) for one in blocks(body)] for language, (_title, body) in starter.texts.items()}
        assert {"pl", "en", "uk"} <= set(shapes)
        assert all(shape == shapes["pl"] for shape in shapes.values()), (starter.kind, starter.purpose, shapes)
        gaps = {language: body.count("{") for language, (_title, body) in starter.texts.items()}
        assert set(gaps.values()) == {gaps["pl"]}
    assert len(starters()) == 6
    assert {len(words) for words in fixed_words().values()} == {7}
    assert set(fixed_words()) == {language for language, _name in settings.LANGUAGES}


def test_a_draft_begins_with_our_texts_and_the_organisation_filled_in(cast):
    form = new_version(cast.rops, kind="notice", purpose="advice", by=cast.piotr)
    assert new_version(cast.rops, kind="notice", purpose="advice", by=cast.piotr) == form
    polish = texts_of(form)["pl"]
    assert "Regionalny Ośrodek Polityki Społecznej" in polish.body
    assert "Piotr Zych" in polish.body
    assert "[…]" in polish.body  # two centres: which address is the seat is for the officer to say
    assert not polish.is_checked


def test_a_version_is_published_when_it_is_ready_and_takes_the_place_of_the_one_before(cast):
    form = new_version(cast.rops, kind="notice", purpose="advice", by=cast.piotr)
    assert code(publish, form, by=cast.piotr) == "no-polish"
    for language, row in texts_of(form).items():
        checked = {"title": row.title, "body": row.body, "is_checked": True}
        save_text(form, language=language, **checked, seen=version_of(row), by=cast.piotr)
    assert code(publish, form, by=cast.piotr) == "gaps"
    discard(form, by=cast.piotr)
    first = published(cast.rops, cast.piotr, kind="notice", purpose="advice")
    second = new_version(cast.rops, kind="notice", purpose="advice", by=cast.piotr)
    assert (second.version, texts_of(second)["uk"].body) == (2, texts_of(first)["uk"].body)
    publish(second, by=cast.piotr)
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "published") or Form.objects.get(pk=second.pk).state == "published"
    assert code(publish, second, by=cast.piotr) == "fixed"
    withdraw_form(second, by=cast.piotr)
    assert code(withdraw_form, second, by=cast.piotr) == "not-in-use"


def test_who_saves_second_is_told_and_loses_nothing(cast):
    form = new_version(cast.rops, kind="consent", purpose="image", by=cast.piotr)
    row = texts_of(form)["pl"]
    seen = version_of(row)
    words = {"language": "pl", "title": "T", "body": "B", "is_checked": True, "by": cast.piotr}
    save_text(form, **words, seen=seen)
    assert code(save_text, form, **words | {"body": "C"}, seen=seen) == "changed"
    assert code(save_text, form, **words, seen="") == "changed"
    assert texts_of(form)["pl"].body == "B"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": " "}, "no-title"),
        ({"title": "x" * 200}, "too-long"),
        ({"body": "\x00\u200b"}, "no-body"),
        ({"body": "line\n" * 10_000}, "too-long"),
        ({"body": "a\u202eb"}, "direction-marks"),
        ({"language": "vi"}, "bad-language"),
    ],
)
def test_bad_texts_are_refused_in_words(cast, change, expected):
    form = new_version(cast.rops, kind="consent", purpose="image", by=cast.piotr)
    given = {"language": "pl", "title": "T", "body": "B"} | change
    seen = version_of(texts_of(form).get(given["language"]))
    assert code(save_text, form, **given, is_checked=True, seen=seen, by=cast.piotr) == expected


def test_bad_facts_are_refused_in_words(cast):
    form = new_version(cast.rops, kind="consent", purpose="transfer", by=cast.piotr)
    facts = {"categories": ["identity"], "recipients": ["PCPR"], "valid_months": 12, "asks_again": False, "by": cast.piotr}
    assert code(save_facts, form, **facts | {"categories": ["shoe size"]}) == "bad-category"
    assert code(save_facts, form, **facts | {"recipients": [f"r{number}" for number in range(50)]}) == "too-many"
    assert code(save_facts, form, **facts | {"valid_months": 0}) == "bad-months"
    assert save_facts(form, **facts | {"recipients": ["PCPR", " PCPR ", ""]}).recipients == ["PCPR"]
    assert code(remove_text, form, language="pl", by=cast.piotr) == "needs-polish"
    assert code(new_version, cast.rops, kind="consent", purpose="shoes", by=cast.piotr) == "bad-form"


def test_nobody_agrees_to_unknown_recipients(cast):
    form = new_version(cast.rops, kind="consent", purpose="transfer", by=cast.piotr)
    row = texts_of(form)["pl"]
    save_text(form, language="pl", title=row.title, body=row.body, is_checked=True, seen=version_of(row), by=cast.piotr)
    assert code(publish, form, by=cast.piotr) == "no-recipient"


def test_two_sides_say_what_is_missing(cast):
    form = published(cast.rops, cast.piotr)
    both = two_sided(form, "uk")
    assert (both.left.language, both.right.language, both.is_missing, both.recipients) == ("pl", "uk", False, ("PCPR Poznań", "Caritas"))
    assert (both.left.blocks[0].kind, both.left.words["agree"], both.right.direction) == ("text", "Zgadzam się", "ltr")
    none = two_sided(form, "vi")
    assert (none.right, none.is_missing, none.left.title) == (None, True, both.left.title)
    assert not two_sided(form, "pl").is_missing
    assert languages_of(form)[:3] == ["pl", "en", "uk"]


def test_blocks():
    found = blocks("One\ntwo\n\n## Head\n- a\n-b\n- c\n## Other\nx")
    assert [(one.kind, one.lines) for one in found] == [
        ("text", ("One two",)),
        ("heading", ("Head",)),
        ("list", ("a",)),
        ("text", ("-b",)),
        ("list", ("c",)),
        ("heading", ("Other",)),
        ("text", ("x",)),
    ]


@pytest.mark.parametrize("who", ["hanna", "oksana", "adam", "joanna"])
def test_only_the_data_protection_officer_writes_forms(cast, who):
    form = new_version(cast.rops, kind="consent", purpose="image", by=cast.piotr)
    for call in (lambda by: publish(form, by=by), lambda by: new_version(cast.rops, kind="consent", purpose="image", by=by)):
        with pytest.raises((PermissionDenied, Missing)):
            call(cast.people[who])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clients_form SET purpose = 'special'",
        "UPDATE clients_form SET recipients = '[]'",
        "UPDATE clients_form SET state = 'draft', published_at = NULL",
        "UPDATE clients_form SET version = 9",
        "DELETE FROM clients_form",
        "UPDATE clients_formtext SET body = 'other'",
        "UPDATE clients_formtext SET is_checked = FALSE",
        "DELETE FROM clients_formtext",
        "INSERT INTO clients_formtext (id, created_at, updated_at, organization_id, form_id, language, title, body, is_checked)"
        " SELECT organization_id, created_at, updated_at, organization_id, form_id, 'xx', title, body, is_checked"
        " FROM clients_formtext WHERE language = 'pl'",
    ],
)
def test_a_published_version_never_changes(cast, statement):
    published(cast.rops, cast.piotr)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Form.objects.filter(state="published").count(), FormText.objects.filter(body="other").count()) == (1, 0)
