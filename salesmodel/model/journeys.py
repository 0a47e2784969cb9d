"""Whether each segment's journey is a chain that can be solved.

Offers `broken_journeys`: rows of moves that do not sum to one, stages that lead nowhere, entry
shares that do not sum to one, journeys without stages or win, tracks whose losses the moves do not
show. Rules 2.1, 2.2, 2.8 and 2.10 of docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import prod

from salesmodel.model.entities import Move, OutcomeKind, Segment, Stage, Track
from salesmodel.model.findings import Finding
from salesmodel.model.naming import TOLERANCE, Named, hundredths, points, refused


def broken_journeys(named: Named) -> Iterator[Finding]:
    """Everything that keeps a journey from being solved."""
    for segment in named.model.segments:
        yield from _ends(named, segment)
        yield from _entries(named, segment)
    connected = _reaching_an_outcome(named)
    tracks: dict[str, list[Track]] = defaultdict(list)
    for track in named.model.tracks:
        tracks[track.stage].append(track)
    for stage in named.model.stages:
        yield from _row(named, stage)
        if stage.id not in connected:
            yield _leads_nowhere(named, stage)
        if stage.id in tracks:
            yield from _losses(named, stage, tracks[stage.id])


def _ends(named: Named, segment: Segment) -> Iterator[Finding]:
    if not any(s.segment == segment.id and not s.after_win for s in named.model.stages):
        yield refused(
            "no-stages",
            f"segments[{segment.id}].stages",
            f"{segment.name} has no stages before the win.",
            "Add the first stage of its journey.",
            segment=segment.id,
        )
    outcomes = (o for o in named.model.outcomes if o.segment == segment.id)
    if not any(outcome.kind is OutcomeKind.WON for outcome in outcomes):
        yield refused(
            "no-win",
            f"segments[{segment.id}].outcomes",
            f"{segment.name} has no outcome that is a win.",
            "Add the outcome Won to its journey.",
            segment=segment.id,
        )


def _entries(named: Named, segment: Segment) -> Iterator[Finding]:
    own = [stage for stage in named.model.stages if stage.segment == segment.id]
    for after_win, field, verb, who in (
        (False, "entry", "lets in", "buyers"),
        (True, "after_win_entry", "takes over", "won customers"),
    ):
        stages = [stage for stage in own if stage.after_win is after_win]
        total = sum(stage.entry.value for stage in stages)
        if not stages or abs(total - 1) <= TOLERANCE:
            continue
        shares = ", ".join(f"{s.name} {hundredths(s.entry.value)}" for s in stages if s.entry.value)
        yield refused(
            f"{field.replace('_', '-')}-sum",
            f"segments[{segment.id}].{field}",
            f"{segment.name} {verb} {hundredths(total, but=1)} of 100 {who}"
            f"{f': {shares}' if shares else f', at {stages[0].name} or anywhere else'}.",
            _mend("the entry share of one of its stages", total),
            segment=segment.id,
        )


def _mend(what: str, total: float) -> str:
    return f"{'Lower' if total > 1 else 'Raise'} {what} by {points(total - 1)}."


def _row(named: Named, stage: Stage) -> Iterator[Finding]:
    moves = named.moves_from[stage.id]
    total = _sum(moves)
    if moves and abs(total - 1) > TOLERANCE:
        yield refused(
            "row-sum",
            f"stages[{stage.id}].moves",
            f"{named.place(stage.id)} sends out {hundredths(total, but=1)} of 100 buyers.",
            _mend("one of its moves", total),
            **named.about(stage),
        )


def _sum(moves: Iterable[Move]) -> float:
    return sum(move.probability.value for move in moves)


def _leads_nowhere(named: Named, stage: Stage) -> Finding:
    return refused(
        "leads-nowhere",
        f"stages[{stage.id}].moves",
        f"{named.place(stage.id)} leads nowhere.",
        "Connect it to an outcome.",
        **named.about(stage),
    )


def _reaching_an_outcome(named: Named) -> set[str]:
    """The stages from which an outcome can be reached.

    A move so rare that it hides in the tolerance of its row does not count: the row could sum to
    one without it, and the chain would have no end.
    """
    sources: dict[str, list[str]] = defaultdict(list)
    for move in named.model.moves:
        if move.probability.value > TOLERANCE:
            sources[move.target].append(move.source)
    reached: set[str] = set()
    waiting = list(named.outcomes)
    while waiting:
        for source in sources[waiting.pop()]:
            if source not in reached:
                reached.add(source)
                waiting.append(source)
    return reached


def _losses(named: Named, stage: Stage, tracks: list[Track]) -> Iterator[Finding]:
    lost = 1 - prod(1 - track.loss.value for track in tracks)
    out = [move for move in named.moves_from[stage.id] if _is_loss(named, move)]
    shown = _sum(out)
    if abs(shown - lost) <= TOLERANCE:
        return
    name, path, about = named.place(stage.id), f"stages[{stage.id}].tracks", named.about(stage)
    jobs = f"The parallel jobs of {name} lose {hundredths(lost, but=shown)} of 100 buyers"
    if not out:
        sentence = f"{jobs}, but no move of it leads to a loss."
        mend = f"Connect {stage.name} to an outcome that is a loss."
        yield refused("no-loss-move", path, sentence, mend, **about)
        return
    yield refused(
        "track-losses",
        path,
        f"{jobs}, but its moves lose {hundredths(shown, but=lost)}.",
        f"{'Raise' if shown < lost else 'Lower'} its moves to a loss by {points(shown - lost)}, or "
        "change what its parallel jobs lose.",
        **about,
    )


def _is_loss(named: Named, move: Move) -> bool:
    outcome = named.outcomes.get(move.target)
    return outcome is not None and outcome.kind.is_loss
