"""The guide of the roles page tells the truth: its numbers are those of the bundled company."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from docs.roles_figures import Figures, figures
from salesmodel.cli import main
from salesmodel.crm import bundled_example

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "roles.md").read_text("utf-8")
PROSE, TABLE = GUIDE.split("## The figures on this page")
BLOCKS = re.findall(r"```\n(.*?)```", PROSE, re.DOTALL)
AMOUNT = re.compile(r"\$\d[\d,.]*[kM]?(?<![,.])|(?<![\w.])\d[\d.]*%")
NUMBER = re.compile(r"\d+(?:,\d{3})+|\d+\.\d+")
RULES = {"30%", "80%", "100%", "1%", "59%", "89%", "20%"}
"""The method's own lines, the share at which a hand moves, and rows H5 and H6 of the figures."""


@cache
def worked_out() -> Figures:
    return figures()


def stated() -> Figures:
    """The table at the end of the guide."""
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", TABLE, re.MULTILINE)
    return {name: value for name, value in rows if name != "figure"}


def prose() -> str:
    """The guide without its table and without what a machine writes."""
    text = PROSE
    for block in BLOCKS:
        text = text.replace(block, "")
    return text


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_figure_of_the_guide_is_what_the_bundled_company_gives() -> None:
    assert stated() == worked_out()


def test_the_guide_states_no_money_and_no_per_cent_that_its_table_does_not_hold() -> None:
    held = {amount for value in stated().values() for amount in AMOUNT.findall(value)}
    asked = {"$6M"}  # the budget that the reader types
    assert set(AMOUNT.findall(prose())) - held - asked <= RULES


def test_the_guide_states_no_number_that_its_table_does_not_hold() -> None:
    text = re.sub(r"rule \d\.\d+|[`$]\S+", "", prose())
    held = {number for value in stated().values() for number in NUMBER.findall(value)}
    assert set(NUMBER.findall(text)) - held <= {"6,000,000"}  # the budget that the reader types


@pytest.mark.parametrize("name", ["AE: the line", "The list's title after the move",
                                  "Least cost", "Least cost, heads as they are", "One more head",
                                  "Budget of $6M, mend 1", "Budget of $6M, mend 2",
                                  "The plan by month", "What breaks first"])  # fmt: skip
def test_a_sentence_that_the_guide_quotes_is_the_one_that_the_app_says(name: str) -> None:
    assert worked_out()[name] in plain(PROSE)


def test_the_sum_on_paper_comes_out_line_by_line() -> None:
    lines = next(block for block in BLOCKS if "÷" in block).splitlines()
    assert len(lines) == 6
    for line in lines:
        sum_, said = line.split(" = ")
        assert calculated(sum_) == pytest.approx(calculated(said), rel=5e-3), line  # three figures


def calculated(text: str) -> float:
    """A sum as people write it: from left to right, as long as it has only one kind of signs."""
    parts = text.split()
    value = amount(parts[0])
    for sign, each in zip(parts[1::2], parts[2::2], strict=True):
        number = amount(each)
        value = {"×": value * number, "÷": value / number, "−": value - number}[sign]
    return value


def amount(text: str) -> float:
    scale = {"%": 0.01, "k": 1e3}.get(text[-1], 1.0)
    return float(text.rstrip("%k").replace(",", "")) * scale


def test_the_sum_on_paper_ends_at_what_the_app_says_that_the_move_saves() -> None:
    last = next(block for block in BLOCKS if "÷" in block).splitlines()[-1].split(" = ")
    known = worked_out()
    shown = (known["Freed at AE"], known["Added at Product"], known["The move: saves a year"])
    assert (*last[0].split(" − "), last[1]) == tuple(each.lstrip("$") for each in shown)


def test_the_command_line_answers_as_the_guide_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "maven.json"
    assert main(["import-crm", *map(str, bundled_example()), "--out", str(model)]) == 0
    capsys.readouterr()
    assert main(["optimise", str(model)]) == 0
    said = iter(capsys.readouterr().out.splitlines())
    shown = next(block for block in BLOCKS if "\nPresent " in block).splitlines()
    for line in shown:
        assert line == "..." or line in said, line  # in this order
    assert main(["optimise", str(model), "--budget", "6000000"]) == 3


def test_every_picture_of_the_guide_is_there_and_used() -> None:
    named = set(re.findall(r"\]\((pictures/roles/[\w.]+)\)", GUIDE))
    kept = {str(path.relative_to(DOCS)) for path in (DOCS / "pictures" / "roles").glob("*.png")}
    assert named == kept
