"""Commands that paste what was copied, out of the same model or another one (editing.fragments).

Offers `PasteStages` and `PasteSegment`. Pasted things get fresh ids that start with one given by
the caller, so that the same command always makes the same change.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Literal

from pydantic import FiniteFloat

from salesmodel.editing.document import extended, found, ids_of
from salesmodel.editing.figures import judged_to
from salesmodel.editing.fragments import Fragment, check_shares, only_stages
from salesmodel.editing.pasted_components import with_components_of
from salesmodel.editing.pasted_parts import Paste, new_ids
from salesmodel.editing.pasted_roles import with_roles_of
from salesmodel.model import CommandRefused, Judged, Origin, Outcome, SalesModel, Segment, Stage
from salesmodel.model.ids import MAX_NAME, Id, Name
from salesmodel.model.quantities import Frozen

NUMBERED = re.compile(r", copy(?: \d+)?$")


class PasteStages(Frozen):
    """Paste stages into a segment; `x`, `y`: where the leftmost of them stands on the canvas.

    They bring their tasks, shares, jobs in parallel, and the moves among them. A move to an outcome
    leads to the segment's outcome of the same kind. What went to stages that were not copied is
    spread over the other moves. Nobody enters at them, except in a journey that was empty.
    """

    do: Literal["paste_stages"] = "paste_stages"
    segment: Id
    fragment: Fragment
    ids: Id
    x: FiniteFloat = 0.0
    y: FiniteFloat = 0.0
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        segment = found(model, model.segments, self.segment, "segment")
        fragment = only_stages(self.fragment)
        if not fragment.stages:
            raise CommandRefused(
                "No stage was copied, so there is nothing to paste.", "Copy a stage first."
            )
        check_shares(fragment)
        model, roles = with_roles_of(model, fragment)
        ends = _same_ends(model, fragment, segment.id)
        stages = self._named(model, self._placed(self._entered(model, fragment.stages)))
        fitted = fragment.model_copy(update={"stages": tuple(stages)})
        return Paste(model, fitted, segment, self.ids, ends, roles, self.origin).pasted()

    def _entered(self, model: SalesModel, stages: Iterable[Stage]) -> list[Stage]:
        """Nobody enters at a pasted stage; if no stage was there, buyers enter as they did."""
        entered: list[Stage] = []
        for after_win in (False, True):
            side = [stage for stage in stages if stage.after_win == after_win]
            total = math.fsum(stage.entry.value for stage in side)
            empty = not any(
                s.segment == self.segment and s.after_win == after_win for s in model.stages
            )
            for place, stage in enumerate(side):
                share = stage.entry.value / total if total > 0 else float(place == 0)
                entry = judged_to(stage.entry, share if empty else 0.0, self.origin)
                entered.append(stage.model_copy(update={"entry": entry}))
        return entered

    def _placed(self, stages: list[Stage]) -> list[Stage]:
        first = min(stages, key=lambda stage: (stage.x, stage.y))
        return [
            stage.model_copy(
                update={
                    "x": _beside(self.x, stage.x - first.x),
                    "y": _beside(self.y, stage.y - first.y),
                }
            )
            for stage in stages
        ]

    def _named(self, model: SalesModel, stages: list[Stage]) -> list[Stage]:
        taken = {stage.name.casefold() for stage in model.stages if stage.segment == self.segment}
        named: list[Stage] = []
        for stage in stages:
            name = _free_name(stage.name, taken)
            taken.add(name.casefold())
            named.append(stage.model_copy(update={"name": name}))
        return named


class PasteSegment(Frozen):
    """Paste a whole segment as a new one: journey, tasks, shares, components and their variants."""

    do: Literal["paste_segment"] = "paste_segment"
    fragment: Fragment
    id: Id
    name: Name

    def edited(self, model: SalesModel) -> SalesModel:
        segment = self._segment(model)
        check_shares(self.fragment)
        model = extended(model, "segments", [segment])
        model, roles = with_roles_of(model, self.fragment)
        taken = ids_of(model)
        ends = new_ids(self.fragment.outcomes, self.id, taken)
        model = extended(model, "outcomes", self._outcomes(ends))
        model = with_components_of(model, self.fragment, self.id, taken)
        return Paste(model, self.fragment, segment, self.id, ends, roles, Judged()).pasted()

    def _segment(self, model: SalesModel) -> Segment:
        original = self.fragment.segment
        if original is None:
            raise CommandRefused(
                "Stages were copied, not a whole segment.",
                "Paste them into a segment, or copy a segment first.",
                path="segments",
            )
        if self.fragment.currency != model.currency:
            raise CommandRefused(
                f"The deal value of {original.name} is in {self.fragment.currency}, but "
                f"{model.name} is in {model.currency}, and money is not converted.",
                f"Add a segment to {model.name} with its deal value in {model.currency}, and "
                "paste the stages into it.",
                path="segments",
                value=self.fragment.currency,
            )
        return original.model_copy(update={"id": self.id, "name": self.name})

    def _outcomes(self, ends: dict[str, str]) -> list[Outcome]:
        return [
            outcome.model_copy(update={"id": ends[outcome.id], "segment": self.id})
            for outcome in self.fragment.outcomes
        ]


def _same_ends(model: SalesModel, fragment: Fragment, segment: str) -> dict[str, str]:
    """Each outcome of the fragment to the segment's own of that kind, if there is one.

    Of several, the one with the same id or else the same name; otherwise the first.
    """
    ends: dict[str, str] = {}
    for outcome in fragment.outcomes:
        alike = [o for o in model.outcomes if o.segment == segment and o.kind == outcome.kind]
        if alike:
            best = max(alike, key=lambda o: (o.id == outcome.id, o.name == outcome.name))
            ends[outcome.id] = best.id
    return ends


def _beside(start: float, distance: float) -> float:
    """There; at the start when the distance is beyond every number."""
    return start + distance if math.isfinite(start + distance) else start


def _free_name(name: str, taken: set[str]) -> str:
    """The name; "Demo, copy" and then "Demo, copy 2" where it is taken."""
    base, number, candidate = NUMBERED.sub("", name), 1, name
    while candidate.casefold() in taken:
        suffix = ", copy" if number == 1 else f", copy {number}"
        candidate, number = base[: MAX_NAME - len(suffix)].rstrip() + suffix, number + 1
    return candidate
