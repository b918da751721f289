"""Housekeeping: small things the worker does again and again. An app registers its own in `AppConfig.ready()`.

A chore may run in several workers at once and must do no harm then; it returns how many rows it changed.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger("mosty.chores")


@dataclass(frozen=True)
class Chore:
    """What to do, and how many seconds from one start to the next."""

    name: str
    every_seconds: int
    function: Callable[[], object]


REGISTER: dict[str, Chore] = {}


def register(name: str, every_seconds: int, function: Callable[[], object]) -> None:
    """Add a chore; a name stands for one chore only. It runs soon after the worker starts, then every so many seconds."""
    chore = Chore(name, every_seconds, function)
    if REGISTER.get(name, chore) != chore:
        raise ValueError(f"two chores named {name}")
    REGISTER[name] = chore


class Clock:
    """Knows when each chore ran last in this process."""

    def __init__(self) -> None:
        self.next_at: dict[str, float] = {}

    def run_due(self, now: float) -> list[str]:
        """Run every chore whose time has come (`now`: seconds of a clock that never goes back); returns their names.

        A chore that fails is logged without values and tried again at its next time; the others run all the same.
        """
        ran = []
        for chore in list(REGISTER.values()):
            if now < self.next_at.get(chore.name, now):
                continue
            self.next_at[chore.name] = now + chore.every_seconds
            ran.append(chore.name)
            run(chore)
        return ran


def run(chore: Chore) -> bool:
    """Run one chore; False if it failed."""
    try:
        changed = chore.function()
    except Exception as fault:
        frames = "".join(traceback.format_tb(fault.__traceback__)[-3:])  # lines of code, no values
        logger.error("%s failed: %s\n%s", chore.name, type(fault).__name__, frames)
        return False
    if changed:
        logger.info("%s: %s", chore.name, changed if isinstance(changed, int) else "done")
    return True
