"""Rules that the database keeps, whoever writes: each is broken once by raw SQL."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from mosty.clients.actions import closing
from mosty.core import guards
from mosty.core.models import AccessEvent, AuditEntry, Bookable, Claim
from mosty.programme.models import FrozenReport

NINE = datetime(2027, 1, 4, 8, tzinfo=UTC)
NAMES = {"claims_no_overlap", "core_auditentry_append_only", "core_accessevent_append_only", "appointments_appointmentevent_append_only"}
NAMES.add("programme_frozenreport_append_only")
# broken in tests/guide: test_acts, test_notes, test_facts, translations/test_ledger
NAMES |= {"guide_actchange_append_only", "guide_check_stays", "guide_towntask_stays", "guide_factvalue_stays"}
NAMES |= {"guide_machinetext_append_only", "guide_segmentcheck_append_only"}
# broken in tests/casework and tests/clients
NAMES |= {"casework_planversion_stays", "casework_noteversion_stays", "casework_caseevent_stays", "casework_assessmentanswer_stays"}
NAMES |= {"clients_breakglass_append_only", "clients_erasurerecord_append_only", "clients_client_stays"}
NAMES |= {"clients_retentionentry_stays", "clients_retentionrun_stays"}
NAMES |= {f"casework_{name}_kept" for name in ("planversion", "assessmentanswer", "noteversion", "caseevent")}
CLOSED = {f"{table}_{column}_closed" for table, column in closing.tables()}  # broken in tests/clients/test_erasure
NAMES |= {"clients_requestevent_append_only", "clients_breachevent_append_only", "clients_glassreview_append_only"}
NAMES |= {"clients_authorityrequest_keeps", "clients_authorityevent_keeps"}
# broken in tests/programme/test_participations
NAMES |= {"programme_participation_keeps", "programme_correction_keeps", "programme_checklist_stays"}
NAMES |= {"clients_noticegiven_keeps", "clients_consent_keeps", "clients_form_keeps", "clients_formtext_fixed"}
COLUMNS = "bookable_id, starts_at, ends_at, is_active, holder, expires_at"


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def thing():
    return Bookable.objects.create(kind="room", owner="4")


def claim(thing, minutes=0, *, is_active=True):
    return Claim.objects.create(
        bookable=thing, starts_at=NINE + timedelta(minutes=minutes), ends_at=NINE + timedelta(minutes=minutes + 60),
        holder=uuid4(), is_active=is_active,
    )  # fmt: skip


def insert_again(minutes):
    """A copy of the only claim, moved by some minutes, written without Django's models."""
    plus = f"datetime(starts_at, '{minutes} minutes')" if connection.vendor == "sqlite" else f"starts_at + interval '{minutes} minutes'"
    until = plus.replace("starts_at", "ends_at")
    sql(f"INSERT INTO core_claim ({COLUMNS}) SELECT bookable_id, {plus}, {until}, is_active, holder, expires_at FROM core_claim")


def test_every_guard_is_there():
    assert set(guards.REGISTER) == NAMES | CLOSED, "break the new guard here too"
    assert guards.missing() == []
    assert guards.put_back() == []


@pytest.mark.parametrize("minutes", [0, 30, -30])
def test_an_overlapping_claim_cannot_be_inserted(thing, minutes):
    claim(thing)
    with pytest.raises(IntegrityError, match="claims_no_overlap"):
        insert_again(minutes)
    assert Claim.objects.count() == 1


def test_a_claim_right_after_can(thing):
    claim(thing)
    insert_again(60)
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    ["is_active = TRUE", "starts_at = (SELECT MIN(starts_at) FROM core_claim)", "bookable_id = (SELECT MIN(id) FROM core_bookable)"],
)
def test_a_claim_cannot_become_overlapping(thing, change):
    claim(thing)
    other = Bookable.objects.create(kind="room", owner="5")
    if change.startswith("is_active"):
        second = claim(thing, is_active=False)
    elif change.startswith("starts_at"):
        second = claim(thing, 60)
    else:
        second = claim(other)
    with pytest.raises(IntegrityError, match="claims_no_overlap"):
        sql(f"UPDATE core_claim SET {change} WHERE id = %s", second.pk)


def test_an_ended_claim_does_not_count(thing):
    claim(thing, is_active=False)
    claim(thing)
    claim(thing, 30, is_active=False)
    assert Claim.objects.filter(is_active=True).count() == 1


@pytest.mark.parametrize("table", ["core_auditentry", "core_accessevent", "appointments_appointmentevent", "programme_frozenreport"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_append_only_tables_cannot_be_changed(cast, table, statement):
    rows = {
        "core_auditentry": an_entry,
        "core_accessevent": a_look,
        "appointments_appointmentevent": an_event,
        "programme_frozenreport": a_report,
    }
    rows[table](cast)
    with pytest.raises(IntegrityError, match=r"append.only"):
        sql(statement.format(table))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone()[0] >= 1


def an_entry(cast):
    AuditEntry.objects.create(at=timezone.now(), actor=cast.zuzanna, verb="test", subject_type="x", subject_id="1")


def a_look(cast):
    AccessEvent.objects.create(at=timezone.now(), actor=cast.zuzanna, how="open", subject_type="x", place="x")


def a_report(cast):
    day = NINE.date()
    FrozenReport.objects.create(
        organization=cast.rops, first_on=day, last_on=day, definitions="1", figures={}, frozen_at=NINE, frozen_by=cast.joanna
    )


def an_event(cast):
    from tests.appointments.sittings import by_staff, sit  # noqa: PLC0415 - only this one needs a booking

    by_staff(cast, sit(cast, timezone.now().replace(microsecond=0) + timedelta(days=1)))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_guard_that_was_dropped_is_missed_and_put_back(name):
    guards.drop(guards.REGISTER[name])
    assert guards.all_names(guards.missing()) == [name]
    assert guards.all_names(guards.put_back()) == [name]
    assert guards.missing() == []


def test_half_a_guard_is_put_back_whole():
    if connection.vendor != "sqlite":
        assert guards.missing() == []  # one constraint cannot be half gone
        return
    sql("DROP TRIGGER claims_no_overlap_update")
    assert guards.all_names(guards.put_back()) == ["claims_no_overlap"]
    assert guards.missing() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("model", "name"), [(Claim, "claims_no_overlap"), (AuditEntry, "core_auditentry_append_only")])
def test_guards_come_back_after_django_rebuilds_the_table(model, name):
    """SQLite copies the whole table even for a longer text field and loses its triggers on the way."""
    field = next(field for field in model._meta.local_fields if isinstance(field, models.CharField | models.DateTimeField))
    wider = field.clone()
    wider.null = not field.null
    wider.set_attributes_from_name(field.name)
    wider.model = model
    try:
        with connection.schema_editor() as editor:
            editor.alter_field(model, field, wider)
        gone = guards.all_names(guards.missing())
        assert gone == ([name] if connection.vendor == "sqlite" else [])
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(model, wider, field)
        call_command("migrate", verbosity=0)
    assert guards.missing() == []


def test_one_name_stands_for_one_guard():
    guard = guards.append_only("core_claim")
    try:
        guards.register(guard, guard)
        with pytest.raises(ValueError, match="core_claim_append_only"):
            guards.register(guards.Guard("core_claim_append_only", "core_claim", (), ()))
    finally:
        guards.REGISTER.pop("core_claim_append_only")


def test_what_is_no_breach_goes_through(cast):
    an_entry(cast)
    an_entry(cast)
    assert AuditEntry.objects.count() == 2
    with pytest.raises(DatabaseError):
        sql("UPDATE core_auditentry SET verb = 'x'")
