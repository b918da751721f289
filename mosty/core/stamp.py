"""A file whose time says when what all visitors see has changed. Every worker looks at it before it answers from memory.

Workers share no memory; they do share a disk (`settings.STAMP_FILE`). To look costs a millionth of a second. Workers on other
machines notice by the seconds of each page.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction


def read() -> int:
    """The stamp; 0 if nothing ever changed."""
    try:
        return os.stat(settings.STAMP_FILE).st_mtime_ns  # noqa: PTH116 - before every page; half the cost of Path.stat
    except OSError:
        return 0


def renew_on_commit() -> None:
    """What visitors see has changed: from the commit on, kept pages are wrong."""
    transaction.on_commit(_renew)


def _renew() -> None:
    path = Path(settings.STAMP_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    now = time.time_ns()
    os.utime(path, ns=(now, now))  # exact: two changes in one tick of the disk's clock are still two
