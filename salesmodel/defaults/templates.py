"""Templates: sales models that start a workshop without data.

Offers `template_names` and `template`. Each template is one compact file in templates/, written
to be reviewed (`template_files` says how to read it); this module expands it into a `SalesModel`.
Rules 2.1, 2.8, 3.2 and 3.6 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from salesmodel.defaults.figures import quantity_from
from salesmodel.defaults.roles import default_roles
from salesmodel.defaults.template_files import KEYS, as_quantity, read_file
from salesmodel.model import (
    Assignment,
    BuyingJob,
    BuyingProfile,
    BuyingRole,
    Component,
    ComponentKind,
    Move,
    Outcome,
    OutcomeKind,
    SalesModel,
    Segment,
    Stage,
    Task,
    Track,
    Unit,
    assignment_id,
    purposes_in,
)

WEIGHTS = {
    "speed": (0.5, 0.0, 1.9),
    "follow_up": (0.3, 0.0, 0.6),
    "technical": (0.5, 0.0, 1.1),
    "consensus": (0.4, 0.0, 0.9),
    "other": (0.2, 0.0, 0.5),
}
"""The task weights that figure W9 suggests: value, low, high, in log-odds."""


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """What the start page shows of a template."""

    key: str
    name: str
    description: str


@cache
def template_names() -> tuple[TemplateCard, ...]:
    """The templates, in the order in which they are offered."""
    return tuple(
        TemplateCard(key, read_file(key)["name"], read_file(key)["description"]) for key in KEYS
    )


@cache
def template(key: str) -> SalesModel:
    """The sales model of that template. Raises WorkbenchError when there is none."""
    file = read_file(key)
    segments = file["segments"]
    return SalesModel(
        id=key,
        name=file["name"],
        segments=tuple(_segment(s) for s in segments),
        stages=tuple(x for s in segments for x in _stages(s)),
        tracks=tuple(x for s in segments for x in _tracks(s)),
        outcomes=tuple(x for s in segments for x in _outcomes(s)),
        moves=tuple(x for s in segments for x in _moves(s)),
        roles=default_roles(key),
        tasks=tuple(x for s in segments for x in _tasks(s)),
        assignments=tuple(x for s in segments for x in _assignments(s)),
        components=tuple(x for s in segments for x in _components(s)),
    )


def _segment(s: dict[str, Any]) -> Segment:
    return Segment(
        id=s["id"],
        name=s["name"],
        arrivals=as_quantity(s["arrivals"], Unit.PER_YEAR),
        deal_value=as_quantity(s["deal_value"], Unit.MONEY),
        gross_margin=as_quantity(s["gross_margin"], Unit.SHARE),
        retention=as_quantity(s["retention"], Unit.SHARE),
        profile=BuyingProfile(
            stakeholders=as_quantity(s["stakeholders"], Unit.PEOPLE),
            formality=as_quantity(s["formality"], Unit.SHARE),
            human_contact=as_quantity(s["human_contact"], Unit.SHARE),
        ),
    )


def _stages(s: dict[str, Any]) -> Iterator[Stage]:
    buying = sum(not row.get("after_win", False) for row in s["stages"])
    for place, row in enumerate(s["stages"]):
        after_win = row.get("after_win", False)
        first = place in (0, buying)
        yield Stage(
            id=f"{s['id']}.{row['id']}",
            segment=s["id"],
            name=row["name"],
            job=BuyingJob(row["job"]),
            buyer=BuyingRole(row["buyer"]) if "buyer" in row else None,
            after_win=after_win,
            entry=as_quantity(1.0 if first else 0.0, Unit.SHARE),
            dwell=as_quantity(row["dwell"], Unit.DAYS),
            dwell_cv=as_quantity(row.get("cv", 1.0), Unit.RATIO),
        )


def _tracks(s: dict[str, Any]) -> Iterator[Track]:
    for row in s.get("tracks", ()):
        yield Track(
            id=f"{s['id']}.{row['id']}",
            stage=f"{s['id']}.{row['stage']}",
            name=row["name"],
            job=BuyingJob(row["job"]),
            dwell=as_quantity(row["dwell"], Unit.DAYS),
            dwell_cv=as_quantity(row.get("cv", 1.0), Unit.RATIO),
            loss=as_quantity(row["loss"], Unit.SHARE),
        )


_OUTCOMES = (
    ("won", "Won", OutcomeKind.WON),
    ("no_decision", "No decision", OutcomeKind.NO_DECISION),
    ("rival", "Lost to rival", OutcomeKind.LOST_TO_RIVAL),
    ("stayed", "Stayed", OutcomeKind.STAYED),
    ("churned", "Churned", OutcomeKind.CHURNED),
)
"""Id, name, kind. Nothing has a place: the canvas lays out tidily what nobody placed."""


def _outcomes(s: dict[str, Any]) -> Iterator[Outcome]:
    for key, name, kind in _OUTCOMES:
        yield Outcome(id=f"{s['id']}.{key}", segment=s["id"], name=name, kind=kind)


def _moves(s: dict[str, Any]) -> Iterator[Move]:
    for source, target, probability, *reason in s["moves"]:
        yield Move(
            id=f"{s['id']}.{source}-{target}",
            source=f"{s['id']}.{source}",
            target=f"{s['id']}.{target}",
            probability=as_quantity(probability, Unit.SHARE),
            reason="".join(reason),
        )


def _tasks(s: dict[str, Any]) -> Iterator[Task]:
    stage_of = {row["id"]: row["stage"] for row in s.get("tracks", ())}
    for row in s["tasks"]:
        place = row["at"]
        value, low, high = WEIGHTS[row.get("weight", "other")]
        yield Task(
            id=f"{s['id']}.{row['id']}",
            segment=s["id"],
            stage=f"{s['id']}.{stage_of.get(place, place)}",
            track=f"{s['id']}.{place}" if place in stage_of else None,
            name=row["name"],
            kind=row["kind"],
            skill=row["skill"],
            hours=as_quantity(row["hours"], Unit.HOURS),
            per=row.get("per", "visit"),
            weight=quantity_from(["W9"], value, Unit.LOG_ODDS, low, high),
            baseline_shares=dict(row["shares"]),
            purposes=purposes_in(row["name"], row["skill"]),
        )


def _assignments(s: dict[str, Any]) -> Iterator[Assignment]:
    for row in s["tasks"]:
        task = f"{s['id']}.{row['id']}"
        for role, share in row["shares"].items():
            yield Assignment(
                id=assignment_id(task, role),
                task=task,
                role=role,
                share=as_quantity(share, Unit.SHARE),
            )


def _components(s: dict[str, Any]) -> Iterator[Component]:
    for kind, (variant, note) in s["components"].items():
        yield Component(
            id=f"{s['id']}.{kind}",
            segment=s["id"],
            kind=ComponentKind(kind),
            variant=variant,
            note=note,
        )
