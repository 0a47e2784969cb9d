"""The live component in a real browser: it answers in place, keeps zoom, shows its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.driver import ROOT, serving

APP = Path(__file__).with_name("live_app.py")
ALL_PAINTED = (
    "seq => { const roots = [...document.querySelectorAll('[data-painted]')];"
    " return roots.length === 2 && roots.every(root => root.dataset.painted === seq); }"
)
WHAT_IS_THERE = (
    "() => JSON.stringify({ slider: document.querySelector('input[type=range]')?.value,"
    " painted: [...document.querySelectorAll('[data-painted]')].map(root => root.dataset.painted),"
    " running: document.querySelector('[data-test-script-state]')?.dataset.testScriptState })"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The test page, with the app's own static files and theme."""
    home = tmp_path_factory.mktemp("live")
    for name in ("static", ".streamlit"):
        (home / name).symlink_to(ROOT / name)
    app = home / "app.py"
    app.write_text(f"import runpy\nrunpy.run_path({str(APP)!r})\n", encoding="utf-8")
    with serving(home / "none.duckdb", app, "--server.enableStaticServing", "true") as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 720})
    opened.set_default_timeout(15_000)
    opened.goto(address)
    opened.wait_for_function(ALL_PAINTED, arg="100")
    yield opened
    opened.close()


def move_slider(page: Page, to: int) -> None:
    """Press the slider's key until it stands there. A key that comes while Streamlit draws its
    slider anew is lost; that is not what is tested."""
    slider = page.get_by_role("slider").first
    while (now := int(slider.input_value())) < to:
        slider.press("ArrowRight")
        for _ in range(50):
            if int(slider.input_value()) > now:
                break
            page.wait_for_timeout(20)
    try:
        page.wait_for_function(ALL_PAINTED, arg=str(to), timeout=30_000)
    except TimeoutError as error:
        raise AssertionError(page.evaluate(WHAT_IS_THERE)) from error


def test_a_moved_slider_changes_figures_and_charts_without_a_new_mount(page: Page) -> None:
    # Regression: the page once said that it was painted while Plotly was still being fetched.
    drawn = "(window.kept = document.querySelector('[data-chart] .smw-plot svg')) !== null"
    assert page.evaluate(drawn)
    value = page.locator("[data-kpi=cost_per_win] [data-value]")
    expect(value).to_have_text("$48.6k")
    move_slider(page, 125)
    expect(value).to_have_text("$60.8k")
    expect(page.locator("[data-chart=utilisation]")).to_contain_text("past 100%")
    assert page.evaluate("window.kept === document.querySelector('[data-chart] .smw-plot svg')")


def test_a_zoom_survives_an_edit(page: Page) -> None:
    plot = page.locator("[data-chart=utilisation] .smw-plot")
    reading = "plot => plot._fullLayout.xaxis.range.map(end => Math.round(end * 1000))"
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 80, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 190, middle, steps=5)
    page.mouse.up()
    page.wait_for_timeout(400)
    zoomed = plot.evaluate(reading)
    assert zoomed[0] > 0
    move_slider(page, 104)
    assert plot.evaluate(reading) == zoomed


def test_the_numbers_of_a_chart_stand_behind_its_button(page: Page) -> None:
    card = page.locator("[data-chart=cost_by_stage]")
    card.get_by_role("button", name="Show the numbers").click()
    expect(card.get_by_role("cell", name="Onboarding & <adoption>")).to_be_visible()
    expect(card.locator(".smw-plot")).to_be_hidden()
    card.get_by_role("button", name="Show the chart").click()
    expect(card.locator(".smw-plot")).to_be_visible()


def test_the_strip_and_the_cards_have_the_measures_of_the_design(page: Page) -> None:
    strip = page.locator(".smw-kpis:visible").bounding_box()
    assert strip is not None
    assert strip["height"] == 64
    cards = [box for box in (c.bounding_box() for c in page.locator(".smw-card").all()) if box]
    assert [box["height"] for box in cards] == [164] * 4
    assert max(box["width"] for box in cards) - min(box["width"] for box in cards) < 0.1
    assert cards[1]["x"] - cards[0]["x"] - cards[0]["width"] == pytest.approx(12)


