"""What the group judged: how much, where it disagrees, what is asked again, and who sees what fit.

Offers `judgements_summary`, the panel of the view Judgements while no pair is chosen; `Seen`,
`segments_in_scope` and `choose_pair` (rule 5.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from salesmodel.charts.judgement_grid import signed
from salesmodel.charts.judgement_words import (
    Counts,
    counts_of,
    range_words,
    view_words,
    views_words,
    who_words,
)
from salesmodel.coherence import SegmentCoherence
from salesmodel.coherence.fitting import is_judged
from salesmodel.coherence.judging.group import Cell, GroupJudgements, Option
from salesmodel.coherence.judging.people import View, disputed, to_ask_again, views
from salesmodel.model import ComponentKind
from salesmodel.ui.finding_words import plain
from salesmodel.ui.session import WorkbenchSession, once

SHOWN = 3
"""Pairs in the lists of disputes and of where to start; the others are found in the grid."""
ASKED = 6
"""Pairs to be asked again in the list."""


@dataclass(frozen=True)
class Seen:
    """What is in sight: everybody's judgements, and what counts in the eyes of `person`."""

    group: GroupJudgements
    counting: GroupJudgements
    options: dict[ComponentKind, tuple[Option, ...]]
    person: str
    names: dict[str, str] = field(default_factory=dict)


def choose_pair(session: WorkbenchSession, pair: tuple[str, str] | None) -> None:
    """Choose the pair to be judged, or none."""
    session.judging = None if pair is None else (pair[0], pair[1])


def segments_in_scope(session: WorkbenchSession) -> tuple[SegmentCoherence, ...]:
    """The segments in scope."""
    every = session.now.coherence.segments
    return tuple(each for each in every if session.of_segment in ("", each.id))


def judgements_summary(session: WorkbenchSession, seen: Seen) -> None:
    """What the group judged; where nobody did, and where a choice is not judged, where to start."""
    counts = counts_of(seen.group)
    st.html('<h6 class="panel-title">What the group judged</h6>')
    new = _not_judged(session, seen)
    if not counts.judged:
        st.html(
            '<p class="judge-note">Nobody here has judged a pair yet; all figures are the '
            "library's. Choose a cell to judge its pair. With a cell chosen, type 0 to 3, or a "
            "minus and a figure where it hinders.</p>"
        )
        _where_to_start(session, seen, new)
        return
    st.html(_counts_html(counts))
    if new:
        _section("Where to start: nobody has judged what is chosen")
        _start_with(session, seen, new)
    _disputes(session, seen)
    _views(session, seen)
    _asked(session, seen)


def _not_judged(session: WorkbenchSession, seen: Seen) -> tuple[Cell, ...]:
    """How they buy on each chosen variant of the group's own that nobody judged yet."""
    own = {option.id: option for each in seen.options.values() for option in each if option.own}
    found = {
        each.choice.variant: Cell(segment.buying.way.id, each.choice.variant, 0, 0, "", "")
        for segment in segments_in_scope(session)
        for each in segment.components
        if each.choice.variant in own and not is_judged(seen.group, own[each.choice.variant])
    }
    return tuple(found.values())


def _start_with(session: WorkbenchSession, seen: Seen, new: Sequence[Cell]) -> None:
    for cell in new[:SHOWN]:
        name = seen.names.get(cell.target, cell.target)
        _pair_button(session, seen, cell, f"Nobody has judged “{name}” yet.", "new")


def _where_to_start(session: WorkbenchSession, seen: Seen, new: Sequence[Cell]) -> None:
    """What is not judged yet, then what the weakest segment in scope hangs on: what hinders first,
    then what is strongest."""
    segment = min(segments_in_scope(session), key=lambda each: each.score, default=None)
    if segment is None:
        return
    has = {each.choice.variant for each in segment.components} | {segment.buying.way.id}
    between = [c for c in seen.group.cells.values() if {c.source, c.target} <= has and c.value]
    if not between and not new:
        return
    between.sort(key=lambda cell: (cell.value > 0, -abs(cell.value), cell.source, cell.target))
    _section(f"Where to start: what {segment.name} hangs on")
    _start_with(session, seen, new)
    for cell in between[:SHOWN]:
        _pair_button(session, seen, cell, f"{signed(cell.value)}: {cell.why}", "start")


