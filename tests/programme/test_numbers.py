"""What may be published, and what a frozen report keeps."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry
from mosty.programme.actions import freeze_report
from mosty.programme.enums import Dimension as D
from mosty.programme.enums import Measure as M
from mosty.programme.models import FrozenReport
from mosty.programme.queries.figures import Span
from mosty.programme.queries.numbers import EVERYTHING, REST, as_json, from_json, numbers, publishable
from mosty.programme.queries.reports import kept_numbers, newest_report
from tests.programme.facts import make_client, make_encounter, make_visit, make_visits


@pytest.fixture
def year(cast):
    return Span((cast.konin, cast.poznan), date(2026, 1, 1), date(2026, 12, 31))


def test_small_languages_are_gathered_without_their_names(cast, year):
    make_visits(cast.poznan, 20, language="uk")
    make_visits(cast.poznan, 9, language="ka")
    make_visits(cast.poznan, 2, language="am")
    make_visits(cast.poznan, 1, language="so")
    kept = publishable(numbers(year))
    table = kept.table(M.CONTACTS, D.LANGUAGE)
    assert table.rows == ("uk", REST)  # 2 + 1 alone are too few to hide behind one another
    assert table.cell(REST) == 12
    assert table.gathered == 3
    assert "so" not in str(as_json(kept))


def test_a_small_total_takes_its_tables_along(cast, year):
    make_visits(cast.poznan, 3)
    kept = publishable(numbers(year, EVERYTHING))
    assert kept.totals[M.CONTACTS] is None
    assert kept.totals[M.ENCOUNTERS] == 0
    assert all(table.is_withheld for (measure, _, _), table in kept.tables.items() if measure in {M.CONTACTS, M.ANONYMOUS})


def test_contacts_of_few_registered_people_are_not_the_difference(cast, year):
    """20 contacts, 17 of them anonymous: three are of registered people."""
    make_visits(cast.poznan, 17)
    make_visits(cast.poznan, 3, client=make_client(cast.poznan))
    kept = publishable(numbers(year))
    assert kept.totals[M.CONTACTS] == 20
    assert kept.totals[M.ANONYMOUS] is None
    assert kept.table(M.ANONYMOUS, D.CENTRE).is_withheld


def test_few_people_at_one_centre_hide_the_other_centre(cast, year):
    for centre, number in ((cast.konin, 2), (cast.poznan, 9)):
        for _ in range(number):
            make_visit(centre, client=make_client(centre, citizenship="UA"))
    kept = publishable(numbers(year))
    table = kept.table(M.PEOPLE, D.CENTRE)
    assert table.cell("konin") is None
    assert table.cell("poznan") is None
    assert kept.totals[M.PEOPLE] == 11


def test_hidden_centre_is_hidden_by_month_too(cast, year):
    make_visits(cast.konin, 3)
    make_visits(cast.poznan, 40)
    kept = publishable(numbers(year))
    table = kept.table(M.CONTACTS, D.CENTRE, D.MONTH)
    assert kept.table(M.CONTACTS, D.CENTRE).cell("konin") is None
    assert table.is_withheld or table.cell("konin", "2026-03") is None
    assert table.is_withheld or table.cell("poznan", "2026-03") is None


def test_publishable_numbers_survive_being_kept(cast, year):
    for position in range(30):
        visit = make_visit(cast.poznan, language="uk", topics=["law"], client=make_client(cast.poznan) if position % 2 else None)
        make_encounter(visit, [cast.lawyer])
    kept = publishable(numbers(year, EVERYTHING))
    again = from_json(as_json(kept), first_on=kept.first_on, last_on=kept.last_on, definitions=kept.definitions)
    assert again.totals == kept.totals
    for key, table in kept.tables.items():
        assert again.tables[key].rows == table.rows
        for row in table.rows:
            assert [again.tables[key].cell(row, column) for column in table.columns] == [
                table.cell(row, column) for column in table.columns
            ]


def test_full_numbers_are_never_kept(cast, year):
    with pytest.raises(ValueError, match="hide"):
        as_json(numbers(year))


# --- Freezing -------------------------------------------------------------------------------------------------------


def freeze(cast, **values):
    wanted = {"organization": cast.rops, "first_on": date(2026, 1, 1), "last_on": date(2026, 3, 31), "by": cast.joanna}
    return freeze_report(**(wanted | values))


def test_frozen_numbers_do_not_change_when_the_data_do(cast):
    make_visits(cast.poznan, 30)
    report = freeze(cast)
    make_visits(cast.poznan, 12)
    again = kept_numbers(FrozenReport.objects.get(pk=report.pk))
    assert again.totals[M.CONTACTS] == 30
    assert kept_numbers(freeze(cast)).totals[M.CONTACTS] == 42


def test_frozen_report_says_who_when_and_by_which_rules(cast):
    report = freeze(cast)
    entry = AuditEntry.objects.get(verb="report.frozen")
    assert (entry.actor, entry.subject_id, entry.organisation) == (cast.joanna, str(report.pk), cast.rops.pk)
    assert entry.details["definitions"] == report.definitions
    assert report.frozen_by == cast.joanna


def test_database_refuses_to_change_a_frozen_report(cast):
    report = freeze(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenReport.objects.filter(pk=report.pk).update(definitions="2")
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenReport.objects.filter(pk=report.pk).delete()
    assert FrozenReport.objects.get().definitions == report.definitions


def test_only_coordinators_freeze(cast):
    for name, refusal in (("hanna", Missing), ("zuzanna", Missing), ("adam", Missing), ("piotr", PermissionDenied)):
        with pytest.raises(refusal):
            freeze(cast, by=getattr(cast, name))
    assert not FrozenReport.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"first_on": date(2026, 4, 1)}, "bad-period"),
        ({"first_on": date(2999, 1, 1), "last_on": date(2999, 2, 28)}, "in-future"),
        ({"first_on": date(2020, 1, 1)}, "period-too-long"),
    ],
)
def test_impossible_periods_are_refused(cast, values, code):
    with pytest.raises(Refusal) as refused:
        freeze(cast, **values)
    assert refused.value.code == code


def test_newest_report_is_an_operators(cast):
    assert newest_report() is None
    report = freeze(cast)
    freeze(cast, organization=cast.other, by=None)
    assert newest_report() == report


def test_a_month_does_not_take_the_place_of_the_year(cast):
    year = freeze(cast, first_on=date(2025, 1, 1), last_on=date(2025, 12, 31))
    freeze(cast, first_on=date(2026, 1, 1), last_on=date(2026, 1, 31))
    assert newest_report() == year
    later = freeze(cast, first_on=date(2024, 11, 1), last_on=date(2025, 10, 31))
    assert newest_report() == later