def test_a_dark_page_gets_the_dark_tokens(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.wait_for_function(ALL_PAINTED, arg="100")
    surface = page.locator(".smw-kpis:visible").evaluate("e => getComputedStyle(e).backgroundColor")
    page.close()
    assert surface == "rgb(23, 28, 37)"  # #171C25


ATTENDING = (
    "async () => { const bundle = performance.getEntriesByType('resource').map(e => e.name)"
    ".find(name => /workbench-[^/]*\\.js$/.test(name));"
    " return (await import(bundle)).mountLive.attending(); }"
)
ATTEND = ATTENDING.replace("async ()", "async to").replace("attending()", "attend(to, 'canvas')")
FADED = (
    "card => [...card.querySelectorAll('.smw-plot .bars .point')]"
    ".map(point => getComputedStyle(point).opacity)"
)
PIECES_FADED = ["0.35"] * 4 + ["1"] * 2 + ["0.35"] * 4  # two roles in each stage but the last
NOTHING: dict[str, list[str]] = {"stages": [], "tasks": [], "roles": [], "segments": []}


def bars_of(page: Page, chart: str) -> list[str]:
    """The opacity of each piece of the chart's bars."""
    return list(page.locator(f"[data-chart={chart}]").evaluate(FADED))


def test_a_bar_under_the_pointer_has_the_attention_of_the_page(page: Page) -> None:
    bar = page.locator("[data-chart=cost_by_stage] .smw-plot .bars .point path").nth(1)
    box = bar.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    page.wait_for_timeout(200)
    assert page.evaluate(ATTENDING) == {**NOTHING, "stages": ["rec"], "roles": ["ae"]}
    assert set(bars_of(page, "cost_by_stage")) == {"1"}  # its own charts do not fade
    page.mouse.move(640, 5)
    page.wait_for_timeout(200)
    assert page.evaluate(ATTENDING) is None


def test_a_row_of_the_numbers_has_the_attention_when_it_has_the_focus(page: Page) -> None:
    card = page.locator("[data-chart=cost_per_win_by_segment]")
    card.get_by_role("button", name="Show the numbers").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(ATTENDING) == {**NOTHING, "segments": ["ent"]}
    card.get_by_role("button", name="Show the chart").focus()
    assert page.evaluate(ATTENDING) is None


def test_bars_that_do_not_concern_a_stage_pointed_at_elsewhere_fade(page: Page) -> None:
    page.evaluate(ATTEND, {**NOTHING, "stages": ["eva"]})
    assert bars_of(page, "cost_by_stage") == PIECES_FADED
    label = page.locator("[data-chart=cost_by_stage] .smw-chart-word", has_text="Vendor")
    assert label.evaluate("e => getComputedStyle(e).opacity") == "1"
    other = page.locator("[data-chart=cost_by_stage] .smw-chart-word", has_text="Procurement")
    assert other.evaluate("e => getComputedStyle(e).opacity") == "0.35"
    move_slider(page, 103)
    assert sorted(set(bars_of(page, "cost_by_stage"))) == ["0.35", "1"]  # a repaint keeps it
    page.evaluate(ATTEND, None)
    assert set(bars_of(page, "cost_by_stage")) == {"1"}
    assert other.evaluate("e => getComputedStyle(e).opacity") == "1"


def test_a_fifth_chart_waits_behind_a_button_where_there_is_no_room(page: Page) -> None:
    fifth = page.locator("[data-chart=win_and_cycle]")
    expect(fifth).to_be_hidden()
    assert fifth.locator(".js-plotly-plot").count() == 0
    page.get_by_role("button", name="More: Enterprise wins").press("Enter")
    expect(fifth.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator("[data-chart=coherence_components]")).to_be_hidden()
    page.get_by_role("button", name="Back:").press("Enter")
    expect(fifth).to_be_hidden()


def test_five_charts_stand_side_by_side_on_a_large_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(page.locator("[data-chart=win_and_cycle] .main-svg").first).to_be_visible()
    boxes = [box for box in (c.bounding_box() for c in page.locator(".smw-card").all()) if box]
    assert [box["height"] for box in boxes] == [256] * 5
    expect(page.locator(".smw-pager:visible")).to_have_count(0)


def test_a_projector_gets_larger_figures_titles_and_labels(page: Page) -> None:
    sizes = (
        "() => ['[data-value]', '.smw-kpi-label', '.smw-title', '.smw-chart-word']"
        ".map(part => getComputedStyle(document.querySelector(part)).fontSize)"
    )
    assert page.evaluate(sizes) == ["20px", "11px", "13px", "11px"]
    page.evaluate("document.documentElement.dataset.smwPresent = ''")
    page.wait_for_timeout(500)
    assert page.evaluate(sizes) == ["28px", "13px", "16px", "14px"]
    page.evaluate("delete document.documentElement.dataset.smwPresent")
    page.wait_for_timeout(500)
    assert page.evaluate(sizes) == ["20px", "11px", "13px", "11px"]


MARKS = (
    "() => [...document.querySelectorAll('.smw-plot .point')].map(point =>"
    " [(point.querySelector('path') ?? point).getAttribute('d'), point.getAttribute('transform')])"
)
PLOTLYS = (
    "() => [...document.querySelectorAll('.js-plotly-plot')]"
    ".map(plot => JSON.stringify(plot.data.map(trace => trace.x)))"
)


def test_marks_that_were_only_moved_stand_where_plotly_then_draws_them(page: Page) -> None:
    move_slider(page, 104)
    page.wait_for_timeout(1000)
    marks, plotlys = page.evaluate(MARKS), page.evaluate(PLOTLYS)
    page.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function(ALL_PAINTED, arg="105")
    moved = page.evaluate(MARKS)
    assert moved != marks
    assert any(now == then for now, then in zip(page.evaluate(PLOTLYS), plotlys, strict=True))
    page.wait_for_timeout(1000)
    assert page.evaluate(MARKS) == moved
    assert all(now != then for now, then in zip(page.evaluate(PLOTLYS), plotlys, strict=True))
