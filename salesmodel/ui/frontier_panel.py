"""What each budget can buy: the frontier, and what the model that is picked on it changes.

Offers `frontier_panel`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape

import streamlit as st

from salesmodel.assignment import (
    AbleShares,
    Goal,
    Optimum,
    Question,
    TaskMove,
    Watch,
    able_shares,
    commands_for,
    optimise,
    with_assignment,
)
from salesmodel.assignment.contribution.frontier import Frontier, FrontierPoint, frontier
from salesmodel.assignment.optimising import settled
from salesmodel.assignment.question import refuse_if_unusable
from salesmodel.assignment.reasons import moves_between, ranked
from salesmodel.charts import formats
from salesmodel.charts.frontier_drawing import Pick, first_pick, frontier_drawing
from salesmodel.charts.move_words import saving_words, win_words
from salesmodel.charts.optimum_words import conflict_sentence, headline, task_names
from salesmodel.model import MAX_NAME, SalesModel, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.components.frontier import frontier_view
from salesmodel.ui.frontier_beside import forget_scenarios, surroundings
from salesmodel.ui.searching import search
from salesmodel.ui.session import Assessment, Notice, WorkbenchSession, assess, once, widget
from salesmodel.ui.taken import note_taken

DRAWING, CHANGES = 344, 208
"""Pixels that Streamlit is given; the style below fills the screen with them."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A frontier with what it was drawn for; `nothing` says why there is none."""

    able: AbleShares
    frontier: Frontier
    nothing: Optimum | None
    name: str = field(default_factory=lambda: uuid.uuid4().hex)

    def at(self, pick: Pick) -> FrontierPoint:
        """The point that is picked."""
        points: tuple[FrontierPoint, ...] = getattr(self.frontier, pick.curve)
        return points[pick.index]


def frontier_panel(session: WorkbenchSession) -> None:
    """Draw the frontier, and below it what the picked model changes."""
    st.html(_STYLE)
    note_taken(session)
    model, question = session.model, session.question
    with st.container(key="panel-frontier", border=True, height=DRAWING, gap="small"):
        drawn = search(
            session, "frontier", (model, question), lambda watch: _draw(model, question, watch)
        )
        pick = None if drawn is None else _show(session, drawn)
    with st.container(key="panel-changes", border=True, height=CHANGES, gap="small"):
        if drawn is None or pick is None:
            st.caption("What a picked model changes stands here, once there are models to pick.")
        else:
            _changes(session, drawn, drawn.at(pick))


def _draw(model: SalesModel, question: Question, watch: Watch) -> Drawn:
    """The frontier; where there is none, what the optimiser says of that."""
    refuse_if_unusable(question, model)
    able = able_shares(model)
    found = frontier(able, question, watch=watch)
    is_there = found.contribution or found.win_rate or not found.is_whole
    asked = replace(question, goal=Goal.CONTRIBUTION)
    return Drawn(able, found, None if is_there else optimise(model, asked, watch=watch))


def _show(session: WorkbenchSession, drawn: Drawn) -> Pick | None:
    first = once(session, "frontier_pick", (drawn,), lambda: first_pick(drawn.frontier))
    pick: Pick | None = first
    if pick is None:
        _nothing(drawn)
        return None
    payload = frontier_drawing(session.model, drawn.frontier, surroundings(session), pick)
    frontier_view(payload, drawn.frontier, drawn.name, partial(_keep, session, drawn))
    return pick


def _keep(session: WorkbenchSession, drawn: Drawn, pick: Pick) -> None:
    """Remember what was picked for as long as this frontier stands."""
    session.worked_out["frontier_pick"] = ((drawn,), pick)


def _nothing(drawn: Drawn) -> None:
    """Why there is no frontier, in the optimiser's words."""
    optimum = drawn.nothing
    if optimum is None:
        st.markdown("##### Stopped before anything was found.")
        st.markdown("Change the model or what is asked, and it is drawn again.")
        return
    st.markdown(f"##### {_plain(headline(optimum))}")
    if optimum.conflict:
        st.markdown(conflict_sentence(optimum))
        lines = (
            f"- {part.sentence}" + (f" {part.mend.sentence}." if part.mend else "")
            for part in optimum.conflict
        )
        st.markdown(_plain("\n".join(lines)))
        st.caption("The view Optimise mends each with a button.")


def _plain(words: str) -> str:
    return words.replace("$", r"\$")


def _changes(session: WorkbenchSession, drawn: Drawn, point: FrontierPoint) -> None:
    moves: tuple[TaskMove, ...] = once(
        session, "frontier_moves", (drawn, point), lambda: _moves(drawn.able, point)
    )
    head, use, save = st.columns([7, 1.3, 1.6], vertical_alignment="center")
    head.markdown(f"##### {_plain(_finding(drawn, point, len(moves)))}")
    use.button(
        "Use this model", key="frontier_use", type="primary", width="stretch",
        disabled=not moves, on_click=_use, args=(session, drawn, point),
    )  # fmt: skip
    with save.popover("Save as a scenario", width="stretch", disabled=not moves):
        name = f"{session.model.name[: MAX_NAME - 40]}, {_short(drawn, point)}"
        st.text_input("Its name", value=name, max_chars=MAX_NAME, key=f"frontier_name_{name}")
        st.button(
            "Save", key="frontier_save", on_click=_save,
            args=(session, drawn, point, f"frontier_name_{name}"),
        )  # fmt: skip
    if moves:
        st.html(_table(session.model, moves))
    else:
        st.caption("Move the ring to see what another model changes.")


