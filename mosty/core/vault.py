"""Files that must not lie open on the disk: each is sealed whole, under a random name, and is there whole or not at all.

AES-256-GCM with a key of its own for every file, made from one of `settings.DATA_KEYS` and a random salt (HKDF-SHA256). The name is
part of what is signed: a file put in the place of another does not open. Who may read, and for how long a file is kept, is decided above.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
import time as clock
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mosty.core.crypt import Unreadable

MAGIC = b"MOSTY-1\n"
SIGN, SALT, NONCE = 8, 16, 12  # bytes: which key, its salt, the nonce
HEAD = len(MAGIC) + SIGN + SALT + NONCE
NAME = re.compile(r"[0-9a-f]{32}")


class Gone(Exception):
    """No such file (any more)."""


def keep(data: bytes) -> str:
    """Seal with the newest key and write; returns the random name. Raises `OSError` and leaves nothing behind when the disk is full."""
    name = secrets.token_hex(16)
    _write(name, _sealed(name, data))
    return name


def fetch(name: str) -> bytes:
    """What `keep` was given. Raises `Gone`, or `Unreadable` when no key opens it or it was tampered with."""
    return _opened(name, _read(name))


def destroy(name: str) -> bool:
    """Take the file away for good; False when it was not there."""
    try:
        _path(name).unlink()
    except FileNotFoundError:
        return False
    return True


def is_newest(name: str) -> bool:
    """Is the file sealed with the newest key? Raises `Gone`."""
    return _read(name)[len(MAGIC) : len(MAGIC) + SIGN] == _sign(settings.DATA_KEYS[0])


def renew(name: str) -> bool:
    """Seal anew with the newest key; False when that is so already. Readers meet the old file or the new one, never a half.

    Raises `Gone` or `Unreadable`; the file is then as it was.
    """
    if is_newest(name):
        return False
    _write(name, _sealed(name, fetch(name)))
    return True


def stored() -> Iterator[tuple[str, float]]:
    """Names of all files, and for how many seconds each has been there. Pieces left by a crash are taken away on the way."""
    root = _root()
    for path in sorted(root.glob("*/*")) if root.is_dir() else ():
        try:
            age = clock.time() - path.stat().st_mtime
        except FileNotFoundError:
            continue
        if NAME.fullmatch(path.name):
            yield path.name, age
        elif path.suffix == ".part" and age > 60 * 60:
            path.unlink(missing_ok=True)


def _sealed(name: str, data: bytes) -> bytes:
    key = settings.DATA_KEYS[0]
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    head = MAGIC + _sign(key) + salt + nonce
    return head + AESGCM(_key(key, salt)).encrypt(nonce, data, head + name.encode())


def _opened(name: str, whole: bytes) -> bytes:
    head, body = whole[:HEAD], whole[HEAD:]
    sign, salt = head[len(MAGIC) : len(MAGIC) + SIGN], head[-SALT - NONCE : -NONCE]
    for key in settings.DATA_KEYS:
        if head.startswith(MAGIC) and len(head) == HEAD and _sign(key) == sign:
            try:
                return AESGCM(_key(key, salt)).decrypt(head[-NONCE:], body, head + name.encode())
            except InvalidTag:
                raise Unreadable("a sealed file was changed on the disk") from None
    raise Unreadable("no key opens this file; was one taken out of MOSTY_DATA_KEYS too early?")


def _key(key: str, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"mosty file").derive(key.encode())


def _sign(key: str) -> bytes:
    """Says which key it was, and nothing of the key."""
    return hashlib.sha256(b"mosty sign of a key\0" + key.encode()).digest()[:SIGN]


def _root() -> Path:
    return Path(settings.SEALED_DIR)


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise Gone
    return _root() / name[:2] / name


def _read(name: str) -> bytes:
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        raise Gone from None


def _write(name: str, whole: bytes) -> None:
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix="new-", suffix=".part")  # only its owner may read it
    aside = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
