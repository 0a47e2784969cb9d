"""One segment's journey as the canvas draws it: every figure and text, no places but the model's.

Offers `journey_drawing`; the browser (frontend/src/canvas/drawing.ts mirrors its types) works out
where lines run. Every figure is read from the evaluation (rules 2.3 and 2.8 of docs/method.md):
visits and lines are buyers per 100 entering, and the per cent on a line is what it carries of the
visits to the stage that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.journey_parts import journey_of
from salesmodel.charts.journey_reading import DROP_OFF_FULL, Reading, percent, ramp_step
from salesmodel.evaluation.result import Evaluation
from salesmodel.model import Finding, Move, Outcome, OutcomeKind, Quantity, SalesModel, Stage, Track

Item = dict[str, Any]


def journey_drawing(
    model: SalesModel,
    evaluation: Evaluation,
    reference: Evaluation | None,
    segment_id: str,
    *,
    findings: Iterable[Finding] = (),
    ghost: tuple[str, SalesModel, Evaluation] | None = None,
) -> Item:
    """What to draw of `segment_id`: stages with their jobs, ends, moves, legend and ghost.

    `reference` gives what the ends were; `ghost` is a name, model and evaluation drawn underneath.
    Tracks carry the colour of their stage. Raises KeyError when the evaluation does not know the
    segment.
    """
    read = Reading.of(model, evaluation, reference, segment_id)
    complaints = _complaints(findings)
    places = (*read.journey.stages, *read.journey.after)
    return {
        "segment": segment_id,
        "label": _in_words(read),
        "stages": [_stage(read, stage, complaints.get(stage.id, "")) for stage in places],
        "ends": [_end(read, outcome) for outcome in read.journey.outcomes.values()],
        "moves": [_move(read, move) for stage in places for move in read.journey.moves[stage.id]],
        "entries": list(_entries(read)),
        "legend": _legend(read),
        "ghost": _ghost(*ghost, segment_id) if ghost is not None else None,
    }


def _complaints(findings: Iterable[Finding]) -> dict[str, str]:
    """What the checks say of each stage, by its id."""
    said: dict[str, list[str]] = {}
    for finding in findings:
        if finding.stage:
            said.setdefault(finding.stage, []).append(finding.sentence)
    return {stage: " ".join(sentences) for stage, sentences in said.items()}


def _in_words(read: Reading) -> str:
    ends = [(f"{read.of_100(kind)} {name}") for kind, name in (
        (OutcomeKind.WON, "are won"), (OutcomeKind.LOST_TO_RIVAL, "are lost to a rival"),
        (OutcomeKind.NO_DECISION, "end in no decision"),
    )]  # fmt: skip
    return f"Buyer journey, {read.now.name}: of 100 buyers {', '.join(ends)}"


def _stage(read: Reading, stage: Stage, complaint: str) -> Item:
    now = read.stages[stage.id]
    cost = formats.money(now.cost, read.currency)
    return {
        "id": stage.id,
        "name": stage.name,
        "job": stage.job.value,
        "buyer": stage.buyer.value if stage.buyer else "",
        "channel": read.channels.get(stage.id, ""),
        "after_win": stage.after_win,
        "x": stage.x,
        "y": stage.y,
        "visits": _visits(read, stage),
        "days": _days(now.dwell_days),
        "days_text": _text(stage.dwell),
        "entry": stage.entry.value,
        "steps": {
            "drop_off": ramp_step(now.loss, DROP_OFF_FULL),
            "hours": ramp_step(now.hours, read.most_hours),
            "cost": ramp_step(now.cost, read.dearest),
        },
        "badge": complaint,
        "title": f"{stage.name}: {100 * now.visits:.0f} visits per 100 buyers, "
        f"{formats.days(now.dwell_days)}, {percent(now.loss)} lost per visit, "
        f"{formats.hours(now.hours)} hours and {cost} a year",
        "tracks": [_track(stage, track) for track in read.journey.tracks[stage.id]],
    }


def _visits(read: Reading, stage: Stage) -> str:
    now = read.stages[stage.id]
    if stage.after_win and percent(now.loss) not in ("0%", "<1%"):
        return f"{percent(now.loss)} lost"
    return f"{100 * now.visits:.0f}"


def _track(stage: Stage, track: Track) -> Item:
    return {
        "id": track.id,
        "name": track.name,
        "job": track.job.value,
        "days": _days(track.dwell.value),
        "days_text": _text(track.dwell),
        "title": f"{track.name}: in parallel in {stage.name}, {formats.days(track.dwell.value)}",
    }


def _days(days: float) -> str:
    return f"{days:.0f} d" if days >= 1 or days == 0 else "<1 d"


def _text(figure: Quantity) -> str:
    return figure.typed or formats.amount(figure.value)


def _end(read: Reading, outcome: Outcome) -> Item:
    now, was = read.of_100(outcome.kind), read.was_of_100(outcome.kind)
    won = outcome.kind is OutcomeKind.WON
    changed = was is not None and was != now
    return {
        "id": outcome.id,
        "kind": outcome.kind.value,
        "name": outcome.name,
        "value": now if won else f"{now} of 100",
        "under": ("of 100" if won else "") + (f", was {was}" if changed else ""),
        "x": outcome.x,
        "y": outcome.y,
    }


def _move(read: Reading, move: Move) -> Item:
    part, source = read.part(move), read.stages[move.source].name
    loop = move.target == move.source
    leads = "stay for another round" if loop else f"go on to {read.names[move.target]}"
    return {
        "id": move.id,
        "source": move.source,
        "target": move.target,
        "buyers": read.buyers(move),
        "percent": percent(part),
        "percent_text": move.probability.typed or formats.fine_share(move.probability.value),
        "probability": move.probability.value,
        "reason": move.reason,
        "locked": move.locked,
        "title": f"{percent(part)} of the visits to {source} {leads}: "
        f"{read.buyers(move):.1f} of 100 buyers",
    }


def _entries(read: Reading) -> Iterator[Item]:
    """From the win into the stages after it."""
    won = 100 * read.now.outcomes.get(OutcomeKind.WON.value, 0.0)
    for stage in read.journey.after:
        if stage.entry.value > 0:
            yield {"target": stage.id, "buyers": won * stage.entry.value}


def _legend(read: Reading) -> Item:
    return {
        "drop_off": {"low": "0%", "high": f"{formats.share(DROP_OFF_FULL)} lost per visit"},
        "hours": {"low": "0", "high": f"{formats.hours(read.most_hours)} hours a year"},
        "cost": {
            "low": formats.money(0, read.currency),
            "high": f"{formats.money(read.dearest, read.currency)} a year",
        },
    }


def _ghost(name: str, model: SalesModel, evaluation: Evaluation, segment_id: str) -> Item | None:
    """The journey of the same segment in another model; None where it has no such segment."""
    if all(segment.id != segment_id for segment in model.segments):
        return None
    read = Reading.of(model, evaluation, None, segment_id)
    journey = journey_of(model, segment_id)
    places = (*journey.stages, *journey.after)
    return {
        "name": name,
        "stages": [
            {
                "id": stage.id, "name": stage.name, "x": stage.x, "y": stage.y,
                "after_win": stage.after_win,
                "tracks": [{"id": t.id, "name": t.name} for t in journey.tracks[stage.id]],
            }
            for stage in places
        ],
        "ends": [{"id": o.id, "kind": o.kind.value} for o in journey.outcomes.values()],
        "moves": [
            {
                "id": move.id, "source": move.source, "target": move.target,
                "buyers": read.buyers(move), "percent": percent(read.part(move)),
            }
            for stage in places
            for move in journey.moves[stage.id]
        ],
    }  # fmt: skip
