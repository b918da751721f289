"""Small whole files of the kinds that people upload, made here."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def pdf(words: bytes = b"zkinside", *, start: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one empty page, with a table of its objects that fits. `start`: after its first line; `trailer`: among its last words."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Title(" + words + b")>>",
    ]
    out, places = b"%PDF-1.7\n" + start + b"\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, trailer, at)


def picture(width: int, height: int) -> Image.Image:
    return Image.new("RGB", (width, height), "white")


def jpeg(width: int = 20, height: int = 10, shade: int = 200) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()
