"""The palette: complete in both themes, and readable."""

from __future__ import annotations

import pytest

from salesmodel.charts.palette import COMPONENT_MARKS, TOKENS, coloured, tokens
from salesmodel.model import ComponentKind, RoleKind


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_themes_know_the_same_colours() -> None:
    assert set(TOKENS["light"]) == set(TOKENS["dark"])


@pytest.mark.parametrize("dark", [False, True])
def test_every_role_and_component_has_its_colour(dark: bool) -> None:
    known = set(tokens(dark=dark))
    assert {f"role-{kind.value}" for kind in RoleKind} <= known
    assert {f"component-{kind.value}" for kind in ComponentKind} <= known
    assert set(COMPONENT_MARKS) == {kind.value for kind in ComponentKind}
    assert len(set(COMPONENT_MARKS.values())) == 4
    assert COMPONENT_MARKS["value_delivery"] == "triangle-right"  # as the browser draws it


@pytest.mark.parametrize("dark", [False, True])
def test_text_on_a_role_and_on_a_card_can_be_read(dark: bool) -> None:
    palette = tokens(dark=dark)
    for kind in RoleKind:
        assert contrast(palette[f"on-role-{kind.value}"], palette[f"role-{kind.value}"]) >= 4.5
    for text in ("ink", "ink2", "ink3", "good", "watch", "bad"):
        assert contrast(palette[text], palette["surface"]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_text_on_every_step_of_a_ramp_can_be_read(dark: bool) -> None:
    palette = tokens(dark=dark)
    for ramp in ("drop", "share"):
        for step in range(5):
            assert contrast(palette["ink"], palette[f"{ramp}-{step}"]) >= 4.5


def test_a_figure_is_coloured_throughout_and_left_as_it_was() -> None:
    figure = {"marker": {"color": ["@ink", "@bad"]}, "text": "a@b"}
    assert coloured(figure, {"ink": "#1", "bad": "#2"}) == {
        "marker": {"color": ["#1", "#2"]},
        "text": "a@b",
    }
    assert figure["marker"] == {"color": ["@ink", "@bad"]}
