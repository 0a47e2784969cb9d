"""The least cost again: formulated from the model and docs/method.md alone, solved by CBC.

Offers `Written`, the programme as plain rows, `written` (a model and a question to rows),
`by_cbc`, and `Facts`, what the rules need of a model. Nothing of salesmodel.assignment is used but
the question, and nothing of the kernel. CBC (EPL-2.0, the binary that PuLP 3 brings) knows nothing
of HiGHS.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pulp.apis.coin_api import pulp_cbc_path

from salesmodel.assignment import Question, Staffing
from salesmodel.model import RoleKind, SalesModel
from tests.evaluation.slow import moves_now

Name = str
Row = tuple[dict[Name, float], str, float]
"""Factors by variable, "L", "G" or "E", and the right-hand side."""


@dataclass
class Written:
    """Minimise `cost` under `rows`; all variables at least 0, at most `high`."""

    cost: dict[Name, float] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    high: dict[Name, float] = field(default_factory=dict)
    whole: set[Name] = field(default_factory=set)

    def price(self, name: Name, money: float) -> None:
        self.cost[name] = self.cost.get(name, 0.0) + money


@dataclass(frozen=True)
class Facts:
    """What the rules need of a model: `visits` to a stage, and the chance of `ever` being there,
    per buyer entering, and that of `winning` from it; `share` now, `hours` a year if the role did
    all of a task, and `quality`, by task and role; `standard` hours and `fulfilment` now, by task;
    `rate` of an hour, by role."""

    model: SalesModel
    visits: dict[str, float]
    ever: dict[str, float]
    winning: dict[str, float]
    share: dict[tuple[str, str], float]
    hours: dict[tuple[str, str], float]
    quality: dict[tuple[str, str], float]
    standard: dict[str, float]
    fulfilment: dict[str, float]
    rate: dict[str, float]


def facts_of(model: SalesModel) -> Facts:
    """Rules 3.1 to 3.5, written out."""
    visits, ever, winning = _flow(model)
    arrivals = {each.id: each.arrivals.value for each in model.segments}
    share = {(a.task, a.role): a.share.value for a in model.assignments}
    standard, fulfilment = {}, {}
    hours, quality = {}, {}
    for task in model.tasks:
        times = 1.0
        if task.stage is not None:
            times = (ever if task.per == "deal" else visits)[task.stage]
        standard[task.id] = arrivals[task.segment] * times * task.hours.value
        for role in model.roles:
            if task.skill in role.skills:
                skill = role.skills[task.skill]
                hours[task.id, role.id] = standard[task.id] / skill.productivity.value
                quality[task.id, role.id] = skill.quality.value
        own = [pair for pair in hours if pair[0] == task.id]
        fulfilment[task.id] = sum(share.get(pair, 0.0) * quality[pair] for pair in own)
    rate = {r.id: r.annual_cost.value / r.productive_hours.value for r in model.roles}
    return Facts(
        model, visits, ever, winning, share, hours, quality, standard, fulfilment, rate
    )  # fmt: skip


def room_of(facts: Facts, question: Question) -> dict[str, float]:
    """Hours a year of each role with today's heads (rule 4.2)."""
    room = {}
    for role in facts.model.roles:
        hours = role.headcount.value * role.productive_hours.value
        if question.max_utilisation is None:
            own = [pair for pair in facts.hours if pair[1] == role.id]
            present = sum(facts.share.get(pair, 0.0) * facts.hours[pair] for pair in own)
            room[role.id] = max(hours, present)
        else:
            room[role.id] = hours * question.max_utilisation
    return room


def floors_of(facts: Facts, question: Question) -> dict[str, float]:
    """Least fulfilment of each task (rule 4.1)."""
    part = 1.0 if question.floor is None else question.floor
    kept = dict(facts.fulfilment)
    for task in facts.model.tasks:
        if question.from_baseline and task.baseline_shares:
            held = task.baseline_shares.items()
            kept[task.id] = sum(x * facts.quality[task.id, role] for role, x in held)
    floors = {task: part * fulfilment for task, fulfilment in kept.items()}
    return floors | {floor.task: floor.fulfilment for floor in question.floors}


