"""The drawing of one segment's journey, as plain data that the browser only has to paint.

Offers `journey_drawing`. Every figure is read from the evaluation (rules 2.3 and 2.8 of
docs/method.md): visits and lines are buyers per 100 entering, and the per cent on a line is what
it carries of the visits to the stage that it leaves. The places come from `journey_plan`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict

from salesmodel.charts import formats
from salesmodel.charts.journey_lines import LANE_NAMES, TONES, Item, drops_of, lines_of
from salesmodel.charts.journey_plan import (
    GROUP_PAD,
    HEIGHT,
    WIDTH,
    Area,
    Box,
    Plan,
    arcs_of,
    journey_of,
    plan_journey,
)
from salesmodel.charts.journey_reading import Reading, percent, ramp_step
from salesmodel.charts.text_fit import fit
from salesmodel.evaluation.result import Evaluation, SegmentResult, StageResult
from salesmodel.model import OutcomeKind, SalesModel, Stage, Track

DROP_OFF_FULL = 0.4
"""The loss per visit at which the ramp of drop-off ends."""


def journey_drawing(
    model: SalesModel,
    evaluation: Evaluation,
    baseline: Evaluation | None,
    segment_id: str,
    *,
    fill: str = "drop_off",
    selected: str | None = None,
    findings: Collection[str] = (),
    area: tuple[float, float] = (WIDTH, HEIGHT),
) -> Item:
    """What to draw of `segment_id`: cards, groups, lines, drops, lanes, labels and the win.

    `fill`: what the cards' colour says, "drop_off" or "cost"; `findings`: ids of the stages of
    which a finding complains; `area`: the room for it, in pixels. Tracks carry the colour of
    their stage. Raises KeyError when the evaluation does not know the segment.
    """
    journey = journey_of(model, segment_id)
    result = evaluation.segment(segment_id)
    read = Reading(
        journey, result, {stage.id: stage for stage in result.stages},
        _segment_of(baseline, segment_id), model.currency, fill, frozenset(findings),
    )  # fmt: skip
    plan = plan_journey(
        journey, {move.id: read.text(move) for move in arcs_of(journey)}, Area(*area)
    )
    return {
        "width": plan.width,
        "height": plan.height,
        "label": _in_words(read),
        "selected": selected or None,
        "fill": "cost" if fill == "cost" else "drop",
        "legend": _legend(read),
        "groups": [_group(read, plan, stage) for stage in journey.stages if _tracks(read, stage)],
        "cards": list(_cards(read, plan)),
        "lines": list(lines_of(read, plan)),
        "drops": list(drops_of(read, plan)),
        "lanes": [_lane(read, kind, box) for kind, box in plan.lanes.items()],
        "won": _won(read, plan),
    }


def _segment_of(evaluation: Evaluation | None, segment: str) -> SegmentResult | None:
    known = evaluation.segments if evaluation is not None else ()
    return next((result for result in known if result.id == segment), None)


def _tracks(read: Reading, stage: Stage) -> tuple[Track, ...]:
    return read.journey.tracks[stage.id]


def _in_words(read: Reading) -> str:
    ends = [(f"{_of_100(read.now, kind)} {name}") for kind, name in (
        ("won", "are won"), ("lost_to_rival", "are lost to a rival"),
        ("no_decision", "end in no decision"),
    )]  # fmt: skip
    return f"Buyer journey, {read.now.name}: of 100 buyers {', '.join(ends)}"


def _of_100(result: SegmentResult, kind: str) -> str:
    return f"{100 * result.outcomes.get(kind, 0.0):.0f}"


def _was(read: Reading, kind: str) -> str:
    """What the baseline's figure was, if it reads differently."""
    if read.before is None or _of_100(read.before, kind) == _of_100(read.now, kind):
        return ""
    return _of_100(read.before, kind)


def _legend(read: Reading) -> Item:
    if read.fill == "cost":
        high = f"{formats.money(_dearest(read), read.currency)} a year"
        return {"low": formats.money(0, read.currency), "high": high}
    return {"low": "0%", "high": f"{formats.share(DROP_OFF_FULL)} lost per visit"}