def _counts_html(counts: Counts) -> str:
    parts = (
        ("Pairs judged", counts.judged),
        ("People", counts.people),
        ("Disputed", counts.disputed),
        ("Asked again", counts.asked),
    )
    rows = "".join(f"<div><dt>{name}</dt><dd>{count:,}</dd></div>" for name, count in parts)
    return f'<dl class="figures judge-counts">{rows}</dl>'


def _disputes(session: WorkbenchSession, seen: Seen) -> None:
    wide = disputed(seen.group)
    if not wide:
        return
    more = f", the widest {SHOWN} of {len(wide)}" if len(wide) > SHOWN else ""
    _section(f"Where the group disagrees{more}")
    for cell in wide[:SHOWN]:
        said = f"{range_words(cell)}: {who_words(cell)}"
        _pair_button(session, seen, cell, said, "dispute")


def _asked(session: WorkbenchSession, seen: Seen) -> None:
    asked: dict[tuple[str, str], tuple[Cell, list[str], str]] = {}
    for cell, opinion in to_ask_again(session.model):
        entry = asked.setdefault((cell.source, cell.target), (cell, [], opinion.asked_again))
        entry[1].append(opinion.by)
    if not asked:
        return
    more = f", {ASKED} of {len(asked)}" if len(asked) > ASKED else ""
    _section(f"Asked again{more}")
    for cell, people, why in list(asked.values())[:ASKED]:
        _pair_button(session, seen, cell, f"{', '.join(people)}: {why}", "asked")


def _section(title: str) -> None:
    st.html(f'<p class="judge-part">{escape(title)}</p>')


def _pair_button(session: WorkbenchSession, seen: Seen, cell: Cell, said: str, group: str) -> None:
    pair = cell.source, cell.target
    one, other = (plain(seen.names.get(each, each)) for each in pair)
    st.button(
        f"**{one} on {other}**  \n{plain(said)}", key=f"{group}_{cell.source}_{cell.target}",
        type="tertiary", width="stretch", on_click=choose_pair, args=(session, pair),
    )  # fmt: skip


def _views(session: WorkbenchSession, seen: Seen) -> None:
    """Whether the present choices are consistent in each person's view."""
    segments = segments_in_scope(session)
    if not segments:
        return
    _section("Do the present choices fit, as each person sees it?")
    rows = _rows_of_one if len(segments) == 1 else _rows_of_all
    st.html(f'<dl class="judge-views">{"".join(rows(session, seen, segments))}</dl>')


def _rows_of_one(
    session: WorkbenchSession, seen: Seen, segments: Sequence[SegmentCoherence]
) -> list[str]:
    segment = segments[0]
    found = _views_of(session, seen, segment)
    has = {each.kind: each.choice.variant for each in segment.components}
    head = f"<dt>{escape(segment.name)}</dt><dd><b>{escape(views_words(found))}</b></dd>"
    if all(view.consistent for view in found):
        return [head]
    return [
        head,
        *(
            f"<dt>{escape(view.person)}</dt><dd>{escape(view_words(seen.names, view, has))}</dd>"
            for view in found
        ),
    ]


def _rows_of_all(
    session: WorkbenchSession, seen: Seen, segments: Sequence[SegmentCoherence]
) -> list[str]:
    found = [(each.name, views_words(_views_of(session, seen, each))) for each in segments]
    return [f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in found]


def _views_of(session: WorkbenchSession, seen: Seen, segment: SegmentCoherence) -> tuple[View, ...]:
    """How each person sees the choices; of what nobody judged nobody sees whether it fits."""
    new = {cell.target for cell in _not_judged(session, seen)}
    has: dict[ComponentKind, str | None] = {
        each.kind: None if each.choice.variant in new else each.choice.variant
        for each in segment.components
    }
    found: tuple[View, ...] = once(
        session,
        f"views_{segment.id}",
        (session.model,),
        lambda: views(session.model, segment.buying.way.id, has),
    )
    return found
