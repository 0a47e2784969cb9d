"""Breaks of who meets the buyer, and of what follows the win."""

from __future__ import annotations

from salesmodel.editing import (
    AddRole,
    RemoveStage,
    RemoveTask,
    SetRoleValue,
    SetSegmentValue,
    SetShares,
)
from salesmodel.model import SalesModel, Severity
from tests.coherence.checks.breaking import (
    MID_MARKET,
    SELF_SERVE,
    SMB,
    Case,
    after,
    buying,
    keeping,
    worth,
)

WATCH = Severity.WATCH


def many_hands(*callers: str, share: float = 0.2) -> SalesModel:
    """SMB with more roles that call first, each like the SDR; the last has this share of it."""
    sdr = next(role for role in SMB().roles if role.id == "sdr")
    roles = (sdr.model_copy(update={"id": each, "short": each.upper()}) for each in callers)
    shares = {**dict.fromkeys(callers, 0.2), callers[-1]: share}
    shares["sdr"] = 1 - sum(shares.values())
    return after(
        SMB(),
        *(AddRole(role=role) for role in roles),
        SetShares(task="smb.contact", shares=shares),
    )


def alone(*others: str) -> SalesModel:
    """Mid-market in which the AE does all tasks before the win but these."""
    stages = {stage.id for stage in MID_MARKET().stages if not stage.after_win}
    tasks = [task.id for task in MID_MARKET().tasks if task.stage in stages]
    mine = (SetShares(task=task, shares={"ae": 1.0}) for task in tasks if task not in others)
    return after(MID_MARKET(), *mine)


def led_by_sellers(*tasks: str) -> SalesModel:
    """Self-serve in which the AE does these tasks."""
    return after(SELF_SERVE(), *(SetShares(task=task, shares={"ae": 1.0}) for task in tasks))


def partly_led(share: float, contact: float = 0.1) -> SalesModel:
    """Self-serve in which the AE does this share of the welcome."""
    shares = {"ae": share, "product": 1 - share}
    model = after(SELF_SERVE(), SetShares(task="self.welcome", shares=shares))
    return buying(model, "self", human_contact=contact)


def with_a_few_buyers(arrivals: float) -> SalesModel:
    model = worth(SELF_SERVE(), "self", 400)
    return after(model, SetSegmentValue(segment="self", field="arrivals", value=arrivals))


def onboarded_by_sellers(share: float) -> SalesModel:
    shares = {"ae": share, "csm": 1 - share}
    return after(SMB(), SetShares(task="smb.onboarding", shares=shares))


def engineers(heads: float) -> SalesModel:
    return after(SMB(), SetRoleValue(role="se", field="headcount", value=heads))


def unkept(retention: float) -> SalesModel:
    return keeping(after(SELF_SERVE(), RemoveTask(task="assist.checkins")), "assist", retention)


