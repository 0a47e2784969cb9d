"""Layer 2 of a segment: how its present choices fit each other by cross-impact balance (rule 5.3).

Offers `Fit`, `fit_of`, `is_judged`, `known_balances`, and `misfits`, the findings on components
that another variant would fit better, or of whose variant nobody knows how it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salesmodel.coherence.checks.needs import unmet_by
from salesmodel.coherence.choices import Buying, Choice, choosing
from salesmodel.coherence.findings import CoherenceFinding, Layer, Mend, Offer
from salesmodel.coherence.judging.balance import balances_of, best_of
from salesmodel.coherence.judging.group import Cell, GroupJudgements, Option
from salesmodel.coherence.lines import READ
from salesmodel.coherence.sight import Sight
from salesmodel.editing.number_words import signed
from salesmodel.model import ComponentKind, Segment, Severity

CHECK = "fits-less-than-another"
NOT_JUDGED = "not-judged-yet"
SEVERE_GAP = 6
"""From here a misfit is severe: two clear judgements of 3 speak for another variant."""


@dataclass(frozen=True)
class Fit:
    """The present choices of a segment with the impact balances around them.

    `balances`: component to variant id to balance; `best`: component to the variant of the highest
    among those that anybody judged.
    """

    choices: Mapping[ComponentKind, Choice]
    buying: Buying
    available: Mapping[ComponentKind, tuple[Option, ...]]
    judgements: GroupJudgements
    balances: dict[ComponentKind, dict[str, int]]
    best: dict[ComponentKind, str | None]

    def balance(self, kind: ComponentKind) -> int | None:
        """The impact balance of the variant that the component has; None while it is open."""
        variant = self.choices[kind].variant
        return None if variant is None else self.balances[kind].get(variant, 0)

    def gap(self, kind: ComponentKind) -> int:
        """How far that is below the best; 0 while the component is open or nobody judged it."""
        balance, best = self.balance(kind), self.best[kind]
        if balance is None or best is None or self.not_judged(kind):
            return 0
        return self.balances[kind][best] - balance

    def not_judged(self, kind: ComponentKind) -> bool:
        """Whether the component has a variant of the group's own that nobody judged yet."""
        variant = self.choices[kind].variant
        return any(
            option.id == variant and not is_judged(self.judgements, option)
            for option in self.available[kind]
        )

    def name(self, kind: ComponentKind, variant: str) -> str:
        """What the variant is called."""
        return next((o.name for o in self.available[kind] if o.id == variant), variant)

    def cells_into(self, kind: ComponentKind, variant: str) -> tuple[tuple[str, Cell], ...]:
        """The judgements that make the balance of a variant, each with the component it is from."""
        sources = [("way of buying", self.buying.way.id)] + [
            (other.words, choice.variant)
            for other, choice in self.choices.items()
            if other != kind and choice.variant is not None
        ]
        found = ((words, self.judgements.cells.get((s, variant))) for words, s in sources)
        return tuple((words, cell) for words, cell in found if cell is not None)


def fit_of(
    choices: Mapping[ComponentKind, Choice],
    buying: Buying,
    available: Mapping[ComponentKind, tuple[Option, ...]],
    judgements: GroupJudgements,
) -> Fit:
    """The balances around these choices."""
    present = {kind: choice.variant for kind, choice in choices.items()}
    balances = balances_of(judgements, available, buying.way.id, present)
    best = {
        kind: best_of(
            {o.id: balances[kind][o.id] for o in available[kind] if is_judged(judgements, o)},
            present[kind],
        )
        for kind in choices
    }
    return Fit(choices, buying, available, judgements, balances, best)


def is_judged(judgements: GroupJudgements, option: Option) -> bool:
    """Whether anybody, or the library, said how far the variant supports or is supported."""
    return not option.own or any(option.id in pair for pair in judgements.cells)


def known_balances(fit: Fit) -> dict[str, float]:
    """Variant to balance, of all that anybody judged: of the others it is not known."""
    return {
        option.id: float(fit.balances[kind][option.id])
        for kind, each in fit.available.items()
        for option in each
        if is_judged(fit.judgements, option)
    }


def misfits(sight: Sight, segment: Segment, fit: Fit) -> Iterator[CoherenceFinding]:
    """A finding for each component whose variant is not the one that the others support most, and
    a note for each whose variant nobody judged yet."""
    for kind, choice in fit.choices.items():
        if choice.variant is not None and fit.not_judged(kind):
            yield _not_judged(segment, choice)
            continue
        gap, best = fit.gap(kind), fit.best[kind]
        if gap <= 0 or best is None or choice.variant is None:
            continue
        balance = fit.balances[kind][best] - gap
        name = fit.name(kind, best)
        against = _most_against(fit, kind, choice.variant)
        yield CoherenceFinding(
            check=CHECK,
            severity=Severity.SEVERE if gap >= SEVERE_GAP else Severity.WATCH,
            path=f"segments[{segment.id}].components",
            sentence=f"{segment.name}: the rest supports {name} with {signed(gap)[1:]} more than "
            f"{choice.name} ({signed(fit.balances[kind][best])} against {signed(balance)}).",
            mend=f"Try {name}, or change what speaks against {choice.name}"
            + (f": {against[1].why}" if against else "."),
            segment=segment.id,
            component=kind.value,
            other=against[0] if against else None,
            layer=Layer.CROSS_IMPACT,
            evidence=(("balance", balance), ("best_balance", fit.balances[kind][best])),
            excess=gap / SEVERE_GAP,
            variant=choice.variant,
            offer=Offer(_mends, sight, segment, choice, best, name),
        )


def _not_judged(segment: Segment, choice: Choice) -> CoherenceFinding:
    return CoherenceFinding(
        check=NOT_JUDGED,
        severity=Severity.NOTE,
        path=f"segments[{segment.id}].components",
        sentence=f"{segment.name}: nobody has judged “{choice.name}” yet; its fit is not known.",
        mend="Judge in Judgements how far it supports the other choices, and they support it.",
        segment=segment.id,
        component=choice.kind.value,
        layer=Layer.CROSS_IMPACT,
        variant=choice.variant,
    )


def _mends(
    sight: Sight, segment: Segment, present: Choice, best: str, name: str
) -> tuple[Mend, ...]:
    """What is done, and by whom, is changed on the design; only what is chosen can be chosen, and
    only where what it needs is there."""
    if present.kind in READ or unmet_by(sight, segment, best):
        return ()
    return (Mend(f"Choose {name}", (choosing(segment.id, present, best),)),)


def _most_against(fit: Fit, kind: ComponentKind, variant: str) -> tuple[str | None, Cell] | None:
    """The judgement that hinders the variant most, with its component (None: how they buy)."""
    kinds = {other.words: other.value for other in ComponentKind}
    against = [(kinds.get(words), cell) for words, cell in fit.cells_into(kind, variant)]
    worst = min(against, key=lambda each: each[1].value, default=None)
    return worst if worst is not None and worst[1].value < 0 else None
