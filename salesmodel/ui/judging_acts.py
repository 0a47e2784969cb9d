"""What a reader does about judgements: judge, judge again, take back, and say who judges.

Offers `judge`, `judge_typed`, `renew`, `take_back`, `take_reader`, `kept_as_you`, `own_judgement`
and `likely_inputs`. A judgement keeps the words that its variants had and the figures that it rests
on, so that it can be asked again when they change (rule 5.8).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from salesmodel.charts.finding import sentence
from salesmodel.coherence.judging.asking import Basis, figure_at
from salesmodel.coherence.judging.group import people_of
from salesmodel.editing import ClearJudgement, SetJudgement, SetJudgements
from salesmodel.editing.document import path_of
from salesmodel.editing.number_words import figure
from salesmodel.model import MAX_NAME, Judgement, SalesModel
from salesmodel.model.choices import slug
from salesmodel.model.texts import on_one_line
from salesmodel.ui import acts
from salesmodel.ui.session import Notice, WorkbenchSession

LIKELY = (
    "profile.stakeholders",
    "profile.formality",
    "profile.human_contact",
    "deal_value",
    "arrivals",
)
"""Figures of a segment that a judgement is likely to rest on."""
Pair = tuple[str, str]


def judge(
    session: WorkbenchSession, pair: Pair, value: int, why: str = "", rests_on: Iterable[str] = ()
) -> bool:
    """Keep what the reader judges of a pair, now; `rests_on`: paths of the figures behind it."""
    basis = Basis(session.model)
    figures = {path: basis.figure(path) for path in rests_on}
    return acts.edit(
        session,
        SetJudgement(
            source=pair[0],
            target=pair[1],
            value=value,
            by=acts.author(session),
            why=why.strip(),
            on=datetime.now(UTC),
            rests_on={path: now.value for path, now in figures.items() if now is not None},
            wording=basis.wording(*pair),
        ),
    )


def judge_typed(session: WorkbenchSession, pair: Pair, value: int) -> bool:
    """Keep a figure that was typed; the reason stays while the judgement points the same way."""
    mine = own_judgement(session, pair)
    if mine is None or (mine.value * value <= 0 and mine.value != value):
        return judge(session, pair, value)
    return judge(session, pair, value, mine.why, mine.rests_on)


def renew(session: WorkbenchSession, pair: Pair) -> bool:
    """Say that the reader's judgement still holds, as things are described and counted now."""
    mine = own_judgement(session, pair)
    return mine is not None and judge(session, pair, mine.value, mine.why, mine.rests_on)


def take_back(session: WorkbenchSession, judgement: str) -> bool:
    """Remove a judgement, by its id."""
    return acts.edit(session, ClearJudgement(judgement=judgement))


def take_reader(session: WorkbenchSession, name: str) -> bool:
    """The reader judges under this name from now on. Somebody who judged already under it, in
    whatever case, is the same person and keeps the spelling. With the first name, what was judged
    here without one becomes that person's. False, with a notice, if too long."""
    name = str(on_one_line(name)).strip()
    if len(name) > MAX_NAME:
        session.notices.append(
            Notice("refused", f"The name has {len(name)} characters.", f"Use {MAX_NAME} at most.")
        )
        return False
    known = {slug(each): each for each in people_of(session.model)}
    name = known.get(slug(name), name) if name else ""
    if name == session.who:
        return True
    unnamed = kept_as_you(session) if not session.who and slug(name) != slug(acts.AUTHOR) else ()
    session.who = name
    session.kept = False
    if unnamed and name:
        _hand_over(session, unnamed, name)
    return True


def kept_as_you(session: WorkbenchSession) -> tuple[Judgement, ...]:
    """What this reader judged before giving a name: what was judged in this tab, and what stands in
    the draft alone, since a draft that is opened anew has no history."""
    opened = session.baseline if session.saved is None else session.saved.assessment
    known = {each.id for each in opened.model.judgements}
    made = {
        path
        for step in session.history.past
        for change in step.changes
        for path in (*change.added, *change.updated)
    }
    return tuple(
        each
        for each in session.model.judgements
        if slug(each.by) == slug(acts.AUTHOR)
        and (each.id not in known or path_of("judgements", each.id) in made)
    )


def _hand_over(session: WorkbenchSession, unnamed: tuple[Judgement, ...], name: str) -> None:
    """Give the judgements of nobody named to a person: one step, and told."""
    taken = SetJudgements(
        judgements=tuple(
            SetJudgement(**{**each.model_dump(exclude={"id"}), "by": name}) for each in unnamed
        )
    )
    many = "judgements are" if len(unnamed) > 1 else "judgement is"
    says = f"{len(unnamed):,} {many} now {name}'s"
    clear = (ClearJudgement(judgement=each.id) for each in unnamed)
    if acts.edit(session, taken, *clear, says=says):
        session.notices.append(Notice("done", f"{says}."))


def is_reader(session: WorkbenchSession, by: str) -> bool:
    """Whether a judgement under this name is the reader's own."""
    return slug(by) == slug(acts.author(session))


def own_judgement(session: WorkbenchSession, pair: Pair) -> Judgement | None:
    """What the reader judged of a pair."""
    return next(
        (
            each
            for each in session.model.judgements
            if (each.source, each.target) == pair and is_reader(session, each.by)
        ),
        None,
    )


def likely_inputs(model: SalesModel, segment_id: str, held: Iterable[str]) -> dict[str, str]:
    """Path to words of what a judgement may rest on: figures of the segment, and those it has."""
    likely = (f"segments[{segment_id}].{name}" for name in LIKELY)
    told = {path: _told(model, path) for path in (*likely, *held)}
    return {path: words for path, words in told.items() if words}


def _told(model: SalesModel, path: str) -> str:
    """Stakeholders of Enterprise: 9 people; "" where there is no such figure."""
    entity, name, quantity = figure_at(model, path)
    if quantity is None:
        return ""
    value = figure(quantity.model_dump(mode="json"), model.currency)
    return f"{sentence(name)} of {entity}: {value}"
