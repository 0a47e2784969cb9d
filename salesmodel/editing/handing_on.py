"""What a place was sent goes to the other moves of each source, in proportion, when it leaves.

Offers `with_row_handed_on`, for stages and outcomes alike; locked moves stay (rule 2.1).
"""

from __future__ import annotations

from salesmodel.editing.document import found
from salesmodel.editing.moves import row_of, with_row
from salesmodel.editing.rows import settled, spread
from salesmodel.model import CommandRefused, Judged, Move, Outcome, SalesModel, Stage


def with_row_handed_on(model: SalesModel, gone: Stage | Outcome, move: Move) -> SalesModel:
    """The model in which `move` into the place no longer has a part in the row of its source."""
    source = found(model, model.stages, move.source, "stage")
    row = {m.id: m for m in row_of(model, move.source) if m.target != gone.id}
    free = {m.id: m.probability.value for m in row.values() if not m.locked}
    kept = sum(m.probability.value for m in row.values() if m.locked)
    heir = next((m.id for m in row.values() if not m.locked and m.target != m.source), None)
    values = spread(free, 1 - kept, heir)
    if values is None:
        raise CommandRefused(
            f"{source.name} has no other open move for the buyers it sends to {gone.name}.",
            f"Connect {source.name} to another place, or unlock one of its moves, first.",
            path=f"stages[{source.id}]",
        )
    whole = {name: m.probability.value for name, m in row.items()} | values
    if not whole:
        return model
    return with_row(model, row, settled(whole, list(values) or list(whole)), Judged())
