"""The guide of the coherence page tells the truth: its numbers are those of the bundled models."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from docs.coherence_figures import Figures, figures, gallery
from salesmodel.cli import main
from salesmodel.coherence.exercises import broken, exercises
from salesmodel.coherence.fitting import CHECK as MISFIT
from salesmodel.coherence.score import CROSS_IMPACT_MOST, DEBT_A_PAIR, STRUCTURE_MOST
from salesmodel.model import write_model

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "coherence.md").read_text("utf-8")
BEFORE, REST = GUIDE.split("### 1. ")
TOLD, AFTER = ("### 1. " + REST).split("## What it does not know")
LIMITS, TABLE = AFTER.split("## The figures on this page")
PROSE = BEFORE + LIMITS
NUMBER = re.compile(r"\$\d[\d.]*[kM]?(?<!\.)|[+−]\d+\b|\d[\d.]*%|\b\d+\.\d+\b")
SCALE = {"−3", "+3"}
"""The ends of the scale of judgements."""


@cache
def worked_out() -> Figures:
    return figures()


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_figure_of_the_guide_is_what_the_bundled_models_give() -> None:
    stated = dict(re.findall(r"^\| (.+?) \| (.+) \|$", TABLE, re.MULTILINE))
    stated.pop("figure")
    assert stated == worked_out()


def test_the_exercises_are_told_as_they_are() -> None:
    assert TOLD.strip() == gallery().strip()


def test_the_guide_states_no_number_that_its_table_does_not_hold() -> None:
    text = re.sub(r"rules? \d\.\d+(?:(?:, | and )\d\.\d+)*", "", PROSE)
    held = {number for value in worked_out().values() for number in NUMBER.findall(value)}
    assert set(NUMBER.findall(text)) <= held | SCALE


@pytest.mark.parametrize("variant", ["Inside selling, one owner", "Consensus-led team selling"])
def test_the_judgements_of_the_example_add_up(variant: str) -> None:
    balance, parts = worked_out()[variant].split(": ")
    values = [int(part.split()[0].replace("−", "-")) for part in parts.split(", ")]
    assert sum(values) == int(balance.replace("−", "-"))
    column = ["Inside selling, one owner", "Consensus-led team selling"].index(variant)
    cells = re.findall(r"^\| .+? \| ([+−]?\d+) \| ([+−]?\d+) \|$", BEFORE, re.MULTILINE)
    assert [int(row[column].replace("−", "-")) for row in cells] == [*values, sum(values)]


def test_the_guide_quotes_the_finding_and_the_reasons_that_the_app_says() -> None:
    assert worked_out()["SMB: its one finding"] in plain(PROSE)
    for place in ("first", "second", "third"):
        assert worked_out()[f"Gives way {place}"].split(": ")[-1] in plain(PROSE)


def test_the_score_is_told_with_its_own_constants() -> None:
    told = plain(BEFORE)
    assert f"up to {STRUCTURE_MOST:.0f} of it" in told
    assert f"another variant takes up to {CROSS_IMPACT_MOST:.0f}" in told
    assert f"since a change takes {DEBT_A_PAIR:.0f} " in told


def test_the_command_line_says_the_finding_that_the_guide_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise = exercises()[0]
    model = tmp_path / "broken.json"
    model.write_text(write_model(broken(exercise)), "utf-8")
    assert main(["coherence", str(model)]) == 0
    said = capsys.readouterr().out
    assert re.findall(r"^severe: (.+) \(", said, re.MULTILINE)[0] in plain(TOLD)
    assert MISFIT not in TOLD  # ids of checks are for those who automate


def test_the_guide_stays_short_enough_to_read() -> None:
    assert len(GUIDE.splitlines()) <= 250


def test_every_picture_of_the_guide_is_there_and_used() -> None:
    named = set(re.findall(r"\]\(pictures/(coherence_\w+\.png)\)", GUIDE))
    kept = {path.name for path in (DOCS / "pictures").glob("coherence_*.png")}
    assert named == kept - {"coherence_light.png", "coherence_dark.png"}  # those of the README
