"""Breaks of what was promised, selected and chosen."""

from __future__ import annotations

from salesmodel.editing import RemoveTask, SetShares, SetTaskValue
from salesmodel.model import SalesModel, Severity
from tests.coherence.checks.breaking import (
    DELIVERY,
    ENTERPRISE,
    MID_MARKET,
    PROPOSITION,
    SELECTION,
    SELF_SERVE,
    SMB,
    TASKS,
    Case,
    after,
    choosing,
    worth,
)


def without_delivery() -> SalesModel:
    """SMB without a task after the win, and nothing promised that would need one."""
    late = ("smb.onboarding", "smb.checkins", "smb.renewal")
    model = after(SMB(), *(RemoveTask(task=task) for task in late))
    return choosing(model, "smb", PROPOSITION, "lowest_price")


CASES = (
    Case(
        "promise-without-tasks",
        Severity.SEVERE,
        "“Best performance” is promised to Mid-market; it needs a technical task "
        "before the win, and none of its 15 tasks is one.",
        lambda: after(
            MID_MARKET(),
            RemoveTask(task="mid.demo"),
            RemoveTask(task="mid.trial"),
            RemoveTask(task="mid.security"),
        ),
        lambda: after(MID_MARKET(), RemoveTask(task="mid.demo"), RemoveTask(task="mid.trial")),
    ),
    Case(
        "promised-days-not-kept",
        Severity.SEVERE,
        "“Works at once” is promised to SMB high-velocity in 5 days; onboarding takes 10.",
        lambda: choosing(SMB(), "smb", PROPOSITION, "quick_result", days=5),
        lambda: choosing(SMB(), "smb", PROPOSITION, "quick_result", days=10),
    ),
    Case(
        "promised-days-not-kept",
        Severity.WATCH,
        "“Works at once” is promised to SMB high-velocity in 8 days; onboarding takes 10.",
        lambda: choosing(SMB(), "smb", PROPOSITION, "quick_result", days=8),
        SMB,
    ),
    Case(
        "lowest-price-sold-dearly",
        Severity.WATCH,
        "“Lowest price” is promised to Mid-market; winning and serving a customer costs $16.4k, "
        "41% of what it pays.",
        lambda: choosing(MID_MARKET(), "mid", PROPOSITION, "lowest_price"),
        lambda: choosing(SMB(), "smb", PROPOSITION, "lowest_price"),
        lambda model: choosing(model, "mid", PROPOSITION, "total_cost"),
    ),
    Case(
        "lowest-price-sold-dearly",
        Severity.WATCH,
        "“Lowest price” is promised to SMB high-velocity; winning and serving a customer costs "
        "$2.68k, 31% of what it pays.",
        lambda: choosing(worth(SMB(), "smb", 8_500), "smb", PROPOSITION, "lowest_price"),
        lambda: choosing(worth(SMB(), "smb", 9_000), "smb", PROPOSITION, "lowest_price"),
    ),
    Case(
        "lowest-price-sold-dearly",
        Severity.WATCH,
        "“Lowest price” is promised to Mid-market; winning and serving a customer costs "
        "$16.4k, 57% of what it pays.",
        lambda: choosing(worth(MID_MARKET(), "mid", 29_000), "mid", PROPOSITION, "lowest_price"),
        SMB,
        lambda model: worth(model, "mid", 60_000),
    ),
    Case(
        "lowest-price-sold-dearly",
        Severity.SEVERE,
        "“Lowest price” is promised to Mid-market; winning and serving a customer costs "
        "$16.4k, 63% of what it pays.",
        lambda: choosing(worth(MID_MARKET(), "mid", 26_000), "mid", PROPOSITION, "lowest_price"),
        SMB,
        lambda model: worth(model, "mid", 60_000),
    ),
    Case(
        "performance-proven-poorly",
        Severity.WATCH,
        "“Best performance” is promised to Mid-market; Guided trial, which proves it, is "
        "fulfilled to 65%.",
        lambda: after(MID_MARKET(), SetShares(task="mid.trial", shares={"ae": 0.55, "se": 0.45})),
        lambda: after(MID_MARKET(), SetShares(task="mid.trial", shares={"ae": 0.4, "se": 0.6})),
    ),
    Case(
        "approach-without-prospecting",
        Severity.SEVERE,
        "“Named accounts” is how Enterprise consensus buyers are selected; none of its 21 tasks is "
        "prospecting, so nobody goes to the 240 a year.",
        lambda: after(
            ENTERPRISE(), RemoveTask(task="ent.research"), RemoveTask(task="ent.contact")
        ),
        lambda: after(ENTERPRISE(), RemoveTask(task="ent.research")),
    ),
    Case(
        "prospecting-against-selection",
        Severity.WATCH,
        "“Inbound by fit” lets SMB high-velocity buyers come by themselves; people spend 3,697 "
        "hours a year on prospecting, 40% of those before the win.",
        lambda: after(SMB(), SetTaskValue(task="smb.contact", field="hours", value=2)),
        SMB,
    ),
    Case(
        "prospecting-against-selection",
        Severity.WATCH,
        "“Accounts that outgrow free use” lets Sales assist buyers come by themselves; people "
        "spend 1,031 hours a year on prospecting, 34% of those before the win.",
        lambda: after(SELF_SERVE(), SetTaskValue(task="assist.reach", field="hours", value=4)),
        SELF_SERVE,
    ),
    Case(
        "selection-without-qualification",
        Severity.WATCH,
        "No task qualifies Mid-market buyers; 54% of the 9,937 hours before the win go to "
        "buyers who are lost.",
        lambda: after(MID_MARKET(), RemoveTask(task="mid.qualify")),
        lambda: choosing(
            after(MID_MARKET(), RemoveTask(task="mid.qualify")), "mid", SELECTION, "named_accounts"
        ),
    ),
    Case(
        "selection-without-qualification",
        Severity.WATCH,
        "No task qualifies Mid-market buyers; 54% of the 9,937 hours before the win go to "
        "buyers who are lost.",
        lambda: after(MID_MARKET(), RemoveTask(task="mid.qualify")),
        lambda: after(SELF_SERVE(), RemoveTask(task="assist.spot")),
    ),
    Case(
        "tasks-not-as-chosen",
        Severity.WATCH,
        "“Partner-led” is chosen for SMB high-velocity, but partners do 0% of the hours "
        "before the win; the model shows “High-velocity inside selling”.",
        lambda: choosing(SMB(), "smb", TASKS, "partner_led"),
        lambda: choosing(SMB(), "smb", TASKS, "high_velocity"),
    ),
    Case(
        "tasks-not-as-chosen",
        Severity.WATCH,
        "“High-velocity inside selling” is chosen for Enterprise consensus, but people work "
        "267 hours for a won customer; the model shows “Consensus-led team selling”.",
        lambda: choosing(ENTERPRISE(), "ent", TASKS, "high_velocity"),
        lambda: choosing(ENTERPRISE(), "ent", TASKS, "team_selling"),
    ),
    Case(
        "delivery-not-as-chosen",
        Severity.WATCH,
        "“Self-serve and help pages” is chosen for SMB high-velocity, but people do 91% of "
        "the hours after the win; the model shows “Pooled success”.",
        lambda: choosing(SMB(), "smb", DELIVERY, "self_serve_help"),
        lambda: choosing(SMB(), "smb", DELIVERY, "pooled_success"),
    ),
    Case(
        "delivery-not-as-chosen",
        Severity.WATCH,
        "“Dedicated team” is chosen for Mid-market, but one full-time person has time for 43 "
        "such customers; the model shows “Guided onboarding”.",
        lambda: choosing(MID_MARKET(), "mid", DELIVERY, "dedicated_team"),
        lambda: choosing(MID_MARKET(), "mid", DELIVERY, "guided_onboarding"),
    ),
    Case(
        "promise-without-tasks",
        Severity.WATCH,
        "“Dedicated team” is chosen for SMB high-velocity; it needs a service or onboarding "
        "task after the win, and none of its 9 tasks is one.",
        lambda: choosing(without_delivery(), "smb", DELIVERY, "dedicated_team"),
        lambda: choosing(without_delivery(), "smb", DELIVERY, "self_serve_help"),
    ),
)
