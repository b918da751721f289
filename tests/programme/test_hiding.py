"""A reader who adds and subtracts, and one who also knows how we hide, cannot pin a hidden number down."""

import itertools
import random
from collections import defaultdict

import pytest

from mosty.programme.queries.hiding import cells_to_hide, rows_to_hide

LETTERS = "abcdefgh"


def seen(numbers):
    """What is published of a list of numbers: its total, and each number or None. None if the table is withheld."""
    rows = LETTERS[: len(numbers)]
    hidden = rows_to_hide(rows, [dict(zip(rows, numbers, strict=True))])
    if hidden is None:
        return None
    return (sum(numbers), *(None if row in hidden else number for row, number in zip(rows, numbers, strict=True)))


def splits(total, count, least):
    """Every way to write the total as `count` numbers of at least `least`."""
    if count == 1:
        if total >= least:
            yield (total,)
        return
    for first in range(least, total + 1):
        for rest in splits(total - first, count - 1, least):
            yield (first, *rest)


def test_nothing_small_hides_nothing():
    assert rows_to_hide("abc", [{"a": 5, "b": 0, "c": 90}]) == frozenset()


def test_one_small_number_takes_the_smallest_other_along():
    assert rows_to_hide("abcd", [{"a": 3, "b": 0, "c": 90, "d": 40}]) == {"a", "d"}


def test_ones_that_their_sum_would_give_away_take_a_third():
    """1 + 1 + 1 = 3 of three people shown as hidden would be no secret."""
    assert rows_to_hide("abcd", [{"a": 1, "b": 1, "c": 1, "d": 40}]) == {"a", "b", "c", "d"}


def test_a_table_with_nothing_to_hide_behind_is_withheld():
    assert rows_to_hide("abc", [{"a": 3, "b": 2, "c": 0}]) is None


def test_reader_who_adds_and_subtracts_cannot_tell_a_hidden_number():
    chance = random.Random(6)
    protected = 0
    for _ in range(400):
        numbers = [chance.choice([0, 1, 2, 3, 4, 5, 6, 9, 14]) for _ in range(chance.randint(2, 5))]
        published = seen(numbers)
        if published is None or None not in published:
            continue
        protected += 1
        total, *cells = published
        left = total - sum(cell for cell in cells if cell is not None)
        possible = list(splits(left, cells.count(None), least=1))  # nought is shown, so a hidden one is not nought
        for position in range(cells.count(None)):
            values = {split[position] for split in possible}
            assert max(values) - min(values) >= 5, (numbers, published)
    assert protected > 100


@pytest.mark.parametrize(("count", "most"), [(2, 16), (3, 13), (4, 8)])
def test_reader_who_knows_how_we_hide_cannot_tell_a_hidden_number(count, most):
    """Every table there is, grouped by what is published of it: no group may agree on a hidden number."""
    groups = defaultdict(list)
    for numbers in itertools.product(range(most * 2), repeat=count) if count == 2 else itertools.product(range(most), repeat=count):
        published = seen(numbers)
        if published is not None and None in published:
            groups[published].append(numbers)
    inner = {key: tables for key, tables in groups.items() if key[0] < most}  # all tables with such a total were made
    assert inner
    for published, tables in inner.items():
        for position, cell in enumerate(published[1:]):
            if cell is None:
                assert len({numbers[position] for numbers in tables}) >= 2, (published, tables)


def test_anonymous_and_registered_contacts_are_hidden_together():
    """12 contacts, 9 of them anonymous: the three registered ones would be known."""
    anonymous = {"a": 9, "b": 30, "c": 60}
    registered = {"a": 3, "b": 20, "c": 70}
    assert rows_to_hide("abc", [anonymous, registered]) == {"a", "b"}


