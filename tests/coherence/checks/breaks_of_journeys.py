"""Breaks of journeys: where buyers wait, turn and leave, and what serves them there."""

from __future__ import annotations

from salesmodel.editing import (
    RemoveTask,
    SetDwell,
    SetJob,
    SetProbability,
    SetTaskValue,
)
from salesmodel.model import BuyingJob, SalesModel, Severity, TaskKind
from tests.builders import changed
from tests.coherence.checks.breaking import ENTERPRISE, MID_MARKET, SMB, Case, after, buying

WATCH = Severity.WATCH


def without_consensus(stakeholders: float) -> SalesModel:
    job = SetJob(place="mid.align", job=BuyingJob.OTHER)
    return buying(after(MID_MARKET(), job), "mid", stakeholders=stakeholders)


def undecided(probability: float) -> SalesModel:
    move = SetProbability(move="ent.recognise-no_decision", probability=probability)
    return after(ENTERPRISE(), move)


def first_stage_with(hours: float) -> SalesModel:
    return after(
        SMB(),
        SetTaskValue(task="smb.contact", field="hours", value=hours),
        SetTaskValue(task="smb.qualify", field="hours", value=hours),
    )


def losing(first: float) -> SalesModel:
    """SMB that loses this share of its buyers at the first stage, hardly any later."""
    lost = {"smb.recognise": first, "smb.explore": 0.02, "smb.evaluate": 0.02, "smb.buy": 0.02}
    rivals = (SetProbability(move=f"{stage}-rival", probability=0.0) for stage in lost)
    others = (
        SetProbability(move=f"{stage}-no_decision", probability=share)
        for stage, share in lost.items()
    )
    return after(first_stage_with(0.1), *rivals, *others)


def unreached(stakeholders: float) -> SalesModel:
    """Mid-market without the tasks that reach who decides on the money."""
    model = after(MID_MARKET(), RemoveTask(task="mid.case"), RemoveTask(task="mid.threads"))
    return buying(model, "mid", stakeholders=stakeholders)


def procuring(days: float) -> SalesModel:
    return after(ENTERPRISE(), SetDwell(place="ent.procure", value=days))


def looking_again(probability: float) -> SalesModel:
    move = SetProbability(move="mid.evaluate-explore", probability=probability)
    return after(MID_MARKET(), move)


def evaluating(days: float) -> SalesModel:
    return after(SMB(), SetDwell(place="smb.evaluate", value=days))


def with_a_talk_only(*removed: str) -> SalesModel:
    model = changed(MID_MARKET(), "tasks", "mid.demo", kind=TaskKind.SELLING)
    return after(model, *(RemoveTask(task=task) for task in removed))


CASES = (
    Case(
        "group-without-consensus-stage",
        WATCH,
        "8 people decide in Mid-market; none of their 7 stages is consensus building.",
        lambda: without_consensus(8),
        lambda: without_consensus(6),
    ),
    Case(
        "no-decision-dominates",
        WATCH,
        "67 of 100 Enterprise consensus buyers decide nothing, most of them at Problem "
        "recognition (53).",
        lambda: undecided(0.5),
        lambda: undecided(0.35),
        lambda model: after(
            model, SetProbability(move="ent.recognise-no_decision", probability=0.27)
        ),
    ),
    Case(
        "losses-without-effort",
        WATCH,
        "Problem recognition loses 28 of 100 SMB high-velocity buyers, more than any other "
        "stage; it gets 7% of the hours before the win.",
        lambda: first_stage_with(0.1),
        lambda: first_stage_with(0.2),
        lambda model: after(model, SetTaskValue(task="smb.contact", field="hours", value=1)),
    ),
    Case(
        "losses-without-effort",
        WATCH,
        "Problem recognition loses 11 of 100 SMB high-velocity buyers, more than any other "
        "stage; it gets 4% of the hours before the win.",
        lambda: losing(0.1),
        lambda: losing(0.08),
        lambda model: after(model, SetTaskValue(task="smb.contact", field="hours", value=1)),
    ),
    Case(
        "long-stage-unserved",
        WATCH,
        "Enterprise consensus buyers spend 35% of their days at Procurement; it gets 9% of "
        "the hours before the win.",
        lambda: procuring(200),
        lambda: procuring(130),
        lambda model: after(model, SetTaskValue(task="ent.negotiate", field="hours", value=12)),
    ),
    Case(
        "loops-eat-the-journey",
        WATCH,
        "18% of the visits in Mid-market's journey are returns, most of them to Solution "
        "exploration; about 2,151 hours a year go into them.",
        lambda: looking_again(0.4),
        lambda: looking_again(0.3),
        lambda model: after(model, SetProbability(move="mid.evaluate-explore", probability=0.05)),
    ),
    Case(
        "quick-buyers-won-slowly",
        Severity.NOTE,
        "SMB high-velocity buyers buy quickly (“Few people, quick”), but winning one takes 65 "
        "days; a visit of Vendor evaluation takes 45.",
        lambda: evaluating(45),
        lambda: evaluating(30),
        lambda model: after(model, SetDwell(place="smb.evaluate", value=20)),
    ),
    Case(
        "procurement-without-commercial-task",
        WATCH,
        "Decide and buy is where SMB high-velocity buyers settle price and terms; its 1 task "
        "is not selling.",
        lambda: after(SMB(), RemoveTask(task="smb.proposal"), RemoveTask(task="smb.close")),
        lambda: after(SMB(), RemoveTask(task="smb.proposal")),
    ),
    Case(
        "economic-buyer-unreached",
        WATCH,
        "The economic buyer, one of 4 people, is to be won over at Consensus building; its 1 "
        "task is not for executives.",
        lambda: unreached(stakeholders=4),
        lambda: unreached(stakeholders=3),
    ),
    Case(
        "economic-buyer-unreached",
        WATCH,
        "The economic buyer, one of 6 people, is to be won over at Consensus building; its 1 task "
        "is not for executives.",
        lambda: unreached(stakeholders=6),
        lambda: after(MID_MARKET(), RemoveTask(task="mid.case")),
    ),
    Case(
        "evaluation-without-proof",
        WATCH,
        "Mid-market buyers (“A group that must agree”) compare vendors at Vendor evaluation; "
        "its 1 task is not a technical proof.",
        lambda: with_a_talk_only("mid.trial", "mid.security"),
        lambda: with_a_talk_only("mid.trial"),
    ),
)
