"""Notes: who reads which class, what is kept when they are put right, and what one types meanwhile."""

import pytest
from django.db import DatabaseError, connection, transaction

from mosty.accounts.enums import Role
from mosty.casework.access.notes import get_draft, get_note, read_classes, readers, written_classes
from mosty.casework.actions.drafts import forget_drafts, keep_draft
from mosty.casework.actions.notes import change_note, write_note
from mosty.casework.models import NoteDraft, NoteVersion
from mosty.casework.queries.notes import notes_of, unfinished, versions_of
from mosty.clients.actions import open_client
from mosty.clients.actions.hiding import hide_file
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry
from mosty.directory.models import Membership
from tests.cast import employ, make_user

ALL = ["reception", "casework", "psychologist", "lawyer"]


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", by=cast.oksana)


@pytest.fixture
def psychologist(cast):
    """Marta is one: an adviser with a profession."""
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    return cast.marta


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("zuzanna", ["reception"], ["reception"]),
        ("oksana", ["reception", "casework"], ["reception", "casework"]),
        ("marta", ["reception", "casework", "psychologist"], ["reception", "casework", "psychologist"]),
        ("hanna", ["reception", "casework"], ["reception", "casework"]),  # a manager reads no confidential note
        ("karolina", [], []),
        ("ewa", [], []),  # another centre
        ("joanna", [], []),
        ("piotr", [], []),
        ("adam", [], []),  # another organisation
        ("nikt", [], []),
    ],
)
def test_every_class_is_read_and_written_by_whom_it_is_for(cast, olena, psychologist, who, reads, writes):
    user = cast.people[who]
    assert (read_classes(user, olena), written_classes(user, olena)) == (reads, writes)


@pytest.mark.parametrize("kind", ALL)
def test_the_count_under_the_box_is_the_number_of_people_who_can_open_the_note(cast, olena, psychologist, kind):
    lawyer = make_user("Law", "law@mosty.example")
    Membership.objects.filter(pk=employ(lawyer, Role.ADVISER, cast.rops).pk).update(profession="lawyer")  # of the whole organisation
    note = write_note(olena, kind=kind, text="Words", by=lawyer if kind == "lawyer" else psychologist)
    opened = set()
    for user in [*cast.people.values(), lawyer]:
        try:
            get_note(user, note.pk)
            opened.add(user.pk)
        except (Missing, PermissionDenied):
            pass
    assert len(opened) == sum(one.count for one in readers(olena)[kind]) > 0


def test_a_confidential_note_is_sealed_and_does_not_exist_for_the_manager(cast, olena, psychologist):
    note = write_note(olena, kind="psychologist", text="Sleeps badly", by=psychologist)
    row = NoteVersion.objects.get(note=note)
    assert (row.text, "Sleeps" in row.sealed) == ("", False)
    assert [one.words for one in notes_of(psychologist, olena)] == ["Sleeps badly"]
    for other in (cast.hanna, cast.oksana, cast.zuzanna):
        assert notes_of(other, olena) == []
        with pytest.raises(Missing):
            get_note(other, note.pk)
    assert "Sleeps" not in str(list(AuditEntry.objects.filter(verb="note.written").values()))


def test_opening_a_note_is_a_look(cast, olena):
    note = write_note(olena, kind="casework", text="Words", by=cast.oksana)
    looks.begin()
    get_note(cast.hanna, note.pk)
    assert [(look.how, look.subject_type, look.subject_ids) for look in looks.end()] == [("open", "casework.note", (str(note.pk),))]


@pytest.mark.parametrize(("who", "kind"), [("zuzanna", "casework"), ("hanna", "psychologist"), ("oksana", "lawyer"), ("oksana", "x")])
def test_nobody_writes_a_class_that_is_not_theirs(cast, olena, who, kind):
    with pytest.raises(Refusal, match="bad-class"):
        write_note(olena, kind=kind, text="Words", by=cast.people[who])


def test_a_note_sent_twice_is_kept_once(cast, olena):
    given = {"kind": "casework", "text": "Once", "by": cast.oksana, "submission": "0b0f7c5e-0000-4000-8000-000000000001"}
    write_note(olena, **given)
    with pytest.raises(Refusal, match="already-counted"):
        write_note(olena, **given)
    assert len(notes_of(cast.oksana, olena)) == 1


def test_ten_thousand_pasted_lines_are_refused_with_a_sentence(cast, olena):
    with pytest.raises(Refusal, match="too-long"):
        write_note(olena, kind="casework", text="line after line\n" * 10_000, by=cast.oksana)