def test_parts_of_hidden_rows_do_not_sum_to_a_small_number():
    chance = random.Random(7)
    protected = 0
    for _ in range(300):
        rows = LETTERS[: chance.randint(3, 6)]
        parts = [{row: chance.choice([0, 0, 1, 3, 5, 8, 30]) for row in rows} for _ in range(2)]
        hidden = rows_to_hide(rows, parts)
        if not hidden:
            continue
        protected += 1
        assert len(hidden) >= 2
        for part in parts:
            assert not 0 < sum(part[row] for row in hidden) < 5
            assert all(part[row] == 0 or part[row] >= 5 for row in rows if row not in hidden)
            assert all(parts[0][row] + parts[1][row] not in {1, 2, 3, 4} for row in rows if row not in hidden)
    assert protected > 100


# --- Two dimensions -------------------------------------------------------------------------------------------------


def fillings(rows, columns, known, row_sums, column_sums):
    """Every table of natural numbers with these margins (None: margin not published) and these known cells."""
    cells = [(row, column) for row in rows for column in columns]

    def go(position, filled, row_left, column_left):
        if position == len(cells):
            if all(not left for left in row_left.values() if left is not None) and all(
                not left for left in column_left.values() if left is not None
            ):
                yield dict(filled)
            return
        row, column = cell = cells[position]
        limits = [left for left in (row_left[row], column_left[column]) if left is not None]
        choices = [known[cell]] if cell in known else range(min(limits) + 1)
        for number in choices:
            if any(number > limit for limit in limits):
                continue
            last_in_row = column == columns[-1] and row_left[row] is not None
            if last_in_row and number != row_left[row]:
                continue
            filled[cell] = number
            yield from go(
                position + 1,
                filled,
                row_left | {row: None if row_left[row] is None else row_left[row] - number},
                column_left | {column: None if column_left[column] is None else column_left[column] - number},
            )

    yield from go(0, {}, dict(row_sums), dict(column_sums))


def test_margins_do_not_give_a_hidden_cell_away():
    chance = random.Random(8)
    protected = 0
    for _ in range(30):
        rows, columns = "abc", "xyz"
        table = {(row, column): chance.choice([0, 2, 3, 5, 6, 7]) for row in rows for column in columns}
        row_sums = {row: sum(table[row, column] for column in columns) for row in rows}
        column_sums = {column: sum(table[row, column] for row in rows) for column in columns}
        hidden_rows, hidden_columns = rows_to_hide(rows, [row_sums]), rows_to_hide(columns, [column_sums])
        if hidden_rows is None or hidden_columns is None:
            continue
        hidden = cells_to_hide(table, rows, columns, hidden_rows=hidden_rows, hidden_columns=hidden_columns)
        if not hidden:
            continue
        protected += 1
        known = {cell: number for cell, number in table.items() if cell not in hidden}
        assert not any(0 < number < 5 for number in known.values())
        open_rows = {row: None if row in hidden_rows else number for row, number in row_sums.items()}
        open_columns = {column: None if column in hidden_columns else number for column, number in column_sums.items()}
        has_open_margin = None in (*open_rows.values(), *open_columns.values())
        if has_open_margin and sum(table.values()) > 22:
            continue  # even more is possible; too many tables to write them all down
        possible = {cell: set() for cell in hidden}
        for filled in fillings(rows, columns, known, open_rows, open_columns):
            for cell in hidden:
                possible[cell].add(filled[cell])
        for cell, values in possible.items():
            assert max(values) - min(values) >= 5, (table, sorted(hidden), cell)
    assert protected > 5


def test_hidden_margin_is_not_the_sum_of_what_is_shown():
    table = {("a", "x"): 2, ("a", "y"): 2, ("b", "x"): 20, ("b", "y"): 30, ("c", "x"): 40, ("c", "y"): 50}
    hidden = cells_to_hide(table, "abc", "xy", hidden_rows={"a", "b"})
    assert {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")} <= hidden


def test_inside_without_a_wide_rectangle_is_withheld():
    assert cells_to_hide({("a", "x"): 3, ("b", "y"): 50}, "ab", "xy") is None
