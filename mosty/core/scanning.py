"""Is there a virus in a file? `settings.SCAN` says whom we ask: a clamd by its address, or a program. Empty: nobody, and screens say so."""

from __future__ import annotations

import os
import shlex
import socket
import struct
import subprocess
import tempfile
import time as clock
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024  # bytes
LONGEST_ANSWER = 4096  # bytes


class ScanFailed(Exception):
    """The scanner did not answer, or not in time: we do not know."""


def is_on() -> bool:
    """Is there a scanner at all?"""
    return bool(settings.SCAN)


def is_clean(data: bytes) -> bool:
    """False when the scanner finds something. Raises `ScanFailed` when it gives no answer within `settings.SCAN_SECONDS`."""
    try:
        if settings.SCAN.startswith(("tcp://", "unix://")):
            return _by_clamd(data)
        return _by_program(data)
    except (OSError, subprocess.SubprocessError) as fault:
        raise ScanFailed(type(fault).__name__) from None  # nothing of the file in its words


def _by_clamd(data: bytes) -> bool:
    """INSTREAM of ClamAV (man clamd): pieces with their length before them, then an empty one; the answer ends in OK or FOUND."""
    until = clock.monotonic() + settings.SCAN_SECONDS
    with _plug() as plug:
        plug.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            plug.settimeout(_left(until))
            piece = data[start : start + PIECE]
            plug.sendall(struct.pack("!I", len(piece)) + piece)
        plug.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            plug.settimeout(_left(until))
            more = plug.recv(PIECE)
            if not more:
                break
            answer += more
    words = answer.rstrip(b"\0\n")
    if words.endswith(b"FOUND"):
        return False
    if words.endswith(b": OK"):
        return True
    raise ScanFailed("clamd gave another answer")


def _plug() -> socket.socket:
    address = urlsplit(settings.SCAN)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname or "127.0.0.1", address.port or 3310), timeout=settings.SCAN_SECONDS)
    plug = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    plug.settimeout(settings.SCAN_SECONDS)
    try:
        plug.connect(address.path)
    except OSError:
        plug.close()
        raise
    return plug


def _left(until: float) -> float:
    left = until - clock.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _by_program(data: bytes) -> bool:
    """0 clean, 1 found something (as clamscan and clamdscan), anything else: it could not look.

    The file comes on its standard input; or, for a program that wants a path, in the place of {file}: then it lies open on the disk, for
    our user only, until the program ends.
    """
    words = shlex.split(settings.SCAN)
    if "{file}" not in words:
        return _answer(words, data)
    Path(settings.SEALED_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=settings.SEALED_DIR, prefix="scan-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return _answer([made if word == "{file}" else word for word in words], b"")
    finally:
        Path(made).unlink(missing_ok=True)


def _answer(words: list[str], data: bytes) -> bool:
    done = subprocess.run(  # noqa: S603 - the operator's own program, without a shell; nothing of the upload stands in its words
        words, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=settings.SCAN_SECONDS, check=False
    )
    if done.returncode in {0, 1}:
        return done.returncode == 0
    raise ScanFailed("the program could not look")
