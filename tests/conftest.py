"""What tests of several rooms share: one Chromium a worker, for Playwright allows no second, and no
deadline for an example of hypothesis, since a busy machine is no fault of the code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.browser.driver import chromium

settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched
