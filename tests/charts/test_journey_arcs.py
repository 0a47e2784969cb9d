"""Lines over the top: levels and places on the cards."""

from __future__ import annotations

from salesmodel.charts.journey_arcs import Arc, Span, lay_arcs

CARDS = {name: Span(100.0 * i, 60.0) for i, name in enumerate("abcd")}


def test_arcs_side_by_side_run_at_one_height() -> None:
    laid = lay_arcs([Arc("1", "b", "a"), Arc("2", "d", "c")], CARDS, {})
    assert (laid["1"].level, laid["2"].level) == (0, 0)


def test_a_long_arc_runs_above_the_short_one_that_it_spans() -> None:
    laid = lay_arcs([Arc("long", "d", "a"), Arc("short", "c", "b")], CARDS, {})
    assert laid["long"].level > laid["short"].level


def test_a_label_wider_than_its_arc_claims_its_room() -> None:
    arcs = [Arc("1", "b", "a"), Arc("2", "c", "b")]
    assert lay_arcs(arcs, CARDS, {})["1"].level == lay_arcs(arcs, CARDS, {})["2"].level
    crowded = lay_arcs(arcs, CARDS, {"1": 150.0, "2": 150.0})
    assert crowded["1"].level != crowded["2"].level


def test_two_arcs_from_one_card_to_the_left_do_not_cross() -> None:
    laid = lay_arcs([Arc("far", "c", "a"), Arc("near", "c", "b")], CARDS, {})
    # The far arc runs above and leaves to the right, so it passes over the near one.
    assert laid["far"].level > laid["near"].level
    assert laid["far"].start > laid["near"].start


def test_the_middle_of_a_card_is_left_to_its_own_loop() -> None:
    laid = lay_arcs([Arc("back", "b", "a"), Arc("on", "b", "d")], CARDS, {}, frozenset("b"))
    assert (laid["back"].start, laid["on"].start) == (115.0, 145.0)
