"""PO files: what goes out, and a report of whatever does not fit when they come back. All or nothing."""

import polib
import pytest
from django.utils.translation import override

from mosty.core.errors import Refusal
from mosty.guide.actions import po
from mosty.guide.actions.translations import start
from tests.guide.translations.steps import article, by_machine, rewrite, segment, waiting


def parsed(text, tmp_path):
    path = tmp_path / "one.po"
    path.write_text(text, encoding="utf-8")
    return polib.pofile(str(path))


def entry(book, text):
    return next(one for one in book if text in one.msgid)


def send(book, cast, **options):
    return po.import_file(str(book).encode(), language="uk", by=cast.daria, **options)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def book(guide, tmp_path):
    return parsed(po.export(language="uk"), tmp_path)


def test_all_or_only_what_is_open_goes_out(guide, tmp_path):
    rewrite("Paszport", "Dowód")
    by_machine("Idź", "Машина")
    everything, some = (parsed(po.export(language="uk", only_open=only), tmp_path) for only in (False, True))
    assert len(everything) > len(some) > 2  # "safe" has no Ukrainian text at all
    assert {one.msgid for one in some if one.msgctxt.startswith("address/")} == {"Dowód", "Idź"}
    assert (entry(some, "Dowód").previous_msgid, entry(some, "Dowód").msgstr) == ("Paszport", "Паспорт")
    assert all("fuzzy" in one.flags for one in some if one.msgstr)
    assert some.metadata["Language"] == "uk"


def test_unchanged_file_changes_nothing(cast, book):
    report = send(book, cast)
    assert (report.changed, report.faults, report.was_written) == (0, 0, True)


def test_changed_translation_comes_in_with_its_author(cast, book):
    entry(book, "Paszport").msgstr = "Паспорт громадянина"
    assert send(book, cast).changed == 1
    one = segment("Paszport")
    assert (one.text, one.by) == ("Паспорт громадянина", cast.daria.name)


def test_machine_paragraph_sent_back_is_not_checked(cast, guide, tmp_path):
    by_machine("Paszport", "Машина")
    book = parsed(po.export(language="uk"), tmp_path)
    entry(book, "Paszport").flags.clear()
    send(book, cast)
    assert waiting("uk") == {"Paszport": "machine"}


def _lost(book):
    entry(book, "Termin: {fact:days}").msgstr = "Без знака"


def _changed(book):
    rewrite("Paszport", "Dowód")


def _no_article(book):
    entry(book, "Paszport").msgctxt = "nowhere/body.x"


def _no_place(book):
    entry(book, "Paszport").msgctxt = "address/body.nowhere"


def _no_context(book):
    entry(book, "Paszport").msgctxt = None


def _twice(book):
    one = entry(book, "Paszport")
    book.append(polib.POEntry(msgid=one.msgid, msgctxt=one.msgctxt, msgstr="Інше"))


def _script(book):
    entry(book, "Paszport").msgstr = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_lost, "{fact:days}"),
        (_changed, "has changed since the file was made"),
        (_no_article, "no such article"),
        (_no_place, "no such paragraph"),
        (_no_context, "no such article"),
        (_twice, "twice"),
        (_script, "<script>"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(cast, book, spoil, sentence):
    entry(book, "Idź").msgstr = "Добре"
    spoil(book)
    report = send(book, cast)
    assert [sentence in line.sentence for line in report.lines if line.is_fault] == [True]
    assert next(line for line in report.lines if line.is_fault).number > 0
    assert not report.was_written
    assert segment("Idź").text == "Ідіть"
    rest = send(book, cast, skip_faults=True)
    assert (rest.changed, rest.was_written) == (1, True)
    assert segment("Idź").text == "Добре"


def test_of_very_many_faults_the_first_are_told_and_all_counted(cast, book):
    for number in range(po.MOST_LINES + 20):
        book.append(polib.POEntry(msgctxt=f"nothing-{number}/title", msgid="x", msgstr="y"))
    report = send(book, cast)
    told = sum(line.is_fault for line in report.lines)
    assert (report.faults, told, report.was_written) == (po.MOST_LINES + 20, po.MOST_LINES, False)


def test_missing_empty_and_unsure_entries_are_said_and_left(cast, guide, tmp_path):
    rewrite("Paszport", "Dowód")
    book = parsed(po.export(language="uk", articles=["address"]), tmp_path)
    book.remove(entry(book, "Dowód"))
    entry(book, "Idź").msgstr = ""
    unsure = entry(book, "Kogo")
    unsure.msgstr, unsure.flags = "Кого?", ["fuzzy"]
    report = send(book, cast)
    assert (report.changed, report.faults) == (0, 0)
    assert len(report.lines) == 3
    assert segment("Kogo").text == "Хто"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-po"),
        (b"PK\x03\x04 msgid \xff\xfe", "no-po"),
        (b"<html>msgid</html>", "no-po"),
        (b'msgid "\0"', "no-po"),
        (b'msgid "a"\nmsgstr "b\n', "po-language"),
        (b"/etc/passwd", "no-po"),
        (b'msgid ""\nmsgstr ""\n"Language: ka\\n"\n', "po-language"),
        (b'msgid "a"\nmsgstr "b"\n', "po-language"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(cast, guide, content, code):
    with pytest.raises(Refusal) as refused:
        po.import_file(content, language="uk", by=cast.daria)
    assert (refused.value.code, bool(str(refused.value.sentence))) == (code, True)


def test_too_large_file_is_refused(cast, guide, settings):
    settings.PO_MOST_BYTES = 1000
    with pytest.raises(Refusal) as refused:
        po.import_file(b"#" * 1001, language="uk", by=cast.daria)
    assert refused.value.code == "po-too-large"


def test_whole_new_language_by_file(cast, guide, tmp_path):
    start(article(), language="ka", by=cast.robert)
    book = parsed(po.export(language="ka", articles=["address"]), tmp_path)
    for one in book:
        one.msgstr = one.msgid.replace("Paszport", "პასპორტი")
    report = po.import_file(str(book).encode(), language="ka", by=cast.robert)
    assert (report.changed, report.faults) == (len(book), 0)
    assert waiting("ka") == {}
