"""Commands on what a group chooses, reviews and accepts (section 5 of docs/method.md).

Offers `SetComponent`, `ClearComponent`, `AddVariant`, `DescribeVariant`, `RemoveVariant`,
`ReviewPair`, `DateChange`, `AcceptFinding`, `ReopenFinding`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, FiniteFloat

from salesmodel.editing.document import (
    extended,
    found,
    fresh_id,
    ids_of,
    path_of,
    replaced,
    without,
)
from salesmodel.editing.figures import judged_to
from salesmodel.editing.variants import check_free, check_variant
from salesmodel.model import (
    Acceptance,
    CommandRefused,
    Component,
    ComponentKind,
    Judged,
    Quantity,
    Review,
    SalesModel,
    Unit,
    Variant,
    review_id,
)
from salesmodel.model.choices import Who
from salesmodel.model.ids import Id, LongId, Moment, Text
from salesmodel.model.quantities import Frozen


class SetComponent(Frozen):
    """Choose the variant of one of a segment's four components, with a sentence on it.

    `promised_days`: the days from the win in which a value proposition is promised to work.
    """

    do: Literal["set_component"] = "set_component"
    segment: Id
    kind: ComponentKind
    variant: Id
    note: Text = ""
    promised_days: Annotated[FiniteFloat, Field(ge=0)] | None = None

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.segments, self.segment, "segment")
        check_variant(model, self.variant, self.kind)
        present = _component(model, self.segment, self.kind)
        chosen = Component(
            id=present.id if present else self._fresh_id(model),
            segment=self.segment,
            kind=self.kind,
            variant=self.variant,
            note=self.note,
            promised_days=self._promise(present),
        )
        if present is None:
            return extended(model, "components", [chosen])
        return replaced(model, "components", {present.id: chosen})

    def _fresh_id(self, model: SalesModel) -> str:
        return fresh_id(f"{self.segment}.{self.kind.value}", ids_of(model))

    def _promise(self, present: Component | None) -> Quantity | None:
        """The days promised; a figure that stays keeps where it came from."""
        if self.promised_days is None:
            return None
        if self.kind != ComponentKind.VALUE_PROPOSITION:
            raise CommandRefused(
                f"Days are promised by a value proposition, not by {self.kind.words}.",
                "Give the days with the value proposition.",
                path="promised_days",
                value=self.promised_days,
            )
        if present is not None and present.promised_days is not None:
            return judged_to(present.promised_days, self.promised_days, Judged())
        return Quantity(value=self.promised_days, unit=Unit.DAYS, origin=Judged())


class ClearComponent(Frozen):
    """Take back what was chosen for a component; what can be read from the model counts again."""

    do: Literal["clear_component"] = "clear_component"
    segment: Id
    kind: ComponentKind

    def edited(self, model: SalesModel) -> SalesModel:
        present = _component(model, self.segment, self.kind)
        return model if present is None else without(model, "components", {present.id})


class AddVariant(Frozen):
    """Add a way of doing one component to those that can be chosen."""

    do: Literal["add_variant"] = "add_variant"
    variant: Variant

    def edited(self, model: SalesModel) -> SalesModel:
        check_free(self.variant)
        return extended(model, "variants", [self.variant])


class DescribeVariant(Frozen):
    """Say anew what one of the group's own variants is; judgements on it are asked again."""

    do: Literal["describe_variant"] = "describe_variant"
    variant: Id
    description: Text

    def edited(self, model: SalesModel) -> SalesModel:
        variant = found(model, model.variants, self.variant, "variant")
        changed = variant.model_copy(update={"description": self.description})
        return replaced(model, "variants", {variant.id: changed})


class RemoveVariant(Frozen):
    """Remove one of the group's own variants with the judgements on it; refused while chosen."""

    do: Literal["remove_variant"] = "remove_variant"
    variant: Id

    def edited(self, model: SalesModel) -> SalesModel:
        variant = found(model, model.variants, self.variant, "variant")
        names = {segment.id: segment.name for segment in model.segments}
        chosen = [
            names.get(c.segment, c.segment) for c in model.components if c.variant == variant.id
        ]
        if chosen:
            raise CommandRefused(
                f"{variant.name} is what {chosen[0]} has chosen.",
                f"Choose another {variant.kind.words} for {chosen[0]} first.",
                path=path_of("variants", variant.id),
            )
        judged = {j.id for j in model.judgements if variant.id in (j.source, j.target)}
        return without(without(model, "judgements", judged), "variants", {variant.id})


class ReviewPair(Frozen):
    """Say that two components of a segment were looked at together as they are: `seen`."""

    do: Literal["review_pair"] = "review_pair"
    segment: Id
    one: ComponentKind
    other: ComponentKind
    seen: dict[str, FiniteFloat]
    by: Who = ""
    on: Moment | None = None

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.segments, self.segment, "segment")
        if self.one == self.other:
            raise CommandRefused(
                f"A pair needs two components; both are {self.one.words}.",
                "Name two different components.",
                path="other",
                value=self.other.value,
            )
        order = tuple(ComponentKind)
        one, other = sorted((self.one, self.other), key=order.index)
        present = next((r for r in model.reviews if self._is_of(r)), None)
        made = Review(
            id=present.id if present else review_id(self.segment, one, other),
            segment=self.segment,
            one=one,
            other=other,
            seen=self.seen,
            by=self.by,
            on=self.on,
        )
        if present is None:
            return extended(model, "reviews", [made])
        return replaced(model, "reviews", {made.id: made})

    def _is_of(self, review: Review) -> bool:
        pair = {self.one, self.other}
        return review.segment == self.segment and {review.one, review.other} == pair


class DateChange(Frozen):
    """Note on a pair's review who made the change that nobody has looked at since, and when."""

    do: Literal["date_change"] = "date_change"
    review: LongId
    by: Who = ""
    on: Moment | None = None

    def edited(self, model: SalesModel) -> SalesModel:
        review = found(model, model.reviews, self.review, "review")
        changed = review.model_copy(update={"changed_by": self.by, "changed_on": self.on})
        return replaced(model, "reviews", {review.id: changed})


class AcceptFinding(Frozen):
    """Leave a finding as it is, with the reason; accepted again, it has the new reason."""

    do: Literal["accept_finding"] = "accept_finding"
    acceptance: Acceptance

    def edited(self, model: SalesModel) -> SalesModel:
        if not self.acceptance.why.strip():
            raise CommandRefused(
                "No reason is given for accepting this finding.",
                "Say in a sentence why it may stay.",
                path="acceptance.why",
            )
        about = self.acceptance.about
        present = next((a for a in model.acceptances if a.about == about), None)
        if present is not None:
            again = self.acceptance.model_copy(update={"id": present.id})
            return replaced(model, "acceptances", {present.id: again})
        if self.acceptance.id in ids_of(model):
            raise CommandRefused(
                f"There is already something with the id {self.acceptance.id}.",
                "Give the acceptance another id.",
                path="acceptance.id",
                value=self.acceptance.id,
            )
        return extended(model, "acceptances", [self.acceptance])


class ReopenFinding(Frozen):
    """Take an acceptance back: the finding is open again."""

    do: Literal["reopen_finding"] = "reopen_finding"
    acceptance: LongId

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.acceptances, self.acceptance, "acceptance")
        return without(model, "acceptances", {self.acceptance})


def _component(model: SalesModel, segment: str, kind: ComponentKind) -> Component | None:
    mine = (c for c in model.components if c.segment == segment and c.kind == kind)
    return next(mine, None)
