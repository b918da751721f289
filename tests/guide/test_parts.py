"""Stored bodies become parts; nothing dangerous passes."""

import pytest

from mosty.guide.queries.parts import paragraphs, parts_of


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a</p><ul><li>b</li></ul>", ["<p>a</p>", "<ul><li>b</li></ul>"]),
        ("<p onclick='x()' style='color:red' data-block-key='k'>a</p>", ["<p>a</p>"]),
        ("<script>alert(1)</script><p>a</p><style>p{}</style>", ["<p>a</p>"]),
        ('<p><a href="javascript:alert(1)">a</a></p>', ["<p><a>a</a></p>"]),
        ('<p><a href="https://x.example/" target="_blank">a</a></p>', ['<p><a href="https://x.example/">a</a></p>']),
        ("<p><span class='MsoNormal'><o:p>word</o:p></span></p>", ["<p>word</p>"]),
        ("loose & <img src=x onerror=y> text", ["<p>loose &amp; </p>", "<p> text</p>"]),
        ("<!-- note --><p>a<!-- b --></p>", ["<p>a</p>"]),
        ("", []),
    ],
)
def test_rich_text_is_cut_and_cleaned(html, clean):
    assert paragraphs(html) == clean


def test_unknown_blocks_and_offices_are_left_out():
    raw = [
        {"type": "steps", "value": {"steps": [{"type": "item", "value": {"title": "<b>", "office": "moon"}}]}},
        {"type": "text", "value": "no block"},
    ]
    (part,) = parts_of(raw)
    assert (part.steps[0].title, part.steps[0].office) == ("&lt;b&gt;", "")
