"""A description becomes a picture that a strict page may hold and a screen reader can name."""

import re

import pytest

from mosty.core import charts
from mosty.core.charts import Ink
from tests.guards import check_html

BARS = {
    "width": 100,
    "height": 60,
    "data": {"values": [{"name": "Ukraina <b>", "n": 40}, {"name": "Gruzja", "n": 7}]},
    "encoding": {
        "y": {"field": "name", "type": "nominal", "axis": {"labelColor": Ink.TEXT}},
        "x": {"field": "n", "type": "quantitative", "axis": None},
    },
    "layer": [
        {"mark": {"type": "bar", "color": Ink.BAR}},
        {"mark": {"type": "text", "color": Ink.STRONG}, "encoding": {"text": {"field": "n"}}},
    ],
}


def test_chart_has_classes_and_no_style_colour_or_font():
    drawn = charts.svg(BARS, title="Skąd są osoby")
    check_html(drawn)
    assert not re.search(r"style=|fill=|stroke=|font|#0000|url\(|<script", drawn)
    assert drawn.count('class="chart-bar"') == 2
    assert 'class="chart-strong"' in drawn
    assert drawn.startswith('<svg class="chart" viewBox="0 0 ')


def test_chart_is_one_picture_with_a_name_and_a_description():
    drawn = charts.svg(BARS, title="Skąd <są> & osoby", description="Ukraina 40")
    assert 'role="img"' in drawn
    assert "<title>Skąd &lt;są&gt; &amp; osoby</title><desc>Ukraina 40</desc>" in drawn
    assert "aria-" not in drawn


def test_words_of_data_are_escaped():
    assert "Ukraina &lt;b&gt;" in charts.svg(BARS, title="x")


def test_anchors_do_not_flip_on_right_to_left_pages():
    assert 'direction="ltr"' in charts.svg(BARS, title="x")


def test_same_description_is_drawn_once():
    charts.svg(BARS, title="one")
    before = charts._draw.cache_info()
    charts.svg(BARS, title="two")
    after = charts._draw.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


def test_what_cannot_be_drawn_leaves_only_the_table(caplog):
    assert charts.svg({"mark": {"no": "such"}}, title="x") == ""
    assert "not drawn" in caplog.text


def test_drawing_goes_on_after_the_program_has_ended():
    charts.svg(BARS | {"width": 101}, title="x")
    charts._program._process.kill()
    charts._program._process.wait()
    assert "<svg" in charts.svg(BARS | {"width": 102}, title="x")


def test_nothing_outside_is_reached():
    """A description that asks for a file from elsewhere is not drawn."""
    assert charts.svg({"data": {"url": "https://example.org/a.csv"}, "mark": "bar"}, title="x") == ""


@pytest.fixture(autouse=True, scope="module")
def end_of_the_program():
    yield
    charts._program.end()
