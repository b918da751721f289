"""What is in a file is known by its bytes; what hides in it does not come along."""

from io import BytesIO

import pillow_heif
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mosty.core.errors import Refusal
from mosty.core.filetypes import MOST_PIXELS, check
from tests.core.papers import pdf, picture

MOST = 1024 * 1024
ZIP = b"PK\x03\x04" + b"\0" * 40 + b"PK\x05\x06" + b"\0" * 18


def code(data, most=MOST):
    with pytest.raises(Refusal) as refused:
        check(data, most=most)
    assert str(refused.value.sentence)
    return refused.value.code


def camera():
    """What a phone writes into a picture: it lies on its side, and says where it was taken and with what."""
    facts = Image.Exif()
    facts[0x0112], facts[0x010F] = 6, "ZkPhone"
    facts.get_ifd(0x8825).update({1: "N", 2: (52.0, 24.0, 31.0)})
    return facts


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_a_picture_is_drawn_anew_upright_and_without_its_place(form):
    out, words = BytesIO(), PngInfo()
    words.add_text("Comment", "zkplace")
    given = {"exif": camera()} | ({"pnginfo": words} if form == "PNG" else {}) | ({"comment": b"zkplace"} if form == "JPEG" else {})
    if form == "HEIC":
        pillow_heif.from_pillow(picture(60, 40)).save(out, exif=camera().tobytes())
    else:
        picture(60, 40).save(out, form, **given)
    found = check(out.getvalue() + b"<script>zkplace</script>", most=MOST)
    with Image.open(BytesIO(found.content)) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((40, 60), {})
    assert found.content_type == {"HEIC": "image/jpeg"}.get(form, f"image/{form.lower()}")
    assert not [secret for secret in (b"zkplace", b"ZkPhone", b"Exif", b"GPS") if secret in found.content]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_scanners_in_every_mode_are_taken(mode):
    out = BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    assert check(out.getvalue(), most=MOST).content_type == "image/png"


def test_a_print_shops_jpeg_becomes_one_that_browsers_show():
    out = BytesIO()
    Image.new("CMYK", (8, 8)).save(out, "JPEG")
    with Image.open(BytesIO(check(out.getvalue(), most=MOST).content)) as drawn:
        assert drawn.mode == "RGB"


def test_a_moving_picture_stands_still():
    out = BytesIO()
    picture(8, 8).save(out, "WEBP", save_all=True, append_images=[picture(8, 8)], duration=100)
    with Image.open(BytesIO(check(out.getvalue(), most=MOST).content)) as drawn:
        assert getattr(drawn, "n_frames", 1) == 1


def test_a_pdf_is_kept_as_it_came():
    assert check(pdf(), most=MOST).content == pdf()
    assert check(pdf() + b"\r\n\0", most=MOST).content_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\0" * 100, "not-taken"),
        (b"MZ\x90\0" + b"\0" * 60, "not-taken"),
        (b"<html><script>alert(1)</script>", "not-taken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "not-taken"),
        (ZIP, "not-taken"),  # also every .docx and .xlsx
        (b"GIF89a" + b"\0" * 60, "not-taken"),
        (b"plain words, called passport.pdf", "not-taken"),
        (b" " + b"%PDF-1.7 later", "not-taken"),
        (b"%PDF-1.7\nnot really\n%%EOF", "broken"),
        (b"%PDF-9.9\nstartxref\n0\n%%EOF", "broken"),
        (b"%PDF-1.7\n" + b"x" * 90 + b"\nstartxref\n5\n%%EOF", "broken"),
        (pdf()[: len(pdf()) // 2], "broken"),
        (pdf() + b"more words", "broken"),
        (pdf(trailer=b"/Encrypt 9 0 R"), "locked"),
        (pdf(trailer=b"/Encrypt<</Filter/Standard>>"), "locked"),
        (pdf() + ZIP, "two-in-one"),
        (pdf(start=b"<script>alert(1)</script>"), "two-in-one"),
        (pdf(start=ZIP[:-2] + b"\xff\0"), "two-in-one"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 200, "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "broken"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 60, "broken"),
    ],
)
def test_what_is_something_else_or_damaged_is_refused(data, why):
    assert code(data) == why


def test_half_a_picture_is_refused():
    for form in ("JPEG", "PNG"):
        out = BytesIO()
        Image.effect_noise((100, 100), 50).save(out, form)
        assert code(out.getvalue()[: len(out.getvalue()) // 2]) == "broken"


def test_too_many_bytes_and_too_many_pixels_are_refused_before_they_are_drawn():
    assert code(pdf(), most=10) == "too-large"
    out = BytesIO()
    Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)).save(out, "PNG")
    assert code(out.getvalue()) == "too-many-pixels"
    out = BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")  # more than Pillow itself opens
    assert code(out.getvalue()) == "too-many-pixels"
