"""The lines of a journey's drawing: moves on, wins, loops, and losses that drop into their lane.

Offers `lines_of` and `drops_of`. The per cent on a line is what it carries of the visits to the
stage that it leaves; its width is linear in buyers per 100 entering.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from salesmodel.charts.journey_plan import ARC_LABEL, Box, Plan, arcs_of, line_width, loops_on
from salesmodel.charts.journey_reading import Reading, percent
from salesmodel.charts.text_fit import fit
from salesmodel.model import Move, OutcomeKind

Item = dict[str, Any]
TONES = {OutcomeKind.NO_DECISION: "no-decision", OutcomeKind.LOST_TO_RIVAL: "rival"}
LANE_NAMES = {
    OutcomeKind.NO_DECISION: "No decision",
    OutcomeKind.LOST_TO_RIVAL: "Lost to rival",
}


def lines_of(read: Reading, plan: Plan) -> Iterator[Item]:
    """Every line but the drops, in the order of painting."""
    yield from _forward(read, plan)
    yield from _wins(read, plan)
    for move in arcs_of(read.journey):
        yield _arc(read, plan, move)
    for stage in read.journey.stages:
        loop = loops_on(read.journey, stage)
        if loop is not None:
            yield _self_loop(read, plan.boxes[stage.id], loop)
    yield from _after(read, plan)


def drops_of(read: Reading, plan: Plan) -> Iterator[Item]:
    """Losses, straight down into their lane; one drop a stage and kind of loss."""
    for stage in read.journey.stages:
        box = plan.boxes[stage.id]
        for kind, lane in plan.lanes.items():
            moves = [
                move for move in read.journey.moves[stage.id]
                if move.target in read.journey.outcomes
                and read.journey.outcomes[move.target].kind is kind
            ]  # fmt: skip
            buyers = sum(read.buyers(move) for move in moves)
            part = sum(read.part(move) for move in moves)
            if not moves or not part:
                continue
            x = box.x + box.w * (0.28 if kind is OutcomeKind.NO_DECISION else 0.74)
            yield {
                "x": x, "y": box.bottom, "to": lane.y, "w": line_width(buyers),
                "tone": TONES[kind], "label": percent(part),
                "title": f"{stage.name}, {LANE_NAMES[kind].lower()}: {percent(part)} of visits, "
                f"{buyers:.1f} of 100 buyers",
            }  # fmt: skip


def _forward(read: Reading, plan: Plan) -> Iterator[Item]:
    for one, other in zip(read.journey.stages, read.journey.stages[1:], strict=False):
        for move in read.journey.moves[one.id]:
            if move.target != other.id:
                continue
            x1, x2, y = plan.boxes[one.id].right, plan.boxes[other.id].x, plan.axis
            label = _label((x1 + x2) / 2, y - line_width(read.buyers(move)) / 2 - 4)
            yield {
                **_line(read, move, f"M{x1:g} {y:g}H{x2:g}", "flow"),
                "head": f"M{x2 - 7:g} {y - 4:g}l6 4-6 4z",
                "labels": [{**label, "text": percent(read.part(move)), "strong": True}],
            }


def _wins(read: Reading, plan: Plan) -> Iterator[Item]:
    if not read.journey.stages or plan.won is None:
        return
    last = read.journey.stages[-1]
    for move in read.journey.moves[last.id]:
        if not read.journey.is_win(move):
            continue
        x1, x2, y1, y2 = plan.boxes[last.id].right, plan.won.x, plan.axis, plan.won.middle
        middle = (x1 + x2) / 2
        path = f"M{x1:g} {y1:g}C{middle + 6:g} {y1:g} {middle - 6:g} {y2:g} {x2:g} {y2:g}"
        label = _label(x2 - 8, y2 - 10, "end")
        yield {
            **_line(read, move, path, "won"),
            "head": f"M{x2 - 7:g} {y2 - 4:g}l6 4-6 4z",
            "labels": [{**label, "text": percent(read.part(move)), "strong": True, "tone": "good"}],
        }


def _arc(read: Reading, plan: Plan, move: Move) -> Item:
    """A line over the top; it steps down at its target, with rounded corners."""
    laid = plan.arcs[move.id]
    win = read.journey.is_win(move)
    y = plan.arc_y(laid.level)
    target = plan.won if win and plan.won is not None else plan.boxes[move.target]
    turn = 8 if laid.end > laid.start else -8
    path = (
        f"M{laid.start:g} {plan.boxes[move.source].y:g}V{y + 8:g}"
        f"Q{laid.start:g} {y:g} {laid.start + turn:g} {y:g}H{laid.end - turn:g}"
        f"Q{laid.end:g} {y:g} {laid.end:g} {y + 8:g}V{target.y - 1:g}"
    )
    words = fit(read.text(move), max(ARC_LABEL, abs(laid.end - laid.start) - 24), 11, lines=1)
    label = _label((laid.start + laid.end) / 2, y + 4)
    onward = _place(read, move.target) > _place(read, move.source)
    return {
        **_line(read, move, path, "won" if win else "flow" if onward else "loop"),
        "head": f"M{laid.end - 4:g} {target.y - 7:g}l4 6 4-6z",
        "labels": [{**label, "text": words[0], "over": True}],
    }


def _place(read: Reading, target: str) -> int:
    places = [stage.id for stage in read.journey.stages]
    return places.index(target) if target in places else len(places)


def _self_loop(read: Reading, box: Box, move: Move) -> Item:
    x, y, reach = box.x + box.w / 2, box.y, 14
    path = f"M{x + reach:g} {y:g}C{x + 30:g} {y - 38:g} {x - 30:g} {y - 38:g} {x - reach:g} "
    path += f"{y - 1:g}"
    # A loop on the first stage may not run out of the drawing with its label.
    words = fit(read.text(move), 2 * min(x - 4, 70), 11, lines=1)
    return {
        **_line(read, move, path, "loop"),
        "head": f"M{x - reach - 5:g} {y - 6:g}l4.500 5.500 2.500-6.500z",
        "labels": [{**_label(x, y - 34), "text": words[0]}],
    }


def _after(read: Reading, plan: Plan) -> Iterator[Item]:
    """Down the right side: from the win to the stages after it, and their loops."""
    after = read.journey.after
    if after and plan.won is not None:
        won = 100 * read.now.win_rate
        yield _down(plan.won, plan.after[after[0].id], won, "Won buyers who go on", "")
    for i, stage in enumerate(after):
        box = plan.after[stage.id]
        for move in read.journey.moves[stage.id]:
            if move.target == stage.id:
                yield _left_loop(read, box, move)
            elif i + 1 < len(after) and move.target == after[i + 1].id:
                title, text = _title(read, move), percent(read.part(move))
                yield _down(box, plan.after[move.target], read.buyers(move), title, text)
            elif move.target in plan.after:
                yield _right_side(read, box, plan.after[move.target], move)


def _down(upper: Box, lower: Box, buyers: float, title: str, text: str) -> Item:
    x = upper.x + upper.w / 2
    label = {**_label(x + 8, (upper.bottom + lower.y) / 2 + 4, "start"), "text": text}
    return {
        "d": f"M{x:g} {upper.bottom:g}V{lower.y:g}",
        "w": line_width(buyers),
        "tone": "flow",
        "head": f"M{x - 4:g} {lower.y - 7:g}l4 6 4-6z",
        "title": title,
        "labels": [{**label, "strong": True}] if text else [],
    }


def _left_loop(read: Reading, box: Box, move: Move) -> Item:
    x, y = box.x, box.middle
    reason = fit(move.reason, 40, 11, lines=1)[0] if move.reason.strip() else ""
    part = {**_label(x - 27, y - 19, "end"), "text": percent(read.part(move)), "strong": True}
    path = f"M{x:g} {y + 10:g}C{x - 34:g} {y + 24:g} {x - 34:g} {y - 24:g} {x - 1:g} {y - 10:g}"
    return {
        **_line(read, move, path, "loop"),
        "head": f"M{x - 7:g} {y - 15:g}l6 4.500-7 2.500z",
        "labels": [part, {**_label(x - 27, y - 6, "end"), "text": reason}],
    }


def _right_side(read: Reading, source: Box, target: Box, move: Move) -> Item:
    """A move between stages after the win that are not neighbours: along the right edge."""
    x, down = source.right, 6 if target.y > source.y else -6
    path = f"M{x:g} {source.middle + down:g}h9V{target.middle - down:g}h-8"
    head = f"M{x + 7:g} {target.middle - down - 4:g}l-6 4 6 4z"
    return {**_line(read, move, path, "loop"), "head": head, "labels": []}


def _line(read: Reading, move: Move, path: str, tone: str) -> Item:
    width = line_width(read.buyers(move))
    return {"d": path, "w": width, "tone": tone, "title": _title(read, move)}


def _title(read: Reading, move: Move) -> str:
    reason = f" ({move.reason})" if move.reason else ""
    return f"{percent(read.part(move))} of visits, {read.buyers(move):.1f} of 100 buyers{reason}"


def _label(x: float, y: float, anchor: str = "middle") -> Item:
    return {"x": x, "y": y, "anchor": anchor}
