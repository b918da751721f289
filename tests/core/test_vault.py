"""Files on the disk are sealed, whole, and bound to their name; keys can be changed."""

import os

import pytest
from cryptography.fernet import Fernet

from mosty.core import crypt, vault

WORDS = b"zkinside " * 1000


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SEALED_DIR = tmp_path
    settings.DATA_KEYS = ["first"]
    return tmp_path


def test_nothing_readable_lies_on_the_disk_and_only_we_may_read_it(folder):
    name = vault.keep(WORDS)
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    assert (path.name, b"zkinside" in path.read_bytes(), path.stat().st_mode & 0o077) == (name, False, 0)
    assert vault.fetch(name) == WORDS
    assert vault.keep(WORDS) != name  # and two times the same are not the same on the disk


@pytest.mark.parametrize("place", [0, 9, 20, 40, 60, -1])
def test_one_changed_bit_and_the_file_does_not_open(folder, place):
    name = vault.keep(WORDS)
    path = folder / name[:2] / name
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(crypt.Unreadable):
        vault.fetch(name)


def test_a_file_put_in_the_place_of_another_does_not_open(folder):
    one, two = vault.keep(b"mine"), vault.keep(b"yours")
    (folder / one[:2] / one).write_bytes((folder / two[:2] / two).read_bytes())
    with pytest.raises(crypt.Unreadable):
        vault.fetch(one)
    (folder / one[:2] / one).write_bytes(b"")
    with pytest.raises(crypt.Unreadable):
        vault.fetch(one)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 31, "g" * 32, "a\0b", "0" * 32])
def test_a_name_that_is_none_opens_nothing(name):
    with pytest.raises(vault.Gone):
        vault.fetch(name)


def test_what_is_destroyed_is_gone():
    name = vault.keep(WORDS)
    assert (vault.destroy(name), vault.destroy(name), list(vault.stored())) == (True, False, [])


def test_a_full_disk_leaves_nothing_behind(folder, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.keep(WORDS)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_new_key_seals_and_the_old_one_opens_until_all_is_renewed(settings):
    name = vault.keep(WORDS)
    settings.DATA_KEYS = ["second", "first"]
    assert (vault.fetch(name), vault.is_newest(name), vault.renew(name), vault.renew(name)) == (WORDS, False, True, False)
    settings.DATA_KEYS = ["second"]
    assert vault.fetch(name) == WORDS
    settings.DATA_KEYS = ["first"]
    with pytest.raises(crypt.Unreadable):
        vault.fetch(name)


def test_a_value_knows_whether_it_is_under_the_newest_key(settings):
    token = crypt.seal("words")
    settings.DATA_KEYS = ["second", "first"]
    assert (crypt.is_newest(token), crypt.is_newest(crypt.resealed(token)), crypt.is_newest(Fernet.generate_key().decode())) == (
        False,
        True,
        False,
    )


def test_pieces_of_a_crash_are_taken_away_after_an_hour(folder):
    vault.keep(WORDS)
    for name, age in (("new-old.part", 7200), ("new-young.part", 60)):
        path = folder / "00" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    assert len(list(vault.stored())) == 1
    assert sorted(path.name for path in (folder / "00").iterdir() if path.suffix) == ["new-young.part"]
