"""What an edit brings along by itself: reviews of new segments, and who changed what (rule 5.5).

Offers `with_what_follows` and `as_opened`, the state of a model from which changes count.
"""

from __future__ import annotations

from datetime import datetime

from salesmodel.coherence.debt import dates_of, review_of, with_reviews
from salesmodel.editing import do, with_baselines, with_purposes
from salesmodel.model import ComponentKind, SalesModel

Pair = tuple[ComponentKind, ComponentKind]


def as_opened(model: SalesModel) -> SalesModel:
    """The model with all that is read from it once, when it is opened, and kept from then on.

    Baselines of its shares (rule 3.6), purposes of its tasks, and reviews of its pairs (rule 5.5).
    Opening it again changes nothing.
    """
    return with_reviews(with_purposes(with_baselines(model)))


def with_what_follows(
    before: SalesModel,
    after: SalesModel,
    by: str,
    on: datetime,
    looked_at: tuple[str, Pair] | None = None,
) -> SalesModel:
    """The model after an edit with its reviews brought up to date.

    A segment that came with its tasks counts as aligned as it came; `looked_at`: a pair of a
    segment that was looked at with the edit; what became unreviewed is dated, what is settled no
    longer is.
    """
    if before.segments is not after.segments:
        after = with_reviews(after, _new_with_tasks(before, after))
    if looked_at is not None:
        after, _ = do(after, review_of(after, *looked_at, by, on))
    for command in dates_of(after, by, on):
        after, _ = do(after, command)
    return after


def _new_with_tasks(before: SalesModel, after: SalesModel) -> set[str]:
    known = {segment.id for segment in before.segments}
    return {task.segment for task in after.tasks} - known
