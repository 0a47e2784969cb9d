"""Commands on judgements: how far one variant supports another, as one person sees it (rule 5.8).

Offers `SetJudgement`, `SetJudgements` for a whole table of them, and `ClearJudgement`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, FiniteFloat

from salesmodel.editing.document import extended, found, free_long_id, ids_of, replaced, without
from salesmodel.editing.variants import check_influence
from salesmodel.model import Entity, Judgement, SalesModel, judgement_id
from salesmodel.model.choices import STRONGEST, Wording, slug
from salesmodel.model.entities import MAX_JUDGEMENTS
from salesmodel.model.ids import Id, LongId, Moment, Name, Text
from salesmodel.model.quantities import Frozen


class SetJudgement(Frozen):
    """Say how far a variant supports (up to 3) or hinders (to -3) another, as one sees it."""

    do: Literal["set_judgement"] = "set_judgement"
    source: Id
    target: Id
    value: Annotated[int, Field(ge=-STRONGEST, le=STRONGEST)]
    by: Name
    why: Text = ""
    on: Moment | None = None
    rests_on: dict[str, FiniteFloat] = Field(default_factory=dict)
    wording: Wording = ""

    def edited(self, model: SalesModel) -> SalesModel:
        return _with_judgements(model, (self,))


class SetJudgements(Frozen):
    """Set many judgements at once: a table or a matrix that was brought in."""

    do: Literal["set_judgements"] = "set_judgements"
    judgements: Annotated[tuple[SetJudgement, ...], Field(max_length=MAX_JUDGEMENTS)]

    def edited(self, model: SalesModel) -> SalesModel:
        return _with_judgements(model, self.judgements)


class ClearJudgement(Frozen):
    """Take a person's judgement back."""

    do: Literal["clear_judgement"] = "clear_judgement"
    judgement: LongId

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.judgements, self.judgement, "judgement")
        return without(model, "judgements", {self.judgement})


def _with_judgements(model: SalesModel, said: tuple[SetJudgement, ...]) -> SalesModel:
    """The model with these judgements; a person's earlier one on the same pair gives way."""
    pairs = {(each.source, each.target) for each in said}
    for source, target in pairs:
        check_influence(model, source, target)
    present = {
        (j.source, j.target, slug(j.by)): j.id
        for j in model.judgements
        if (j.source, j.target) in pairs
    }
    taken = ids_of(model)
    changed: dict[str, Entity] = {}
    added: dict[str, Entity] = {}
    for each in said:
        held = present.get((each.source, each.target, slug(each.by)))
        its_id = held or free_long_id(judgement_id(each.source, each.target, each.by), taken)
        made = Judgement(id=its_id, **each.model_dump(exclude={"do"}))
        (added if held is None else changed)[its_id] = made
    return extended(replaced(model, "judgements", changed), "judgements", added.values())
