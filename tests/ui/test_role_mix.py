"""Edits from the role-mix bars are handed out in order, each once."""

from __future__ import annotations

from typing import Any

from salesmodel.ui.components.mix import oldest_new


def edit(client: str, seq: int) -> dict[str, Any]:
    return {"client": client, "seq": seq}


def test_the_oldest_edit_that_was_not_handed_out_comes_first() -> None:
    sent = [edit("a", 4), edit("a", 3), edit("a", 2)]
    assert oldest_new(sent, edit("a", 2)) == edit("a", 3)


def test_an_edit_that_was_handed_out_never_comes_again() -> None:
    assert oldest_new([edit("a", 1), edit("a", 2)], edit("a", 2)) is None


def test_a_component_that_was_mounted_anew_starts_to_count_again() -> None:
    assert oldest_new([edit("b", 1)], edit("a", 7)) == edit("b", 1)


def test_before_anything_was_sent_there_is_nothing_to_hand_out() -> None:
    assert oldest_new(None, {"client": "", "seq": 0}) is None
