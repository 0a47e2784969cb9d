"""A model without a segment, as a JSON file may bring it: every page says how to go on."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.defaults.templates import template
from salesmodel.model import SalesModel
from salesmodel.ui import acts
from tests.ui.conftest import PAGES

GONE = (
    "segments", "stages", "tracks", "tasks", "assignments", "components", "outcomes", "moves",
    "reviews", "acceptances",
)  # fmt: skip


def without_segments() -> SalesModel:
    return template("mid_market").model_copy(update=dict.fromkeys(GONE, ()))


@pytest.fixture
def empty(app: AppTest) -> AppTest:
    app.session_state["workbench"] = acts.start_from(without_segments())
    return app


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(empty: AppTest, page: str) -> None:
    # regression: KeyError in the footer of the design page
    empty.switch_page(page).run()
    assert not empty.exception


def test_the_design_page_leads_to_start(empty: AppTest) -> None:
    empty.switch_page("screens/design/workbench.py").run()
    said = [str(each.value) for each in empty.caption]
    assert "No segments yet. Start from a template or a CRM export." in said
    links = [each.proto.page for each in empty.get("page_link")]
    assert "start" in " ".join(links)
