"""What must be hidden so that a published table gives away no small number. Pure arithmetic, no database.

A number from 1 to 4 is small. Hiding it alone does not help: the total minus the rest gives it back. So something else is
hidden with it, until a reader who knows every number that is shown can still move each hidden one by five or more. Nought
is shown: it says nothing about anybody. docs/decisions/0006-small-cells.md tells why it is done this way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

UNDER = 5

Cells = Mapping[tuple[str, str], int]


def is_small(number: int, under: int = UNDER) -> bool:
    """A number that may not be published: more than nought, fewer than `under`."""
    return 0 < number < under


def rows_to_hide(rows: Sequence[str], parts: Sequence[Mapping[str, int]], *, under: int = UNDER) -> frozenset[str] | None:
    """Rows that must go, when the total of every part is published.

    `parts` are the columns that sum to what is shown (anonymous contacts and those with a file); a row is hidden in all of
    them and in their sum. None: even hiding every row would not be enough, so the table must not be published.
    """
    whole = {row: sum(part.get(row, 0) for part in parts) for row in rows}
    hidden = {row for row in rows if any(is_small(part.get(row, 0), under) for part in parts) or is_small(whole[row], under)}
    if not hidden:
        return frozenset()
    # the smallest others go with them: the least is lost
    others = sorted((row for row in rows if row not in hidden and whole[row]), key=lambda row: (whole[row], rows.index(row)))
    while not _is_safe(hidden, parts, whole, under):
        if not others:
            return None
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _is_safe(hidden: Collection[str], parts: Sequence[Mapping[str, int]], whole: Mapping[str, int], under: int) -> bool:
    # a hidden row is known not to be nought as a whole, so each holds at least one of the sum
    if len(hidden) < 2 or sum(whole[row] for row in hidden) - len(hidden) < under:
        return False
    sums = [sum(part.get(row, 0) for row in hidden) for part in parts]
    return len(parts) == 1 or not any(is_small(number, under) for number in sums)


def cells_to_hide(
    cells: Cells,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    hidden_rows: Collection[str] = (),
    hidden_columns: Collection[str] = (),
    under: int = UNDER,
) -> frozenset[tuple[str, str]] | None:
    """Cells of a table by two dimensions that must go, when both margins are published except `hidden_rows` and `hidden_columns`.

    Each small cell stands at the corner of a rectangle of hidden cells (margins may be corners); round the rectangle numbers can
    be moved without changing what is shown. A row whose margin is hidden goes whole. None: no rectangle is wide enough; do not
    publish the inside.
    """
    hidden = {(row, column) for row in rows for column in columns if row in hidden_rows or column in hidden_columns}
    small = [(row, column) for row in rows for column in columns if is_small(cells.get((row, column), 0), under)]
    hidden.update(small)
    for row, column in small:
        beside = [cells.get((other, column), 0) for other in hidden_rows if other != row and row in hidden_rows]
        below = [cells.get((row, other), 0) for other in hidden_columns if other != column and column in hidden_columns]
        if any(number >= under for number in (*beside, *below)):
            continue  # two whole lines are hidden with their margins: numbers move between them already
        best = _cheapest_rectangle(cells, rows, columns, row, column, hidden, under)
        if best is None:
            return None
        hidden |= best
    return frozenset(hidden - _noughts_given_away(cells, rows, columns, hidden, hidden_rows, hidden_columns))


def _cheapest_rectangle(
    cells: Cells, rows: Sequence[str], columns: Sequence[str], row: str, column: str, hidden: set[tuple[str, str]], under: int
) -> set[tuple[str, str]] | None:
    """Three more corners, so that the first can grow by `under`: the two beside it can shrink by as much."""
    best, price = None, (0, 0)
    for other_row in rows:
        if other_row == row or cells.get((other_row, column), 0) < under:
            continue
        for other_column in columns:
            if other_column == column or cells.get((row, other_column), 0) < under:
                continue
            corners = {(other_row, column), (row, other_column), (other_row, other_column)}
            fresh = corners - hidden
            asked = (len(fresh), sum(cells.get(cell, 0) for cell in fresh))
            if best is None or asked < price:
                best, price = corners, asked
    return best


def _noughts_given_away(
    cells: Cells,
    rows: Sequence[str],
    columns: Sequence[str],
    hidden: set[tuple[str, str]],
    hidden_rows: Collection[str],
    hidden_columns: Collection[str],
) -> set[tuple[str, str]]:
    """Hidden cells of a line whose margin shows that they hold nothing: they may as well be shown as nought."""
    known: set[tuple[str, str]] = set()
    by_column = [(column in hidden_columns, {(row, column) for row in rows}) for column in columns]
    by_row = [(row in hidden_rows, {(row, column) for column in columns}) for row in rows]
    for is_margin_hidden, line in by_column + by_row:
        inside = line & hidden
        if not is_margin_hidden and not any(cells.get(cell, 0) for cell in inside):
            known |= inside
    return known
