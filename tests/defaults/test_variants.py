"""The library of variants: complete, traceable, and with judgements that make sense together."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from salesmodel.defaults.variants import (
    NEEDS,
    default_judgements,
    library,
    library_variant,
    way_of_buying,
    ways_of_buying,
)
from salesmodel.defaults.variants_page import as_markdown
from salesmodel.model import ComponentKind

ROOT = Path(__file__).parents[2]
READ = (ComponentKind.SELLING_TASKS, ComponentKind.VALUE_DELIVERY)

# How practice does it: way of buying to selection, proposition, selling tasks, delivery.
ARCHETYPES = {
    "buys_alone": {("open_sign_up", "quick_result", "product_led", "self_serve_help")},
    "buys_quickly": {
        ("inbound_fit", "quick_result", "high_velocity", "pooled_success"),
        ("usage_signals", "performance", "sales_assist", "pooled_success"),
    },
    "buys_in_a_group": {
        ("ideal_profile", "performance", "one_owner", "guided_onboarding"),
        ("named_accounts", "total_cost", "team_selling", "dedicated_team"),
        ("partner_referred", "tailored", "partner_led", "partner_delivery"),
    },
    "buys_formally": {
        ("named_accounts", "total_cost", "team_selling", "dedicated_team"),
        ("named_accounts", "risk_transfer", "team_selling", "dedicated_team"),
        ("partner_referred", "tailored", "partner_led", "partner_delivery"),
    },
}


def part_of(variant: str) -> str:
    known = library_variant(variant)
    return known.kind.value if known is not None else "way_of_buying"


def test_the_page_of_variants_is_current() -> None:
    assert (ROOT / "docs/variants.md").read_text("utf-8") == as_markdown()


def test_each_component_has_five_or_six_variants_with_a_short_name_and_one_sentence() -> None:
    counts = Counter(variant.kind for variant in library())
    assert set(counts) == set(ComponentKind)
    assert all(count in (5, 6) for count in counts.values())
    for each in (*library(), *ways_of_buying()):
        assert 0 < len(each.name) <= 32
        assert re.fullmatch(r"[A-Z][^.]*\.", each.description), each.description


def test_no_two_variants_or_ways_of_buying_share_an_id_or_a_name() -> None:
    everything = (*library(), *ways_of_buying())
    assert len({each.id for each in everything}) == len(everything)
    assert len({each.name for each in everything}) == len(everything)
    assert all(library_variant(each.id) is each for each in library())
    assert all(way_of_buying(each.id) is each for each in ways_of_buying())


def test_a_source_names_its_authors_and_its_year() -> None:
    sourced = [each.source for each in library() if each.source]
    assert len(sourced) >= 2 * len(library()) / 3
    assert all(re.match(r"[A-Z].*\((19|20)\d\d\)", source) for source in sourced)


def test_what_a_variant_needs_is_in_the_list_and_everything_in_the_list_is_needed() -> None:
    assert {need for each in library() for need in each.needs} == set(NEEDS)


def test_who_carries_the_work_is_said_where_work_is_read_from_the_model() -> None:
    assert all(bool(each.carried_by) == (each.kind in READ) for each in library())


def test_a_judgement_is_about_known_variants_of_two_components() -> None:
    for row in default_judgements():
        assert library_variant(row.source) or way_of_buying(row.source), row
        assert library_variant(row.target), row
        assert part_of(row.source) != part_of(row.target), row
        assert row.value in (-3, -2, -1, 1, 2, 3), row
    pairs = Counter((row.source, row.target) for row in default_judgements())
    assert max(pairs.values()) == 1


def test_each_judgement_has_a_reason_of_its_own_that_can_be_read_aloud() -> None:
    reasons = [row.why for row in default_judgements()]
    assert len(set(reasons)) == len(reasons)
    for why in reasons:
        assert re.fullmatch(r"[A-Z][^.!]*\.", why), why
        assert len(why) <= 100, why


def test_every_component_and_the_way_of_buying_speaks_for_and_against_every_component() -> None:
    blocks = {(part_of(r.source), part_of(r.target), r.value > 0) for r in default_judgements()}
    parts = ("way_of_buying", *(kind.value for kind in ComponentKind))
    for source, target in product(parts, parts[1:]):
        if source != target:
            assert {(source, target, True), (source, target, False)} <= blocks


def test_less_than_half_of_the_pairs_are_judged() -> None:
    """Who judges everything judges nothing: 0 is the honest figure where nothing is known."""
    sizes = Counter(part_of(each.id) for each in (*library(), *ways_of_buying()))
    pairs = sum(
        sizes[one] * sizes[other] for one in sizes for other in ComponentKind if one != other
    )
    assert 0.35 <= len(default_judgements()) / pairs <= 0.5


@pytest.mark.parametrize("way", ARCHETYPES)
def test_what_is_consistent_for_a_way_of_buying_is_what_practice_does(way: str) -> None:
    """Enumerated here by itself: a variant holds when no other of its component has more."""
    assert consistent(way) == ARCHETYPES[way]
    assert 1 <= len(consistent(way)) <= 6


def consistent(way: str) -> set[tuple[str, ...]]:
    figure = {(row.source, row.target): row.value for row in default_judgements()}
    variants = [[v.id for v in library() if v.kind == kind] for kind in ComponentKind]

    def holds(chosen: tuple[str, ...], place: int) -> bool:
        others = (way, *chosen[:place], *chosen[place + 1 :])
        balances = {
            variant: sum(figure.get((other, variant), 0) for other in others)
            for variant in variants[place]
        }
        return balances[chosen[place]] == max(balances.values())

    return {
        chosen for chosen in product(*variants) if all(holds(chosen, place) for place in range(4))
    }