def written(model: SalesModel, question: Question) -> Written:
    """Rules 4.1 to 4.3 as rows."""
    facts, lp = facts_of(model), Written()
    floors, work = floors_of(facts, question), {role.id: {} for role in model.roles}
    for task in model.tasks:
        own = {pair: _share(*pair) for pair in facts.hours if pair[0] == task.id}
        lp.rows.append((dict.fromkeys(own.values(), 1.0), "E", 1.0))
        done = {name: facts.quality[pair] for pair, name in own.items()}
        lp.rows.append((done, "G", floors[task.id]))
        for (_, role), name in own.items():
            lp.high[name] = 1.0
            work[role][name] = facts.hours[task.id, role]
    _asked_for(facts, question, lp)
    _handovers(facts, question, lp, work)
    _staff(facts, question, lp, work)
    if question.budget is not None:
        lp.rows.append((dict(lp.cost), "L", question.budget))
    return lp


def _share(task: str, role: str) -> Name:
    return f"x {task} {role}"


def _asked_for(facts: Facts, question: Question, lp: Written) -> None:
    for pin in question.pins:
        held = {_share(pin.task, pin.role): 1.0} if (pin.task, pin.role) in facts.hours else {}
        lp.rows.append((held, "E", pin.share))
    for item in facts.model.assignments:
        if item.locked and question.keep_locked:
            lp.rows.append(({_share(item.task, item.role): 1.0}, "E", item.share.value))
    for ban in question.forbidden:
        for task, role in facts.hours:
            if role == ban.role and ban.task in (None, task):
                lp.rows.append(({_share(task, role): 1.0}, "E", 0.0))
    if question.max_owners is None:
        return
    for task in facts.model.tasks:
        names = [_share(*pair) for pair in facts.hours if pair[0] == task.id]
        for name in names:
            lp.whole.add(f"o{name}")
            lp.high[f"o{name}"] = 1.0
            lp.rows.append(({name: 1.0, f"o{name}": -1.0}, "L", 0.0))
        lp.rows.append(({f"o{name}": 1.0 for name in names}, "L", question.max_owners))


def _staff(facts: Facts, question: Question, lp: Written, work: dict[str, dict]) -> None:
    if question.staffing is Staffing.AS_IS:
        for role, room in room_of(facts, question).items():
            lp.rows.append((work[role], "L", room))
            for name, hours in work[role].items():
                lp.price(name, hours * facts.rate[role])
        return
    for role in facts.model.roles:
        name, each = f"h_{role.id}", role.productive_hours.value
        each *= question.max_utilisation or 1.0
        lp.price(name, role.annual_cost.value)
        lp.rows.append((work[role.id] | {name: -each}, "L", 0.0))
        if question.staffing is Staffing.WHOLE and role.kind is not RoleKind.PRODUCT:
            lp.whole.add(name)
    for bound in question.heads:
        lp.rows.append(({f"h_{bound.role}": 1.0}, "G", bound.low))
        if bound.high is not None:
            lp.rows.append(({f"h_{bound.role}": 1.0}, "L", bound.high))


def _handovers(facts: Facts, question: Question, lp: Written, work: dict[str, dict]) -> None:
    """Rule 4.3: for each move between stages with lead tasks, what each role takes over."""
    handover = question.handover
    if handover is None:
        return
    for number, (before, after, flow, worth) in enumerate(joints_of(facts)):
        for role in facts.model.roles:
            gone = _share(before, role.id) if (before, role.id) in facts.hours else None
            come = _share(after, role.id) if (after, role.id) in facts.hours else None
            change = {name: sign for name, sign in ((come, 1.0), (gone, -1.0)) if name}
            if handover.one_owner:
                lp.rows.append((change, "E", 0.0))
            taken = f"t_{number}_{role.id}"
            lp.rows.append((change | {taken: -1.0}, "L", 0.0))
            lp.price(taken, flow * worth * handover.drop_off)
            work[role.id][taken] = flow * handover.hours


