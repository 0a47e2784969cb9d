"""The journey in miniature."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from salesmodel.charts.palette import TOKENS
from salesmodel.charts.thumbnail import journey_thumbnail
from salesmodel.model import SalesModel, Track, Unit
from salesmodel.model.quantities import assumed
from tests.charts.journeys import ASK, share, two_stages

SVG = "{http://www.w3.org/2000/svg}"


def model() -> SalesModel:
    """The two stages, entered at Ask."""
    plain = two_stages()
    stages = tuple(
        each.model_copy(update={"entry": share(0 if each.id == "offer" else 1)})
        for each in plain.stages
    )
    return plain.model_copy(update={"stages": stages})


def rects(text: str, token: str) -> list[dict[str, str]]:
    """The rectangles that are painted in `token`."""
    fill = TOKENS["light"][token]
    return [
        each.attrib
        for each in ElementTree.fromstring(text).iter(f"{SVG}rect")
        if each.attrib["fill"] == fill
    ]


def test_it_is_an_svg_of_the_size_asked_for() -> None:
    root = ElementTree.fromstring(journey_thumbnail(model(), "seg", 96, 48))
    assert (root.tag, root.attrib["viewBox"]) == (f"{SVG}svg", "0 0 96 48")


def test_a_card_stands_for_each_stage_before_the_win_and_a_green_one_for_the_win() -> None:
    text = journey_thumbnail(model(), "seg", 366, 72)
    assert len(rects(text, "surface")) == 2
    assert len(rects(text, "good-soft")) == 1


def test_its_lines_are_as_wide_as_the_buyers_that_pass() -> None:
    on, won = rects(journey_thumbnail(model(), "seg", 366, 72), "flow")
    # Six tenths of the visits to Ask go on; half of what arrives at Offer is won.
    assert float(won["height"]) / float(on["height"]) == pytest.approx(0.5, abs=0.01)
    assert float(on["height"]) == pytest.approx(0.0031 * 72 * 100 * 0.6 * ASK, abs=0.06)


def test_losses_drop_to_the_floor() -> None:
    drops = rects(journey_thumbnail(model(), "seg", 366, 72), "flow-no-decision")
    assert [float(d["y"]) + float(d["height"]) for d in drops] == [70.0, 70.0]


def test_the_loop_to_itself_and_the_loop_back_are_dashed() -> None:
    root = ElementTree.fromstring(journey_thumbnail(model(), "seg", 366, 72))
    assert len([p for p in root.iter(f"{SVG}path") if "stroke-dasharray" in p.attrib]) == 2


def test_a_stage_with_parallel_tracks_is_two_cards() -> None:
    days = assumed(20, Unit.DAYS)
    tracks = tuple(  # together they lose three tenths, as the moves of Offer do
        Track(id=key, stage="offer", name=key, dwell=days, loss=share(1 - 0.7**0.5))
        for key in ("v", "c")
    )
    wide = model().model_copy(update={"tracks": tracks})
    assert len(rects(journey_thumbnail(wide, "seg", 366, 72), "surface")) == 3


def test_it_follows_the_theme_of_the_page() -> None:
    text = journey_thumbnail(model(), "seg", 96, 48)
    assert "color-scheme:light dark" in text
    assert f"light-dark({TOKENS['light']['flow']},{TOKENS['dark']['flow']})" in text
