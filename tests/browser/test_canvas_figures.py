"""Figures, parallel jobs, ends, lanes and ghosts on the canvas, and what bad input gets."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Canvas


@pytest.fixture
def canvas(page: Page, app: str) -> Canvas:
    """A fresh working copy of the bundled example."""
    page.goto(app)
    return Canvas(page)


def type_percent(canvas: Canvas, source: str, target: str, text: str) -> None:
    canvas.line(source, target).locator("text").dblclick()
    canvas.type_over(text)


def test_a_per_cent_is_typed_on_the_move_and_the_others_give_way_in_proportion(
    canvas: Canvas,
) -> None:
    source = canvas.id_of("Vendor evaluation")
    before = {
        m["target"]: m["probability"] for m in canvas.drawing["moves"] if m["source"] == source
    }
    onward = canvas.id_of("Decide and buy")
    type_percent(canvas, "Vendor evaluation", "Decide and buy", "70%")
    after = {
        m["target"]: m["probability"] for m in canvas.drawing["moves"] if m["source"] == source
    }
    assert after[onward] == pytest.approx(0.7)
    for target, value in before.items():
        if target != onward:
            assert after[target] == pytest.approx(value * 0.3 / (1 - before[onward]))


def test_a_locked_move_stays_where_it_is(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Enter")
    canvas.page.get_by_label("Lock the move to No decision").click()
    canvas.settle()
    locked = canvas.move("Vendor evaluation", "No decision")
    assert locked is not None
    assert locked["locked"]
    canvas.key("Escape")
    type_percent(canvas, "Vendor evaluation", "Decide and buy", "50")
    after = canvas.move("Vendor evaluation", "No decision")
    assert after is not None
    assert after["probability"] == pytest.approx(locked["probability"])
    assert canvas.row("Vendor evaluation") == pytest.approx(1)


def test_what_was_typed_as_a_range_is_echoed_as_typed(canvas: Canvas) -> None:
    type_percent(canvas, "Vendor evaluation", "Decide and buy", "70-80%")
    move = canvas.move("Vendor evaluation", "Decide and buy")
    assert move is not None
    assert move["percent_text"] == "70-80%"
    assert move["probability"] == pytest.approx(0.75)


def test_a_per_cent_that_is_no_number_is_refused_in_words(canvas: Canvas) -> None:
    before = canvas.move("Vendor evaluation", "Decide and buy")
    type_percent(canvas, "Vendor evaluation", "Decide and buy", "lots")
    assert canvas.move("Vendor evaluation", "Decide and buy") == before
    expect(canvas.page.get_by_test_id("stToast").first).to_contain_text("lots")


def test_days_are_typed_on_the_stage(canvas: Canvas) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=days]").dblclick()
    canvas.type_over("3 wk")
    assert canvas.stage("Vendor evaluation")["days_text"] == "3 wk"
    assert canvas.stage("Vendor evaluation")["days"] == "21 d"


def test_a_job_done_in_parallel_is_added_in_a_stage_and_joins_again(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Enter")
    canvas.page.locator('[data-act="add-track"]').click()
    canvas.settle()
    stage = canvas.stage("Vendor evaluation")
    assert [track["name"] for track in stage["tracks"]] == ["Vendor evaluation", "Parallel job"]
    assert canvas.place("Vendor evaluation").locator("[data-track]").count() == 2
    canvas.page.get_by_label("Remove Parallel job", exact=True).click()
    canvas.settle()
    assert canvas.stage("Vendor evaluation")["tracks"] == []


def test_the_window_of_a_stage_says_whom_to_win_over_and_which_job_it_is(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Enter")
    canvas.page.get_by_label("Buyer to win over").select_option("champion")
    canvas.page.get_by_label("Buying job").select_option("consensus_building")
    canvas.settle()
    stage = canvas.stage("Vendor evaluation")
    assert (stage["buyer"], stage["job"]) == ("champion", "consensus_building")


def test_moves_are_added_led_elsewhere_and_removed_without_a_mouse(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Enter")
    page = canvas.page
    page.get_by_label("Add a move").select_option(label="Problem recognition")
    canvas.settle()
    assert canvas.move("Vendor evaluation", "Problem recognition") is not None
    page.get_by_label("Target of the move to Problem recognition").select_option(
        label="Solution exploration"
    )
    canvas.settle()
    assert canvas.move("Vendor evaluation", "Solution exploration") is not None
    page.get_by_label("Remove the move to Solution exploration").press("Enter")
    canvas.settle()
    assert canvas.move("Vendor evaluation", "Solution exploration") is None
    assert canvas.row("Vendor evaluation") == pytest.approx(1)


def test_an_end_is_removed_its_buyers_end_elsewhere_and_it_is_added_again(canvas: Canvas) -> None:
    canvas.choose("No decision")
    canvas.key("Delete")
    assert all(end["kind"] != "no_decision" for end in canvas.drawing["ends"])
    assert canvas.row("Vendor evaluation") == pytest.approx(1)
    canvas.menu("more", "end-no_decision")
    assert any(end["kind"] == "no_decision" for end in canvas.drawing["ends"])


def test_the_colour_says_drop_off_hours_or_cost(canvas: Canvas) -> None:
    card = canvas.place("Vendor evaluation").locator(".smw-card-stage")
    steps = canvas.stage("Vendor evaluation")["steps"]
    for fill in ("cost", "hours", "drop_off"):
        canvas.page.locator(f'[data-fill="{fill}"]').click()
        expect(card).to_have_attribute("data-step", str(steps[fill]))


def test_lanes_are_off_and_show_who_serves_a_stage_or_whom_it_must_win_over(
    canvas: Canvas,
) -> None:
    lanes = canvas.page.locator(".smw-swim")
    expect(lanes).to_have_count(0)
    canvas.menu("layout", "lanes-channel")
    served = {s["channel"] for s in canvas.drawing["stages"] if not s["after_win"]}
    expect(lanes).to_have_count(len(served))
    canvas.menu("layout", "lanes-buyer")
    expect(canvas.page.locator('[data-lane="champion"]')).to_be_visible()


def test_a_stage_dropped_into_the_lane_of_a_buyer_is_to_win_that_buyer_over(
    canvas: Canvas,
) -> None:
    canvas.menu("layout", "lanes-buyer")
    lane = canvas.page.locator('[data-lane="economic_buyer"]').bounding_box()
    assert lane is not None
    x, y = canvas.middle("Vendor evaluation")
    canvas.drag((x, y), (x, lane["y"] + lane["height"] / 2))
    canvas.settle()
    assert canvas.stage("Vendor evaluation")["buyer"] == "economic_buyer"


def test_the_baseline_is_drawn_underneath(canvas: Canvas) -> None:
    canvas.choose("Solution exploration")
    canvas.key("Delete")
    canvas.menu("compare", "ghost-baseline")
    ghost = canvas.page.locator(".smw-ghost rect[data-ghost]")
    stages = len(canvas.drawing["stages"])
    assert ghost.count() > stages
    canvas.menu("compare", "ghost-none")
    expect(ghost).to_have_count(0)


def test_a_badge_says_what_the_checks_complain_of(canvas: Canvas) -> None:
    complained = [stage for stage in canvas.drawing["stages"] if stage["badge"]]
    badges = canvas.page.locator(".smw-badge")
    expect(badges).to_have_count(len(complained))
    for stage in complained:
        expect(canvas.place(stage["name"]).locator(".smw-badge")).to_have_attribute(
            "title", stage["badge"]
        )


def test_a_large_journey_has_a_small_map(canvas: Canvas) -> None:
    expect(canvas.page.locator(".react-flow__minimap")).to_have_count(0)
    canvas.choose("Vendor evaluation")
    for _ in range(2):
        canvas.key("Control+a")
        canvas.key("Control+d")
    assert len(canvas.names()) > 14
    expect(canvas.page.locator(".react-flow__minimap")).to_be_visible()


def test_the_journey_is_saved_as_an_svg_that_stands_alone(canvas: Canvas, tmp_path: Path) -> None:
    with canvas.page.expect_download() as download:
        canvas.menu("more", "svg")
    target = tmp_path / "journey.svg"
    download.value.save_as(target)
    text = target.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    words = " ".join(root.itertext())
    for name in ("Won", "No decision"):
        assert name in words
    assert "http" not in text.replace("http://www.w3.org", "")


def test_the_journey_is_saved_as_a_png(canvas: Canvas, tmp_path: Path) -> None:
    with canvas.page.expect_download() as download:
        canvas.menu("more", "png")
    target = tmp_path / "journey.png"
    download.value.save_as(target)
    assert target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize(
    "name", ["🚀 Pilot 🎯", "תהליך רכש", "<b>Pilot</b><script>alert(1)</script>"]
)
def test_names_are_text_whatever_they_look_like(canvas: Canvas, name: str) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=name]").dblclick()
    canvas.page.keyboard.insert_text(name)
    canvas.key("Enter")
    assert name in canvas.names()
    assert canvas.place(name).locator("[data-field=name]").inner_text() == name
    assert canvas.page.locator(".smw-canvas script, .smw-card-stage b").count() == 0


def test_a_name_of_5000_characters_is_refused_in_one_sentence(canvas: Canvas) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=name]").dblclick()
    canvas.page.keyboard.insert_text("x" * 5_000)
    canvas.key("Enter")
    assert "Vendor evaluation" in canvas.names()
    toast = canvas.page.get_by_test_id("stToast").first
    expect(toast).to_contain_text("A name has at most 200 characters; this one has 5,000.")