def joints_of(facts: Facts) -> Iterable[tuple[str, str, float, float]]:
    """Lead task before and after, buyers a year, and what one of them is worth."""
    leads = {}
    for stage in facts.model.stages:
        own = [task for task in facts.model.tasks if task.stage == stage.id]
        own = [task for task in own if task.kind.value == "selling"] or own
        if own and not stage.after_win:
            leads[stage.id] = max(own, key=lambda task: facts.standard[task.id]).id
    for segment in facts.model.segments:
        margin = segment.deal_value.value * segment.gross_margin.value
        for stage in facts.model.stages:
            if stage.segment != segment.id or stage.id not in leads:
                continue
            for target, part in moves_now(facts.model, stage).items():
                if target in leads and target != stage.id:
                    flow = segment.arrivals.value * facts.visits[stage.id] * part
                    yield leads[stage.id], leads[target], flow, margin * facts.winning[target]


def _flow(model: SalesModel) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Rules 2.3, 2.4 and 2.10: visits, ever visited, and winning from each stage before the win."""
    visits: dict[str, float] = {}
    ever: dict[str, float] = {}
    winning: dict[str, float] = {}
    won = {end.id for end in model.outcomes if end.kind.value == "won"}
    for segment in model.segments:
        entering = 1.0
        for after in (False, True):
            own = [s for s in model.stages if s.segment == segment.id and s.after_win == after]
            if not own:
                continue
            moves = [moves_now(model, stage) for stage in own]
            among = np.array([[row.get(stage.id, 0.0) for stage in own] for row in moves])
            fundamental = np.linalg.inv(np.eye(len(own)) - among)
            times = np.array([stage.entry.value for stage in own]) @ fundamental * entering
            straight = np.array([sum(p for to, p in row.items() if to in won) for row in moves])
            for place, stage in enumerate(own):
                visits[stage.id] = float(times[place])
                ever[stage.id] = float(times[place] / fundamental[place, place])
                winning[stage.id] = float(fundamental[place] @ straight)
            entering = float(times @ straight)
    return visits, ever, winning


def by_cbc(lp: Written) -> float | None:
    """The least cost; None when nothing keeps the rows."""
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "p.mps", Path(folder) / "p.txt"
        path.write_text(_mps(lp), encoding="ascii")
        exact = ("-ratioGap", "0", "-allowableGap", "0", "-integerTolerance", "1e-9")
        answer = ("-primalT", "1e-9", "-solve", "-solution", str(out))
        call = [pulp_cbc_path, str(path), *exact, *answer]
        subprocess.run(call, check=True, capture_output=True, timeout=60)
        first, *lines = out.read_text(encoding="ascii").splitlines()
    if "nfeasible" in first:
        return None
    assert first.startswith("Optimal"), first
    values = {line.split()[-3]: float(line.split()[-2]) for line in lines}
    columns = _columns(lp)
    return sum(money * values.get(columns[name], 0.0) for name, money in lp.cost.items())


def _columns(lp: Written) -> dict[Name, str]:
    """A short name for each variable: those of a model may hold anything."""
    names = [*lp.high, *lp.cost, *(name for factors, _, _ in lp.rows for name in factors)]
    return {name: f"variable{number}" for number, name in enumerate(dict.fromkeys(names))}


def _mps(lp: Written) -> str:
    """Free MPS, all figures in full."""
    columns = _columns(lp)
    entries: dict[Name, list[str]] = {name: [] for name in columns}
    for number, (factors, _, _) in enumerate(lp.rows):
        for name, factor in factors.items():
            entries[name].append(f" {columns[name]} R{number} {float(factor)!r}")
    for name, money in lp.cost.items():
        entries[name].append(f" {columns[name]} COST {float(money)!r}")
    lines = ["NAME P", "ROWS", " N COST"]
    lines += [f" {kind} R{number}" for number, (_, kind, _) in enumerate(lp.rows)]
    lines.append("COLUMNS")
    lines += [entry for name in columns if name not in lp.whole for entry in entries[name]]
    lines.append(" M1 'MARKER' 'INTORG'")
    lines += [entry for name in columns if name in lp.whole for entry in entries[name]]
    lines += [" M2 'MARKER' 'INTEND'", "RHS"]
    lines += [f" RHS R{n} {float(right)!r}" for n, (_, _, right) in enumerate(lp.rows)]
    lines.append("BOUNDS")
    for name, column in columns.items():
        high = lp.high.get(name, 1e6 if name in lp.whole else None)
        lines.append(f" PL BOUND {column}" if high is None else f" UP BOUND {column} {high!r}")
    return "\n".join([*lines, "ENDATA", ""])