def _moves(able: AbleShares, point: FrontierPoint) -> tuple[TaskMove, ...]:
    """From today to there, always the move that adds most next: the prices add up."""
    asked = moves_between(able, able.present, settled(able, point.shares))
    return ranked(able, (asked,), Goal.CONTRIBUTION, lambda _: 0.0)


def _short(drawn: Drawn, point: FrontierPoint) -> str:
    return f"cost {formats.money(point.cost, drawn.able.model.currency)}"


def _finding(drawn: Drawn, point: FrontierPoint, count: int) -> str:
    if not count:
        return "The picked model is the present one: nothing moves"
    now, currency = drawn.frontier.present, drawn.able.model.currency
    return (
        f"{'One move leads' if count == 1 else f'{count} moves lead'} there: "
        f"cost {formats.money_change(point.cost, now.cost, currency)}, "
        f"contribution {formats.money_change(point.contribution, now.contribution, currency)}, "
        f"win rate {formats.rate_change(point.win_rate, now.win_rate)}"
    )


def _use(session: WorkbenchSession, drawn: Drawn, point: FrontierPoint) -> None:
    acts.edit(session, *commands_for(drawn.able, settled(drawn.able, point.shares)))


def _save(session: WorkbenchSession, drawn: Drawn, point: FrontierPoint, key: str) -> None:
    """The picked model as a scenario of its own; the open one stays as it is."""
    name = str(widget(key)).strip() or session.model.name
    try:
        model = with_assignment(drawn.able, settled(drawn.able, point.shares))
        _store(session.baseline, assess(model.model_copy(update={"name": name})), name)
    except WorkbenchError as error:
        session.notices.append(Notice("refused", error.sentence, error.mend))
        return
    forget_scenarios()
    session.notices.append(Notice("done", f"Saved as {name}."))


def _store(baseline: Assessment, picked: Assessment, name: str) -> None:
    """Two versions: the baseline that it is compared with, then the model."""
    store, summary = acts.workspace(), acts.summary_of(picked)
    first = store.save_new(
        name, baseline.text, author=acts.AUTHOR, message="Baseline", summary=summary
    )
    store.set_baseline(first.scenario_id, first.id)
    store.save(
        first.scenario_id, picked.text, expected_head=first.id, author=acts.AUTHOR,
        message="Picked on the frontier", summary=summary,
    )  # fmt: skip


def _table(model: SalesModel, moves: tuple[TaskMove, ...]) -> str:
    """The moves in words, each priced after those above it."""
    names, roles = task_names(model), {role.id: role.short for role in model.roles}
    head = "".join(
        f'<th scope="col">{each}</th>'
        for each in ("Task", "Move", "Saves a year", "Win rate of the segment", "Contribution")
    )
    rows = "".join(_row(model.currency, names, roles, move) for move in moves)
    return (
        '<div class="frontier-moves" tabindex="0"><table><caption>Moves to the picked model, each '
        f"priced after those above it</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(currency: str, names: dict[str, str], roles: dict[str, str], move: TaskMove) -> str:
    saving, win = saving_words(move.saving, currency), win_words(move.win_rate_change)
    gain = formats.money_change(move.contribution_change, 0.0, currency)
    part = move.share if move.share < 0.01 else round(move.share, 2)
    words = f"{roles[move.from_role]} to {roles[move.to_role]}, {formats.fine_share(part)}"
    tone = "none" if gain == formats.NO_CHANGE else "better" if gain[0] == "+" else "worse"
    cells = ((saving["text"], saving["tone"]), (win["text"], win["tone"]), (gain, tone))
    figures = "".join(f'<td class="{tone}">{escape(text)}</td>' for text, tone in cells)
    task = escape(names[move.task])
    return f'<tr><td title="{task}">{task}</td><td>{escape(words)}</td>{figures}</tr>'


_STYLE = """<style>
.stApp { --changes: clamp(208px, calc(var(--roles) * 0.36), 360px); }
[data-testid="stLayoutWrapper"]:has(> .st-key-panel-frontier), .st-key-panel-frontier {
  flex-basis: calc(var(--roles) - var(--changes) - 8px) !important;
  height: calc(var(--roles) - var(--changes) - 8px) !important; }
[data-testid="stLayoutWrapper"]:has(> .st-key-panel-changes), .st-key-panel-changes {
  flex-basis: var(--changes) !important; height: var(--changes) !important; }
.st-key-panel-frontier { overflow: hidden; }
.st-key-panel-changes { overflow: hidden; }
.st-key-panel-changes .stHorizontalBlock [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
.st-key-panel-changes h5 { padding: 0; }
.frontier-moves { height: calc(var(--changes) - 62px); overflow: auto; }
.frontier-moves table { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 16px;
  font-variant-numeric: tabular-nums; }
.frontier-moves caption { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.frontier-moves :is(th, td) { padding: 4px 12px 4px 0; border: 0;
  border-bottom: 1px solid var(--line);
  text-align: right; white-space: nowrap; font-weight: 400; }
.frontier-moves th { position: sticky; top: 0; background: var(--surface); color: var(--ink2);
  font-size: 11px; }
.frontier-moves :is(th, td):nth-child(-n + 2) { text-align: left; }
.frontier-moves td:first-child { max-width: 420px; overflow: hidden; text-overflow: ellipsis;
  font-weight: 600; }
.frontier-moves .better { color: light-dark(#0B7350, #4CC79A); font-weight: 600; }
.frontier-moves .worse { color: light-dark(#B23A16, #FF9270); font-weight: 600; }
.frontier-moves .none { color: var(--ink2); }
</style>"""
