"""Takes a stage out of a journey so that its buyers go on as they did (rule 2.11).

Offers `with_stage_bypassed` and `entries_passed_on`. What a source sent to the stage goes on to
where the stage led, in its proportions, loops of its own left out: the stochastic complement of
the chain (Meyer 1989). So the outcomes stay what they were; only the stage's time and tasks go.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesmodel.editing.document import extended, found, without
from salesmodel.editing.handing_on import with_row_handed_on
from salesmodel.editing.moves import new_move, row_of, with_row
from salesmodel.editing.rows import settled
from salesmodel.model import Judged, Move, SalesModel, Stage


def with_stage_bypassed(model: SalesModel, stage: Stage) -> SalesModel:
    """The model in which no move leads to `stage`. Locked moves of a source stay: what would be
    added to them goes to its other ways on. Raises CommandRefused when a source has no way left."""
    onward = onward_from(model, stage)
    for move in row_into(model, stage):
        model = _with_source_led_on(model, stage, move, onward)
    return model


def entries_passed_on(model: SalesModel, stage: Stage, others: list[Stage]) -> dict[str, float]:
    """The entries of `others` once who entered at `stage` enters where it leads, or, where it
    leads to none of them, at all of them in proportion."""
    entries = {other.id: other.entry.value for other in others}
    onward = onward_from(model, stage)
    led = {other: onward.get(other, 0.0) for other in entries}
    weights = led if sum(led.values()) > 0 else entries
    whole = sum(weights.values())
    if whole <= 0:
        weights, whole = {others[0].id: 1.0}, 1.0
    share = stage.entry.value
    values = {
        other: value + share * weights.get(other, 0.0) / whole for other, value in entries.items()
    }
    return settled(values, list(values))


def onward_from(model: SalesModel, stage: Stage) -> dict[str, float]:
    """Where the buyers of `stage` go when they leave it, by target; sums to one, or is empty."""
    row = {m.target: m.probability.value for m in row_of(model, stage.id) if m.target != stage.id}
    whole = sum(row.values())
    return {target: value / whole for target, value in row.items() if value > 0} if whole else {}


def row_into(model: SalesModel, stage: Stage) -> list[Move]:
    """The moves from other stages to `stage`."""
    return [move for move in model.moves if move.target == stage.id and move.source != stage.id]


def _with_source_led_on(
    model: SalesModel, stage: Stage, move: Move, onward: Mapping[str, float]
) -> SalesModel:
    source = found(model, model.stages, move.source, "stage")
    row = {m.target: m for m in row_of(model, source.id) if m.id != move.id}
    open_to = {t: part for t, part in onward.items() if t not in row or not row[t].locked}
    whole = sum(open_to.values())
    if whole <= 0:
        return without(with_row_handed_on(model, stage, move), "moves", {move.id})
    wanted = {target: m.probability.value for target, m in row.items()}
    for target, part in open_to.items():
        wanted[target] = wanted.get(target, 0.0) + move.probability.value * part / whole
    wanted = settled(wanted, list(open_to))
    model = without(model, "moves", {move.id})
    known = {m.id: m for m in row.values()}
    model = with_row(model, known, {m.id: wanted[t] for t, m in row.items()}, Judged())
    added = [t for t in open_to if t not in row]
    for target in added:
        model = extended(
            model, "moves", [new_move(model, source.id, target, wanted[target], Judged())]
        )
    return model
