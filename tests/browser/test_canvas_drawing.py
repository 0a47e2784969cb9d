"""Drawing the journey by hand: every gesture of the canvas, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Canvas


@pytest.fixture
def canvas(page: Page, app: str) -> Canvas:
    """A fresh working copy of the bundled example."""
    page.goto(app)
    return Canvas(page)


def test_a_double_click_on_the_empty_canvas_adds_a_stage_and_asks_for_its_name(
    canvas: Canvas,
) -> None:
    canvas.page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Security review")
    assert canvas.names().count("Security review") == 1
    assert canvas.row("Security review") == pytest.approx(1)


def test_a_line_dropped_on_the_empty_canvas_adds_a_stage_where_it_leads(canvas: Canvas) -> None:
    before = set(canvas.names())
    canvas.page.mouse.move(*canvas.middle("Vendor evaluation"))
    canvas.drag(canvas.port("Vendor evaluation", "top"), canvas.empty())
    canvas.settle()
    canvas.type_over("Board approval")
    assert set(canvas.names()) == before | {"Board approval"}
    move = canvas.move("Vendor evaluation", "Board approval")
    assert move is not None
    assert move["probability"] == pytest.approx(0.1)
    assert canvas.row("Vendor evaluation") == pytest.approx(1)


def test_a_buying_job_is_dragged_from_the_palette_to_where_it_belongs(canvas: Canvas) -> None:
    canvas.page.locator('[data-menu="palette"]').click()
    item = canvas.page.locator('[data-item="consensus_building"]').bounding_box()
    assert item is not None
    x, y = canvas.empty()
    canvas.drag((item["x"] + 30, item["y"] + 10), (x + 60, y + 10))
    canvas.settle()
    canvas.key("Enter")  # its name is offered and taken as it is
    assert canvas.stage("Consensus building")["job"] == "consensus_building"


def test_a_buying_job_is_picked_from_the_palette_and_follows_the_chosen_stage(
    canvas: Canvas,
) -> None:
    canvas.choose("Vendor evaluation")
    canvas.menu("palette", "procurement")
    canvas.key("Enter")
    assert canvas.move("Vendor evaluation", "Procurement") is not None


def test_a_stage_after_the_win_is_added_after_the_win(canvas: Canvas) -> None:
    canvas.menu("palette", "expansion")
    canvas.key("Enter")
    assert canvas.stage("Expansion")["after_win"]
    assert canvas.row("Expansion") == pytest.approx(1)


def test_a_line_from_stage_to_stage_is_a_move_and_the_others_give_way(canvas: Canvas) -> None:
    others = canvas.row("Vendor evaluation")
    canvas.connect("Vendor evaluation", "Problem recognition")
    move = canvas.move("Vendor evaluation", "Problem recognition")
    assert move is not None
    assert move["probability"] == pytest.approx(0.1)
    assert canvas.row("Vendor evaluation") == pytest.approx(others) == pytest.approx(1)


def test_a_line_to_a_lane_is_a_way_to_lose_buyers(canvas: Canvas) -> None:
    canvas.page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Pilot")
    canvas.connect("Pilot", "No decision")
    assert canvas.move("Pilot", "No decision") is not None
    assert canvas.row("Pilot") == pytest.approx(1)


def test_a_line_back_to_its_own_stage_is_a_loop(canvas: Canvas) -> None:
    canvas.page.mouse.move(*canvas.middle("Vendor evaluation"))
    start, end = canvas.port("Vendor evaluation"), canvas.middle("Vendor evaluation")
    canvas.drag(start, (start[0] + 30, start[1] - 40), release=False)
    canvas.page.mouse.move(*end)
    canvas.page.mouse.up()
    canvas.settle()
    loop = canvas.move("Vendor evaluation", "Vendor evaluation")
    assert loop is not None
    assert canvas.row("Vendor evaluation") == pytest.approx(1)


def test_a_line_that_is_dropped_outside_the_canvas_does_nothing(canvas: Canvas) -> None:
    before = canvas.drawing
    canvas.page.mouse.move(*canvas.middle("Vendor evaluation"))
    canvas.drag(canvas.port("Vendor evaluation"), (1100, 400))
    canvas.settle()
    assert canvas.drawing == before


def test_the_end_of_a_move_is_led_to_another_place(canvas: Canvas) -> None:
    canvas.connect("Vendor evaluation", "Problem recognition")
    move = canvas.move("Vendor evaluation", "Problem recognition")
    assert move is not None
    anchor = canvas.page.locator(f'[data-move="{move["id"]}"] [data-anchor="target"]')
    box = anchor.bounding_box()
    assert box is not None
    canvas.drag(
        (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2),
        canvas.middle("Solution exploration"),
    )
    canvas.settle()
    assert canvas.move("Vendor evaluation", "Problem recognition") is None
    led = canvas.move("Vendor evaluation", "Solution exploration")
    assert led is not None
    assert led["id"] == move["id"]
    assert led["probability"] == pytest.approx(0.1)


def test_delete_removes_the_chosen_stage_and_undo_brings_it_back(canvas: Canvas) -> None:
    before = canvas.drawing
    canvas.choose("Solution exploration")
    canvas.key("Delete")
    assert "Solution exploration" not in canvas.names()
    assert canvas.row("Problem recognition") == pytest.approx(1)
    canvas.key("Control+z")
    after = canvas.drawing
    assert sorted(after["stages"], key=str) == sorted(before["stages"], key=str)
    assert sorted(after["moves"], key=str) == sorted(before["moves"], key=str)


def test_delete_removes_the_chosen_move_and_its_buyers_go_the_other_ways(canvas: Canvas) -> None:
    canvas.connect("Vendor evaluation", "Problem recognition")
    canvas.key("Delete")
    assert canvas.move("Vendor evaluation", "Problem recognition") is None
    assert canvas.row("Vendor evaluation") == pytest.approx(1)


def test_the_last_way_out_of_a_stage_is_not_deleted_and_the_page_says_why(canvas: Canvas) -> None:
    canvas.page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Pilot")
    canvas.line("Pilot", "Won").locator(".smw-grip").click(force=True, position=None)
    canvas.key("Delete")
    assert canvas.move("Pilot", "Won") is not None
    expect(canvas.page.get_by_text("the only move out of its stage").first).to_be_visible()


def test_a_double_click_on_its_name_renames_a_stage(canvas: Canvas) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=name]").dblclick()
    canvas.type_over("Bake-off")
    assert "Bake-off" in canvas.names()
    assert "Vendor evaluation" not in canvas.names()


def test_a_stage_is_dragged_to_another_place_and_stays_there(canvas: Canvas) -> None:
    x, y = canvas.middle("Vendor evaluation")
    canvas.drag((x, y), (x + 20, y + 50))
    canvas.settle()
    now = canvas.middle("Vendor evaluation")
    assert now == pytest.approx((x + 20, y + 50), abs=8)
    canvas.page.reload()
    again = Canvas(canvas.page)
    assert again.stage("Vendor evaluation")["y"] == canvas.stage("Vendor evaluation")["y"]


def test_several_stages_chosen_by_a_frame_move_together_as_one_undo(canvas: Canvas) -> None:
    first, second = "Problem recognition", "Solution exploration"
    a, b = canvas.place(first).bounding_box(), canvas.place(second).bounding_box()
    assert a is not None
    assert b is not None
    canvas.page.keyboard.down("Shift")
    canvas.drag((a["x"] - 6, a["y"] - 12), (b["x"] + b["width"] / 2, b["y"] + b["height"] + 6))
    canvas.page.keyboard.up("Shift")
    before = {name: canvas.middle(name) for name in (first, second)}
    x, y = before[first]
    canvas.drag((x, y), (x, y + 40))
    canvas.settle()
    for name in (first, second):
        assert canvas.middle(name)[1] == pytest.approx(before[name][1] + 40, abs=8)
    canvas.key("Control+z")
    for name in (first, second):
        assert canvas.middle(name)[1] == pytest.approx(before[name][1], abs=8)


def test_chosen_stages_are_put_on_one_line(canvas: Canvas) -> None:
    x, y = canvas.middle("Solution exploration")
    canvas.drag((x, y), (x, y + 45))
    canvas.settle()
    canvas.key("Control+a")
    canvas.menu("layout", "align-top")
    tops = {round(canvas.port(name, "top")[1]) for name in canvas.names()}
    assert len(tops) == 1


def test_tidy_lays_the_journey_out_and_can_be_undone(canvas: Canvas) -> None:
    x, y = canvas.middle("Solution exploration")
    canvas.drag((x, y), (x + 60, y + 50))
    canvas.settle()
    astray = canvas.stage("Solution exploration")
    canvas.key("t")
    stages = [s for s in canvas.drawing["stages"] if not s["after_win"]]
    assert len({s["y"] for s in stages}) == 1
    canvas.key("Control+z")
    assert canvas.stage("Solution exploration")["y"] == astray["y"]


def test_a_stage_that_is_added_neither_moves_nor_zooms_the_view(canvas: Canvas) -> None:
    view = canvas.page.locator(".react-flow__viewport")
    before = view.get_attribute("style")
    canvas.page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Pilot")
    assert view.get_attribute("style") == before


def test_zoom_and_fit(canvas: Canvas) -> None:
    view = canvas.page.locator(".react-flow__viewport")
    before = view.get_attribute("style")
    canvas.page.get_by_label("Zoom in").click()
    expect(view).not_to_have_attribute("style", before or "")
    canvas.page.get_by_label("Fit the journey").click()
    expect(view).to_have_attribute("style", before or "")


def test_a_removed_stage_hands_its_buyers_on_and_the_win_rate_stays(canvas: Canvas) -> None:
    won = next(end["value"] for end in canvas.drawing["ends"] if end["kind"] == "won")
    canvas.choose("Solution exploration")
    canvas.key("Delete")
    assert canvas.move("Problem recognition", "Vendor evaluation") is not None
    assert next(e["value"] for e in canvas.drawing["ends"] if e["kind"] == "won") == won


def test_the_last_way_to_a_win_is_not_taken_away_and_the_page_says_why(canvas: Canvas) -> None:
    canvas.line("Decide and buy", "Won").locator(".smw-grip").click(force=True)
    canvas.key("Delete")
    assert canvas.move("Decide and buy", "Won") is not None
    expect(canvas.page.get_by_text("could be won any more").first).to_be_visible()


def test_a_click_on_one_of_several_chosen_stages_chooses_that_one(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Control+a")
    canvas.choose("Solution exploration")
    canvas.key("Delete")
    assert len(canvas.names()) == 5
