"""Translations without gettext's programs: `extract` finds the strings, `compile` writes .mo, `check` refuses gaps.

A string that a newcomer can meet must exist in all ten languages; one that only staff see in the staff languages.
English is the source, so there is no English catalogue.
"""

import ast
import gettext
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
PORTAL = ("pl", "uk", "ru", "be", "ka", "az", "tr", "es", "ar")
STAFF = ("pl", "uk")
STAFF_ONLY = (
    *("mosty/desk/", "mosty/network/", "mosty/accounts/", "mosty/clients/"),
    *("mosty/appointments/actions/schedules.py", "mosty/appointments/actions/duty.py"),
    *("mosty/programme/actions/", "mosty/programme/queries/lists.py", "mosty/core/undo.py", "mosty/core/filetypes.py"),
    *("mosty/casework/actions/documents.py", "mosty/casework/actions/withdrawals.py", "mosty/casework/actions/encounters.py"),
    # editors of the guide
    *("mosty/portal/editors/", "mosty/portal/templates/portal/editors/", "mosty/portal/templates/wagtailadmin/"),
    *("mosty/guide/actions/", "mosty/guide/blocks/", "mosty/guide/models/", "mosty/guide/access.py", "mosty/guide/machine.py"),
    *("mosty/guide/queries/marks.py", "mosty/guide/queries/gaps.py", "mosty/search/actions/synonyms.py"),
)
NOT_SHOWN = ("/admin.py", "/migrations/", "/management/", "/gallery")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(gettext|ngettext|pgettext|npgettext|_)\(({TEXT}(?:\s*,\s*{TEXT})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Found(NamedTuple):
    """One string of the source with every place where it stands."""

    context: str | None
    ids: tuple[str, ...]
    places: list[tuple[str, int]]

    @property
    def is_public(self) -> bool:
        return any(not file.startswith(STAFF_ONLY) for file, _ in self.places)


def from_template(source: str, name: str) -> Iterator[tuple[int, str | None, tuple[str, ...]]]:
    """Line, context and ids of each translation in a Django template."""
    calls = templatize(source, origin=name)
    for call in CALL.finditer(calls):
        texts = [ast.literal_eval(text) for text in re.findall(TEXT, call[2])]
        line = calls.count("\n", 0, call.start()) + 1
        context = texts.pop(0) if call[1] in {"pgettext", "npgettext"} else None
        yield line, context, tuple(texts)


def from_python(source: bytes) -> Iterator[tuple[int, str | None, tuple[str, ...]]]:
    """Line, context and ids of each translation in a Python module."""
    for line, ids, _, context in babel_extract("python", io.BytesIO(source), keywords=KEYWORDS):
        yield line, context, ids if isinstance(ids, tuple) else (ids,)


def find(root: Path = ROOT) -> list[Found]:
    """Every translated string of the product, in the order of the files."""
    found: dict[tuple[str | None, str], Found] = {}
    files = [*root.glob("mosty/**/*.py"), *root.glob("mosty/**/templates/**/*.html"), *root.glob("mosty/**/templates/**/*.txt")]
    for file in sorted(files):
        name = file.relative_to(root).as_posix()
        if any(part in name for part in NOT_SHOWN):
            continue
        rows = from_python(file.read_bytes()) if file.suffix == ".py" else from_template(file.read_text(), name)
        for line, context, ids in rows:
            if not ids[0]:
                continue
            entry = found.setdefault((context, ids[0]), Found(context, ids, []))
            entry.places.append((name, line))
            if len(ids) > len(entry.ids):
                found[context, ids[0]] = Found(context, ids, entry.places)
    return list(found.values())


def wanted(language: str, found: list[Found]) -> list[Found]:
    """What this language must have."""
    return [one for one in found if one.is_public or language in STAFF]


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def extract() -> None:
    """Bring the catalogues up to date: new strings empty, gone strings dropped, nothing guessed."""
    found = find()
    for language in PORTAL:
        old = read(language)
        new = Catalog(locale=language, project="Mosty", fuzzy=False, header_comment="# Translations of Mosty. EUPL-1.2.")
        empty = 0
        for one in wanted(language, found):
            before = old.get(one.ids[0], one.context)
            string = before.string if before is not None and bool(before.pluralizable) == (len(one.ids) > 1) else None
            files = sorted({(file, None) for file, _ in one.places})
            key = one.ids if len(one.ids) > 1 else one.ids[0]
            flags = [flag for flag in before.flags if flag == "fuzzy"] if before is not None else []
            message = new.add(key, string, locations=files, context=one.context, flags=flags)
            empty += not is_translated(message)
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_po(stream, new, width=120, omit_header=False, include_lineno=False)
        drop_dates(file)
        print(f"{language}: {len(new)} strings, {empty} to translate")


def drop_dates(file: Path) -> None:
    """Dates in the header change with every run and say nothing."""
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not re.match(r'"(POT-Creation-Date|PO-Revision-Date|Last-Translator)', line)))


def compile_all() -> int:
    """Write .mo files that are older than their .po; returns how many."""
    count = 0
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        target = file.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= file.stat().st_mtime:
            continue
        with target.open("wb") as stream:
            write_mo(stream, read(file.parent.parent.name))
        count += 1
    return count


def is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def faults_of(message: Message, ids: tuple[str, ...], catalog: Catalog) -> list[str]:
    """What is wrong with one translation: empty, fuzzy, plural forms, placeholders."""
    if message.fuzzy:
        return ["is marked fuzzy"]
    if not is_translated(message):
        return ["is not translated"]
    if len(ids) == 1:
        return [] if placeholders(message.string) == placeholders(ids[0]) else ["has other placeholders"]
    if len(message.string) != catalog.num_plurals:
        return [f"needs {catalog.num_plurals} plural forms"]
    form_of = gettext.c2py(catalog.plural_expr)  # type: ignore[attr-defined]
    uses: dict[int, set[int]] = {}
    for number in range(200):
        uses.setdefault(form_of(number), set()).add(number)
    faults = []
    for form, text in enumerate(message.string):
        one_number = len(uses.get(form, ())) <= 1  # "one time", "two times" may leave the number out
        mine = placeholders(text)
        if mine != placeholders(ids[1]) and not (one_number and set(mine) <= set(placeholders(ids[1]))):
            faults.append(f"form {form} has other placeholders")
    return faults


def check() -> list[str]:
    """Every gap as one line: language, string, what is wrong."""
    lines = []
    found = find()
    for language in PORTAL:
        catalog = read(language)
        if catalogue_file(language).exists() and catalog.num_plurals != Catalog(locale=Locale.parse(language)).num_plurals:
            lines.append(f"{language}: the header has other plural forms than Babel")
        for one in wanted(language, found):
            message = catalog.get(one.ids[0], one.context)
            faults = faults_of(message, one.ids, catalog) if message is not None else ["is missing"]
            lines += [f"{language}: {one.ids[0][:70]!r} ({one.places[0][0]}) {fault}" for fault in faults]
    return lines


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else "check"
    if command == "extract":
        extract()
    elif command == "compile":
        print(f"{compile_all()} catalogues compiled")
    else:
        lines = check()
        print("\n".join(lines[:60]))
        print(f"translations: {len(lines)} gaps" if lines else "translations: complete")
        return 1 if lines else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