def test_within_a_week_the_author_puts_it_right_and_both_texts_stay(cast, olena, clock):
    note = write_note(olena, kind="casework", text="First", by=cast.oksana)
    clock.go(days=6)
    change_note(note, text="Second", seen=1, by=cast.oksana)
    assert [(row.number, words, row.is_correction) for row, words in versions_of(note)] == [(2, "Second", False), (1, "First", False)]
    with pytest.raises(Refusal, match="not-yours"):
        change_note(note, text="Third", seen=2, by=cast.marta)


def test_after_a_week_a_change_is_a_correction_with_a_reason(cast, olena, clock):
    note = write_note(olena, kind="casework", text="First", by=cast.oksana)
    clock.go(days=8)
    with pytest.raises(Refusal, match="no-reason"):
        change_note(note, text="Second", seen=1, by=cast.oksana)
    change_note(note, text="Second", seen=1, reason="wrong person", by=cast.oksana)
    version, words = versions_of(note)[0]
    assert (version.number, version.is_correction, version.reason, words) == (2, True, "wrong person", "Second")


def test_a_change_in_two_windows_shows_the_second_the_text_of_the_first(cast, olena):
    note = write_note(olena, kind="casework", text="First", by=cast.oksana)
    change_note(note, text="Second", seen=1, by=cast.oksana)
    with pytest.raises(Refusal, match="changed-meanwhile") as refused:
        change_note(note, text="Third", seen=1, by=cast.oksana)
    assert refused.value.details == {"text": "Second", "seen": 2}


def test_the_database_keeps_every_version_as_it_was(cast, olena):
    note = write_note(olena, kind="casework", text="First", by=cast.oksana)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_noteversion SET text = 'Other' WHERE text = 'First'")
    with pytest.raises(DatabaseError), transaction.atomic():
        NoteVersion.objects.create(note=note, number=2, kind="psychologist", text="open words", by=cast.oksana)
    assert [words for _row, words in versions_of(note)] == ["First"]


def test_a_manager_never_has_a_profession(cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(user=cast.hanna).update(profession="psychologist")


def test_a_hidden_file_is_read_by_those_who_work_with_the_person(cast, olena):
    write_note(olena, kind="casework", text="Words", by=cast.marta)
    olena = hide_file(olena, is_hidden=True, by=cast.marta)
    assert read_classes(cast.hanna, olena) == []
    assert read_classes(cast.marta, olena) == ["reception", "casework"]  # the author of a note
    assert [(one.role, one.count) for one in readers(olena)["casework"]] == [("adviser", 2)]  # Oksana opened the file


# --- while one types ---------------------------------------------------------------------------------------------------


def test_a_draft_belongs_to_its_author_alone(cast, olena):
    draft = keep_draft(olena, text="Half a sen", kind="casework", by=cast.oksana)
    assert "Half" not in NoteDraft.objects.get().sealed
    assert [one.words for one in unfinished(cast.oksana, olena)] == ["Half a sen"]
    for other in (cast.marta, cast.hanna):
        assert unfinished(other, olena) == []
        with pytest.raises(Missing):
            get_draft(other, draft.pk)
    with pytest.raises(PermissionDenied):
        keep_draft(olena, text="Mine", kind="", by=cast.karolina)


def test_typing_goes_on_in_one_row_and_nothing_is_kept_of_nothing(cast, olena):
    assert keep_draft(olena, text="  ", kind="", by=cast.oksana) is None
    first = keep_draft(olena, text="One", kind="", by=cast.oksana)
    second = keep_draft(olena, text="One two", kind="casework", by=cast.oksana, draft=first.pk, version=first.version)
    assert (second.pk, second.version, NoteDraft.objects.count()) == (first.pk, 2, 1)


def test_two_windows_on_one_draft_lose_nothing(cast, olena):
    draft = keep_draft(olena, text="Both begin", kind="", by=cast.oksana)
    keep_draft(olena, text="Both begin, left", kind="", by=cast.oksana, draft=draft.pk, version=1)
    other = keep_draft(olena, text="Both begin, right", kind="", by=cast.oksana, draft=draft.pk, version=1)
    assert other.pk != draft.pk
    assert {one.words for one in unfinished(cast.oksana, olena)} == {"Both begin, left", "Both begin, right"}


def test_saving_takes_the_draft_away_and_time_takes_the_rest(cast, olena, clock):
    mine = keep_draft(olena, text="Words", kind="", by=cast.oksana)
    theirs = keep_draft(olena, text="Others", kind="", by=cast.marta)
    write_note(olena, kind="casework", text="Words", by=cast.oksana, draft=mine.pk)
    write_note(olena, kind="casework", text="More", by=cast.oksana, draft=theirs.pk)  # somebody else's is left alone
    assert [row.pk for row in NoteDraft.objects.order_by("pk")] == [theirs.pk]
    clock.go(days=15)
    assert (forget_drafts(), NoteDraft.objects.count()) == (1, 0)
