"""The browser itself: journeys stand on it."""

import pytest

pytestmark = pytest.mark.e2e


def test_the_browser_reaches_the_server(page):
    page.goto("/healthz")
    assert page.inner_text("body").strip() == "ready"