def _dearest(read: Reading) -> float:
    return max((stage.cost for stage in read.stages.values()), default=0.0)


def _step(read: Reading, stage: StageResult) -> int:
    if read.fill == "cost":
        return ramp_step(stage.cost, _dearest(read))
    return ramp_step(stage.loss, DROP_OFF_FULL)


def _group(read: Reading, plan: Plan, stage: Stage) -> Item:
    box = plan.boxes[stage.id]
    return {
        **asdict(box),
        "id": stage.id,
        "name": fit(stage.name, box.w - 16, 11, lines=1)[0],
        "fork": _fork(box, plan.axis, plan.tracks[stage.id]),
        **_telling(read, stage),
    }


def _fork(group: Box, axis: float, cards: tuple[Box, ...]) -> str:
    """The lines that part at the group's left edge and join at its right one."""
    half = GROUP_PAD / 2
    sides = ((group.x, group.x + half, half), (group.right, group.right - half, -half))
    path = ""
    for edge, stem, reach in sides:
        path += f"M{edge:g} {axis:g}H{stem:g}M{stem:g} {cards[0].middle:g}V{cards[-1].middle:g}"
        path += "".join(f"M{stem:g} {card.middle:g}h{reach:g}" for card in cards)
    return path


def _cards(read: Reading, plan: Plan) -> Iterator[Item]:
    for stage in read.journey.stages:
        tracks = zip(_tracks(read, stage), plan.tracks[stage.id], strict=True)
        if not _tracks(read, stage):
            yield _card(read, stage, plan.boxes[stage.id])
        for track, box in tracks:
            yield _track_card(read, stage, track, box)
    for stage in read.journey.after:
        yield _card(read, stage, plan.after[stage.id])


def _card(read: Reading, stage: Stage, box: Box) -> Item:
    now = read.stages[stage.id]
    visits = f"{100 * now.visits:.0f}"
    lost = stage.after_win and percent(now.loss) not in ("0%", "<1%")
    return {
        **_face(box, stage.name, now.dwell_days),
        "id": stage.id,
        "stage": stage.id,
        "left": f"{percent(now.loss)} lost" if lost else visits,
        "step": _step(read, now),
        **_telling(read, stage),
    }


def _track_card(read: Reading, stage: Stage, track: Track, box: Box) -> Item:
    now = read.stages[stage.id]
    return {
        **_face(box, track.name, track.dwell.value),
        "id": track.id,
        "stage": stage.id,
        "left": f"{100 * now.visits:.0f}",
        "step": _step(read, now),
        "badge": False,
        "title": f"{track.name}: in parallel in {stage.name}, {formats.days(track.dwell.value)}",
    }


def _face(box: Box, name: str, days: float) -> Item:
    lines = 2 if box.h >= 50 else 1
    size = 12 if box.w >= 90 else 11
    inset = 9 if box.w >= 80 else 6
    return {
        **asdict(box),
        "lines": list(fit(name, box.w - 2 * inset + 2, size, lines)),
        "size": size,
        "inset": inset,
        "right": f"{days:.0f} d" if days >= 1 or days == 0 else "<1 d",
    }


def _telling(read: Reading, stage: Stage) -> Item:
    now = read.stages[stage.id]
    cost = formats.money(now.cost, read.currency)
    return {
        "badge": stage.id in read.findings,
        "title": f"{stage.name}: {100 * now.visits:.0f} visits per 100 buyers, "
        f"{formats.days(now.dwell_days)}, {percent(now.loss)} lost per visit, {cost} a year",
    }


def _lane(read: Reading, kind: OutcomeKind, box: Box) -> Item:
    was = _was(read, kind)
    return {
        **asdict(box),
        "name": LANE_NAMES[kind],
        "value": f"{_of_100(read.now, kind)} of 100",
        "was": f", was {was}" if was else "",
        "tone": TONES[kind],
    }


def _won(read: Reading, plan: Plan) -> Item | None:
    if plan.won is None:
        return None
    was = _was(read, "won")
    return {
        **asdict(plan.won),
        "value": _of_100(read.now, "won"),
        "under": f"of 100, was {was}" if was else "of 100",
    }
