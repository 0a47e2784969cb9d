"""Charts of the people: how busy each role is (rule 3.11), and its time on non-selling tasks
(rule 3.12)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from salesmodel.charts import formats
from salesmodel.charts.about import About, work_of
from salesmodel.charts.drawing import Limit
from salesmodel.charts.finding import are, lowered, named, people, spend
from salesmodel.charts.palette import role_colour
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Row, bars, dots
from salesmodel.evaluation import NON_SELLING_LIMIT, Evaluation, RoleResult, highest_paid_sellers

WAITING_GROWS = 0.85
FULL = 1.0
MAX_ROLES = 5
_OFF_THE_CHART = 10.0
"""Where work falls on a role with few heads, or none, its dot stands at the end of the axis."""


def utilisation(evaluation: Evaluation, baseline: Evaluation) -> ChartPanel:
    """How much of its productive hours each role is asked for; waiting grows past 85%."""
    roles = sorted((r for r in evaluation.roles if r.hours > 0), key=lambda r: -r.utilisation)
    before = {role.id: role.utilisation for role in baseline.roles}
    about = work_of(evaluation)
    rows = [
        _row(
            role, role.utilisation, before.get(role.id), _load_colour(role.utilisation),
            about[role.id],
        )
        for role in roles[:MAX_ROLES]
    ]  # fmt: skip
    largest = max([row.now for row in rows] + [row.base or 0 for row in rows], default=0)
    title = _utilisation_title(roles)
    return ChartPanel(
        key="utilisation",
        title=title,
        subtitle="Utilisation, % of productive hours",
        drawing=dots(
            rows,
            key="utilisation",
            top=1.1 if largest <= 1.08 else 0.25 * (int(largest * 1.02 / 0.25) + 1),
            lines=(Limit(WAITING_GROWS, "85%"), Limit(FULL, "100%")),
        ),
        alt=f"Dots: utilisation by role, lines at 85% and 100%. {title}",
        table=_role_table(roles, before, lambda role: role.utilisation, about),
    )


def non_selling_time(
    evaluation: Evaluation, baseline: Evaluation, not_selling: Collection[str] = ()
) -> ChartPanel:
    """How much of their task time the highest-paid selling roles spend on other tasks.

    `not_selling`: ids of those tasks, which light up with a role's bar.
    """
    selling = _highest_paid(evaluation.roles)
    before = {role.id: role.non_selling_share for role in baseline.roles}
    about = {
        role: About(tasks=tuple(t for t in work.tasks if t in not_selling), roles=work.roles)
        for role, work in work_of(evaluation).items()
    }
    rows = [
        _row(
            role, share, before.get(role.id), "@bad" if share > NON_SELLING_LIMIT else "@ink",
            about[role.id],
        )
        for role, share in selling[:MAX_ROLES]
    ]  # fmt: skip
    largest = max([row.now for row in rows] + [row.base or 0 for row in rows], default=0)
    title = _non_selling_title(selling, before)
    return ChartPanel(
        key="non_selling_time",
        title=title,
        subtitle="% of task time, highest-paid selling roles",
        drawing=bars(
            rows,
            key="non_selling_time",
            top=0.5 if largest <= 0.48 else 1.0,
            line=Limit(NON_SELLING_LIMIT, "30%"),
        ),
        alt=f"Bars: share of time on non-selling tasks by role, line at 30%. {title}",
        table=_role_table(
            [role for role, _ in selling], before, lambda role: role.non_selling_share, about
        ),
    )


def _highest_paid(roles: Sequence[RoleResult]) -> list[tuple[RoleResult, float]]:
    """The roles of rule 3.12 with their non-selling share, the largest first."""
    found = [
        (role, role.non_selling_share)
        for role in highest_paid_sellers(roles)
        if role.non_selling_share is not None
    ]
    return sorted(found, key=lambda pair: -pair[1])


def _row(role: RoleResult, now: float, base: float | None, text_colour: str, about: About) -> Row:
    return Row(
        label=role.short,
        now=min(now, _OFF_THE_CHART),
        base=None if base is None else min(base, _OFF_THE_CHART),
        text=formats.share(now),
        colour=role_colour(role.kind),
        hover=f"{role.name}: {formats.rate(now)}, baseline {formats.rate(base)}",
        strong=text_colour != "@ink",
        text_colour=text_colour,
        about=about,
    )


def _load_colour(load: float) -> str:
    if load > FULL:
        return "@bad"
    return "@watch" if load > WAITING_GROWS else "@ink"


def _utilisation_title(roles: Sequence[RoleResult]) -> str:
    if not roles:
        return "No role has a task yet: nobody is busy"
    over = [role for role in roles if role.utilisation > FULL]
    if over:
        return _of_roles(over, "past 100%: the plan cannot be executed")
    close = [role for role in roles if role.utilisation > WAITING_GROWS]
    if close:
        return _of_roles(close, "past 85%: waiting will grow")
    busiest = roles[0]
    return first_that_fits(
        f"No role is past 85%; the busiest, {busiest.name}, is at "
        f"{formats.share(busiest.utilisation)}",
        f"No role is past 85%; the busiest, {busiest.short}, is at "
        f"{formats.share(busiest.utilisation)}",
    )


def _of_roles(roles: Sequence[RoleResult], claim: str) -> str:
    """The claim about the roles, by name while that fits, else by their number."""
    subjects = [people(role.name) for role in roles]
    verb = are(subjects[0]) if len(subjects) == 1 else "are"
    shorts = named([role.short for role in roles])
    return first_that_fits(
        f"{named([subjects[0], *map(lowered, subjects[1:])])} {verb} {claim}",
        f"{shorts} {'is' if len(roles) == 1 else 'are'} {claim}",
        f"{len(roles)} roles are {claim}",
    )


def _non_selling_title(
    selling: Sequence[tuple[RoleResult, float]], before: Mapping[str, float | None]
) -> str:
    if not selling:
        return "No role has a selling task yet"
    role, share = selling[0]
    if share <= NON_SELLING_LIMIT:
        return f"Every senior role is under the 30% line; the most is {formats.share(share)}"
    was = before.get(role.id)
    still = "still " if was is not None and was > NON_SELLING_LIMIT else ""
    subject = people(role.name)
    return first_that_fits(
        f"{subject} {still}{spend(subject)} {formats.share(share)} of their time on "
        "non-selling tasks",
        f"{role.short}: {formats.share(share)} of the time goes to non-selling tasks",
    )


def _role_table(
    roles: Sequence[RoleResult],
    before: Mapping[str, float | None],
    figure: Callable[[RoleResult], float | None],
    about: Mapping[str, About],
) -> Table:
    return Table(
        ("Role", "Now", "Baseline", "Change"),
        tuple(
            (
                role.name,
                formats.rate(figure(role)),
                formats.rate(before.get(role.id)),
                formats.rate_change(figure(role), before.get(role.id)),
            )
            for role in roles
        ),
        about=tuple(about[role.id] for role in roles),
    )
