"""Names as provided; one of them is shown."""

import pytest

from mosty.clients.actions import change_client, open_client
from mosty.clients.actions.names import MOST_NAMES, add_name, change_name, make_main, remove_name
from mosty.clients.models import ClientName
from mosty.clients.queries import find_clients
from mosty.core.errors import Refusal


@pytest.fixture
def nino(cast):
    return open_client(centre=cast.poznan, name="Nino", by=cast.oksana)


def test_a_new_file_has_one_name_and_it_is_shown(nino):
    assert list(nino.names.values_list("text", "kind", "is_main")) == [("Nino", "spoken", True)]


def test_every_name_finds_the_file_and_a_removed_one_no_more(cast, nino):
    row = add_name(nino, text="ნინო ბერიძე", kind="own", by=cast.oksana)
    assert find_clients(cast.oksana, "beridze nino").clients == [nino]
    remove_name(row, by=cast.oksana)
    assert find_clients(cast.oksana, "ბერიძე").clients == []


def test_the_shown_name_is_one(cast, nino):
    row = add_name(nino, text="Nino Beridze", kind="passport", is_main=True, by=cast.oksana)
    nino.refresh_from_db()
    assert (nino.name, nino.search) == ("Nino Beridze", "nino beridze")
    first = nino.names.get(text="Nino")
    make_main(first, by=cast.oksana)
    assert nino.names.get(is_main=True) == first
    assert row.is_main  # the old object; the row is what counts
    with pytest.raises(Refusal) as refused:
        remove_name(first, by=cast.oksana)
    assert refused.value.code == "main-name"


def test_a_shown_name_that_is_put_right_is_shown_right(cast, nino):
    change_name(nino.names.get(), text="Nini", kind="spoken", by=cast.oksana)
    nino.refresh_from_db()
    assert (nino.name, nino.search) == ("Nini", "nini")
    assert find_clients(cast.oksana, "nini").clients == [nino]


def test_a_form_that_changes_the_name_changes_the_shown_row(cast, nino):
    add_name(nino, text="Nino B.", kind="spoken", by=cast.oksana)
    fields = ("phone", "email", "language", "citizenship", "birth_year")
    change_client(nino, name="Nino B.", by=cast.oksana, **{field: getattr(nino, field) for field in fields})
    assert list(nino.names.values_list("text", "is_main")) == [("Nino B.", True)]


def test_the_same_name_of_the_same_kind_is_kept_once(cast, nino):
    one = add_name(nino, text="Beridze", kind="birth", by=cast.oksana)
    assert add_name(nino, text=" Beridze ", kind="birth", by=cast.oksana) == one
    other = add_name(nino, text="Beridze", kind="former", by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        change_name(other, text="Beridze", kind="birth", by=cast.oksana)
    assert (refused.value.code, refused.value.field) == ("name-twice", "text")


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("", "own", "no-name"),
        ("\u200f\u00a0", "own", "no-name"),
        ("x" * 500, "own", "too-long"),
        ("Anna\u202egpj", "own", "direction-marks"),
        ("Anna", "stage", "bad-kind"),
    ],
)
def test_what_is_no_name_is_refused(cast, nino, text, kind, code):
    for write in (
        lambda: add_name(nino, text=text, kind=kind, by=cast.oksana),
        lambda: change_name(nino.names.get(), text=text, kind=kind, by=cast.oksana),
    ):
        with pytest.raises(Refusal) as refused:
            write()
        assert refused.value.code == code
    assert ClientName.objects.get().text == "Nino"


def test_scripts_and_marks_of_direction_inside_a_name_are_kept_apart(cast, nino):
    assert add_name(nino, text="محمد Анна Łucja", kind="own", by=cast.oksana).text == "محمد Анна Łucja"
    assert add_name(nino, text="مح\u200fمد", kind="own", by=cast.oksana).text == "محمد"


def test_a_file_keeps_some_names_not_any_number(cast, nino):
    ClientName.objects.bulk_create(
        ClientName(organization_id=nino.organization_id, client=nino, kind="birth", text=f"N{number}") for number in range(MOST_NAMES - 1)
    )
    with pytest.raises(Refusal) as refused:
        add_name(nino, text="One more", kind="birth", by=cast.oksana)
    assert refused.value.code == "too-many-names"
