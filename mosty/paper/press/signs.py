"""Which signs our fonts certainly have. Knows no Typst, so that whoever puts a sheet together can ask too."""

from __future__ import annotations

KNOWN = (
    (0x20, 0x7E),
    (0xA0, 0x52F),
    (0x600, 0x6FF),
    (0x10D0, 0x10FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2026),
    (0x2066, 0x2069),
    (0x20AC, 0x20AC),
)


def is_known(sign: str) -> bool:
    """Can it be printed?"""
    return any(first <= ord(sign) <= last for first, last in KNOWN)
