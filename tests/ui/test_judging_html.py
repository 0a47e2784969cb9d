"""The strip of who stands where: a dot for each person, none averaged, whatever they are called."""

from __future__ import annotations

import re

import pytest

from salesmodel.coherence.judging.group import Cell, Opinion
from salesmodel.ui.judging_html import library_html, spread_html


def strip(*said: tuple[str, int], default: int = 0) -> list[str]:
    opinions = tuple(Opinion(f"x:{by}", value, by, "", None) for by, value in said)
    html = spread_html(Cell("a", "b", 0, default, "", "", opinions))
    return html.split('<div class="judge-at')[1:]


def test_each_person_stands_in_the_column_of_the_own_figure() -> None:
    columns = strip(("Maya Rao", 3), ("Noor", -1))
    assert ">MR</i>" in columns[6]
    assert ">N</i>" in columns[2]
    assert sum(column.count("<i") for column in columns) == 2


def test_the_library_is_marked_where_it_stands() -> None:
    columns = strip(("Maya", 3), default=-2)
    assert [n for n, column in enumerate(columns) if column.startswith(" library")] == [1]


@pytest.mark.parametrize(
    ("people", "dots", "more"), [(3, 3, ""), (4, 2, "2 more"), (9, 2, "7 more")]
)
def test_of_many_in_one_column_the_others_are_counted(people: int, dots: int, more: str) -> None:
    column = strip(*((f"P{n}", 1) for n in range(people)))[4]
    assert len(re.findall(r"<i title=", column)) == dots
    assert (f">{more}</i>" in column) == bool(more)


@pytest.mark.parametrize("name", ["<b>x</b> & co", '"quoted"', "*", "  ", "李 小龙"])
def test_a_name_is_text_whatever_it_holds(name: str) -> None:
    html = "".join(strip((name, 0)))
    assert "<b>" not in html
    assert "<i" in html


def test_the_librarys_silence_is_a_sentence() -> None:
    assert "The library sees no influence." in library_html(Cell("a", "b", 0, 0, "", ""))