CASES = (
    Case(
        "too-many-hands",
        WATCH,
        "SMB high-velocity buyers decide quickly and meet 5 roles before the win: AE, SDR, "
        "SE, BDR, ISR.",
        lambda: many_hands("bdr", "isr", share=0.1),
        lambda: many_hands("bdr", "isr", share=0.07),
    ),
    Case(
        "one-role-does-everything",
        WATCH,
        "AE does 100% of the hours before the win of Mid-market, at 5 stages; 6 people decide "
        "there.",
        alone,
        lambda: after(alone(), RemoveStage(stage="mid.align"), RemoveStage(stage="mid.buy")),
    ),
    Case(
        "senior-sellers-for-self-serving-buyers",
        Severity.SEVERE,
        "Self-serve buyers want human contact in 25% of what they do; AE, paid most, carries "
        "42% of the hours before the win.",
        lambda: partly_led(0.5, contact=0.25),
        lambda: partly_led(0.5, contact=0.35),
    ),
    Case(
        "senior-sellers-for-self-serving-buyers",
        Severity.SEVERE,
        "Self-serve buyers want human contact in 10% of what they do; AE, paid most, carries "
        "36% of the hours before the win.",
        lambda: partly_led(0.4),
        lambda: partly_led(0.25),
    ),
    Case(
        "buyers-want-people-and-meet-none",
        WATCH,
        "Self-serve buyers want human contact in 80% of what they do; people carry 25% of the "
        "hours before the win.",
        lambda: partly_led(0.2, contact=0.8),
        lambda: partly_led(0.35, contact=0.8),
    ),
    Case(
        "segment-eats-the-effort",
        WATCH,
        "Self-serve takes 23% of the cost and brings 11% of the gross margin.",
        lambda: with_a_few_buyers(6_000),
        lambda: with_a_few_buyers(4_200),
        lambda model: worth(model, "self", 1_000),
    ),
    Case(
        "too-many-hands",
        WATCH,
        "SMB high-velocity buyers decide quickly and meet 5 roles before the win: AE, SDR, "
        "SE, BDR, ISR.",
        lambda: many_hands("bdr", "isr"),
        lambda: many_hands("bdr"),
    ),
    Case(
        "one-role-does-everything",
        WATCH,
        "AE does 100% of the hours before the win of Mid-market, at 5 stages; 6 people decide "
        "there.",
        alone,
        lambda: alone("mid.trial", "mid.contact"),
    ),
    Case(
        "senior-sellers-for-self-serving-buyers",
        Severity.SEVERE,
        "Self-serve buyers want human contact in 10% of what they do; AE, paid most, carries "
        "97% of the hours before the win.",
        lambda: led_by_sellers("self.welcome", "self.nudge", "self.answer"),
        lambda: led_by_sellers("self.answer"),
    ),
    Case(
        "buyers-want-people-and-meet-none",
        WATCH,
        "Self-serve buyers want human contact in 80% of what they do; people carry 16% of the "
        "hours before the win.",
        lambda: buying(SELF_SERVE(), "self", human_contact=0.8),
        lambda: buying(SELF_SERVE(), "self", human_contact=0.6),
    ),
    Case(
        "idle-role",
        Severity.NOTE,
        "SE is busy 37% of its hours; $131k a year pays for hours without a task.",
        lambda: engineers(1.15),
        lambda: engineers(1),
    ),
    Case(
        "sellers-do-onboarding",
        WATCH,
        "AE does 65% of the 2,209 hours of onboarding SMB high-velocity customers; others do "
        "it as well for $117k a year less.",
        lambda: onboarded_by_sellers(0.6),
        lambda: onboarded_by_sellers(0.4),
    ),
    Case(
        "nobody-works-on-renewal",
        WATCH,
        "15 of 100 Sales assist customers leave in a year; no task after onboarding keeps them.",
        lambda: unkept(0.85),
        lambda: unkept(0.9),
    ),
    Case(
        "customers-leave",
        WATCH,
        "SMB high-velocity keeps 60 of 100 customers for another year; one pays for 2.5 years "
        "on average.",
        lambda: keeping(SMB(), "smb", 0.6),
        lambda: keeping(SMB(), "smb", 0.7),
        lambda model: keeping(model, "smb", 0.75),
    ),
    Case(
        "customers-leave",
        Severity.SEVERE,
        "SMB high-velocity keeps 40 of 100 customers for another year; one pays for 1.7 years "
        "on average.",
        lambda: keeping(SMB(), "smb", 0.4),
        SMB,
        lambda model: keeping(model, "smb", 0.75),
    ),
    Case(
        "lifetime-value-too-low",
        WATCH,
        "Winning a customer of SMB high-velocity costs $1.84k; it brings $4.8k of margin in "
        "its lifetime, 2.6 times as much.",
        lambda: worth(SMB(), "smb", 600),
        lambda: worth(SMB(), "smb", 700),
        lambda model: worth(model, "smb", 1_000),
    ),
    Case(
        "lifetime-value-too-low",
        Severity.SEVERE,
        "Winning a customer of SMB high-velocity costs $1.84k; it brings $1.6k of margin in "
        "its lifetime, 0.9 times as much.",
        lambda: worth(SMB(), "smb", 200),
        SMB,
        lambda model: worth(model, "smb", 1_000),
    ),
    Case(
        "segment-eats-the-effort",
        WATCH,
        "Self-serve takes 23% of the cost and brings 11% of the gross margin.",
        lambda: worth(SELF_SERVE(), "self", 400),
        lambda: worth(SELF_SERVE(), "self", 500),
        lambda model: worth(model, "self", 1_000),
    ),
)
