"""What one browser tab knows, as one typed object; nothing else touches `st.session_state`.

Offers `WorkbenchSession` and `current`; `bind` gives a widget the document's value before it is
drawn, so that widgets never keep a second truth, and `widget` reads what the user just set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from threading import RLock
from typing import Any, Literal

import streamlit as st

from salesmodel.assignment import Goal, Question, Staffing, TaskMove
from salesmodel.assignment.staffing.sizing import SizingChoice
from salesmodel.charts.move_rows import Taken
from salesmodel.coherence import Coherence, check_coherence
from salesmodel.editing import History
from salesmodel.evaluation import TOP_PAY, Evaluation, evaluate
from salesmodel.model import ComponentKind, SalesModel, write_model
from salesmodel.model.inputs import count_by_origin
from salesmodel.uncertainty import WhatIfChoice

_KEY = "workbench"
RolesView = Literal["Map", "Optimise", "Frontier", "Sizing", "What if", "Cost per win"]
CoherenceView = Literal["Map", "Choices", "Judgements", "Segments"]

FIRST_QUESTION = Question(goal=Goal.COST, staffing=Staffing.FREE, from_baseline=True)
"""What the optimiser is asked first: the least cost, heads following the hours, every task as well
fulfilled as at the baseline."""


@dataclass(frozen=True)
class Notice:
    """A sentence for the user: what happened or what is wrong, and how to mend it."""

    kind: Literal["done", "refused"]
    sentence: str
    mend: str = ""


@dataclass(frozen=True)
class Assessment:
    """A model with everything worked out from it."""

    model: SalesModel
    evaluation: Evaluation
    coherence: Coherence

    @cached_property
    def text(self) -> str:
        """The model as it is written to the store."""
        return write_model(self.model)

    @cached_property
    def origins(self) -> dict[str, int]:
        """How many inputs are observed, estimated, judged and assumed."""
        return count_by_origin(self.model)


def assess(model: SalesModel) -> Assessment:
    """Evaluate a valid model and check its coherence."""
    evaluation = evaluate(model)
    return Assessment(model, evaluation, check_coherence(model, evaluation))


@dataclass
class Saved:
    """The scenario in the store that this tab works on."""

    scenario: str
    head: str
    number: int
    at: datetime
    assessment: Assessment


@dataclass
class WorkbenchSession:
    """Document, baseline, history and what is chosen in this tab.

    `model` changes only through `salesmodel.ui.acts`. `edits` and `refused` number what was done
    and what was not; `handled` is the number of the last act done of each browser tab. `ghost`
    names the journey drawn underneath ("" none, "baseline", or a saved scenario's id), `ghost_of`
    is that scenario. On the roles page: `scope` says whether it is about the chosen segment or
    about all, `top_pay` who is among the highest paid (rule 3.12), `question` what the optimiser is
    asked, `sizing` and `what_if` what is chosen in those views, `offered` and `taken` the moves
    that can be and were taken, `searches` what is being looked for. On the coherence page: `marked`
    is the component or the pair that is selected on the map, `marks` counts what was selected
    there, `trying` are the variants that are tried in Choices, `judging` the two variants whose
    judgements are shown, `pair` the two segments set against each other, `who` the name under which
    this reader judges, accepts and reviews ("": not given). `busy` is held while acts of the
    browser are done, and while the draft is written: Streamlit runs a callback while that of an
    older run is still under way. `worked_out` is what `once` keeps.
    """

    draft: str
    now: Assessment
    baseline: Assessment
    history: History = field(default_factory=History)
    saved: Saved | None = None
    against: Literal["Baseline", "Last save"] = "Baseline"
    segment: str = ""
    stage: str = ""
    task: str = ""
    journey_view: Literal["Drawing", "Table"] = "Drawing"
    ghost: str = ""
    ghost_of: Assessment | None = None
    mix_view: Literal["Bars", "Sliders"] = "Bars"
    roles_view: RolesView = "Map"
    scope: Literal["Segment", "All"] = "Segment"
    top_pay: float = TOP_PAY
    question: Question = FIRST_QUESTION
    sizing: SizingChoice = field(default_factory=SizingChoice)
    what_if: WhatIfChoice = field(default_factory=WhatIfChoice)
    offered: tuple[SalesModel, tuple[TaskMove, ...]] | None = None
    taken: tuple[Taken, ...] = ()
    coherence_view: CoherenceView = "Map"
    marked: tuple[str, ...] = ()
    marks: int = 0
    findings_shown: Literal["Open", "Accepted"] = "Open"
    who: str = ""
    trying: tuple[tuple[ComponentKind, str], ...] = ()
    judging: tuple[str, str] | None = None
    pair: str = ""
    kept_at: datetime | None = None
    edits: int = 0
    refused: int = 0
    handled: dict[str, int] = field(default_factory=dict)
    kept: bool = True
    notices: list[Notice] = field(default_factory=list)
    imported: dict[str, Any] | None = None
    searches: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    worked_out: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict, repr=False)
    busy: RLock = field(default_factory=RLock, repr=False, compare=False)

    @property
    def model(self) -> SalesModel:
        """The document as it stands."""
        return self.now.model

    @property
    def of_segment(self) -> str:
        """The segment that the roles and the coherence page are about; "" for all."""
        return self.segment if self.scope == "Segment" else ""

    @property
    def reference(self) -> Assessment:
        """What ticks and changes are shown against."""
        if self.against == "Last save" and self.saved is not None:
            return self.saved.assessment
        return self.baseline


def once(
    session: WorkbenchSession, name: str, made_from: tuple[object, ...], make: Callable[[], Any]
) -> Any:
    """What `make` gives, worked out anew only when one of `made_from` is another object."""
    known = session.worked_out.get(name)
    if known is None or any(now is not then for now, then in zip(made_from, known[0], strict=True)):
        known = session.worked_out[name] = (made_from, make())
    return known[1]


def local_time(at: datetime) -> datetime:
    """`at` (UTC) on the reader's clock, as told by the browser."""
    return at - timedelta(minutes=st.context.timezone_offset or 0)


def current() -> WorkbenchSession | None:
    """This tab's session, if it is open."""
    return st.session_state.get(_KEY)


def put(session: WorkbenchSession) -> None:
    """Make `session` this tab's session."""
    st.session_state[_KEY] = session


def bind(key: str, value: Any) -> str:
    """Give the widget `key` the document's value; returns the key. Call before drawing it."""
    st.session_state[key] = value
    return key


def widget(key: str) -> Any:
    """What the user just set in the widget `key`."""
    return st.session_state[key]


def choose(session: WorkbenchSession, name: str) -> None:
    """Callback of a widget whose key is a field of the session: keep what was chosen."""
    setattr(session, name, widget(name))
