from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from mosty.accounts.actions import choose_language
from mosty.accounts.enums import PERSONAL_RIGHTS, ROLE_RIGHTS, Right, Role
from mosty.accounts.models import User
from mosty.core.errors import Refusal


def test_every_role_has_its_rights_and_every_right_a_holder():
    assert set(ROLE_RIGHTS) == set(Role)
    assert frozenset().union(*ROLE_RIGHTS.values()) == set(Right)


def test_rights_are_sorted_and_say_area_thing_and_act():
    values = [right.name for right in Right]
    areas = [right.split(":")[0] for right in Right]
    assert len(set(values)) == len(values)
    assert all(right.count(":") == 2 for right in Right)
    assert set(areas) <= {"appointments", "clients", "casework", "comms", "core", "guide", "programme"}


@pytest.mark.parametrize("role", [Role.COORDINATOR])
def test_who_sees_numbers_only_needs_no_second_factor(role):
    assert not ROLE_RIGHTS[role] & PERSONAL_RIGHTS


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.SPECIALIST, Role.MANAGER, Role.DPO])
def test_who_sees_people_needs_a_second_factor(role):
    assert ROLE_RIGHTS[role] & PERSONAL_RIGHTS


def test_guest_sees_the_own_list_and_no_file():
    assert {Right.CLIENT_READ, Right.ENCOUNTER_READ, Right.APPOINTMENT_READ}.isdisjoint(ROLE_RIGHTS[Role.SPECIALIST])


def test_access_table_names_every_role_and_right():
    out = StringIO()
    call_command("access_table", stdout=out)
    table = out.getvalue()
    assert all(f"`{right}`" in table for right in Right)
    with override("en"):  # as the table is written, whatever language is on
        assert all(str(role.label) in table for role in Role)
    line = next(line for line in table.splitlines() if f"`{Right.LOOKS_READ}`" in line)
    held = [cell.strip() for cell in line.split("|")[2:-1]]
    assert [role for role, cell in zip(Role, held, strict=True) if cell] == [Role.MANAGER, Role.DPO]


def test_addresses_are_one_whatever_their_case(db):
    User.objects.create_user("Anna@Example.org", "x", name="Anna")
    assert User.objects.get_by_natural_key("ANNA@example.ORG").name == "Anna"
    assert User.objects.get().email == "anna@example.org"


def test_language_of_the_desk_is_one_of_three(cast):
    assert choose_language(cast.zuzanna, language="en", by=cast.zuzanna).staff_language == "en"
    with pytest.raises(Refusal, match="unknown-language"):
        choose_language(cast.zuzanna, language="ar", by=cast.zuzanna)
    cast.zuzanna.language = "ar"
    assert cast.zuzanna.staff_language == "pl"
