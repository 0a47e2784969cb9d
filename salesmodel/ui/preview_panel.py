"""A variant that is tried, before it is taken: figures, what gives way, findings, and the acts.

Offers `preview_panel`.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from salesmodel.charts.preview_figures import Figure, FigureRow, figures
from salesmodel.charts.preview_words import (
    MOST,
    Turnover,
    circle_words,
    debt_sentence,
    if_words,
    limit_sentences,
    nothing_follows,
    put_words,
    step_words,
    taken_words,
    turnover,
    turnover_words,
    undo_words,
)
from salesmodel.coherence import CoherenceFinding
from salesmodel.coherence.preview import GivesWay, Preview
from salesmodel.model import Segment
from salesmodel.ui import acts
from salesmodel.ui.session import Notice, WorkbenchSession

COLUMNS = ("With this change", "With what follows")


def preview_panel(session: WorkbenchSession, segment: Segment, tried: Preview) -> None:
    """What the model becomes with the change, and with what follows it; and taking either."""
    st.html(f'<h6 class="panel-title">{escape(if_words(tried, segment.name))}</h6>')
    with st.container(key="preview_body", gap=None):
        st.html(
            _put_html(session, tried) + _figures_html(session, tried)
            + _follows_html(session, tried)
            + _findings_html(session, tried) + _limits_html(session, tried)
        )  # fmt: skip
    _acts(session, segment, tried)


def _put_html(session: WorkbenchSession, tried: Preview) -> str:
    words = put_words(tried, session.now.coherence)
    rows = "".join(f"<li><i>·</i><span>{escape(each)}</span></li>" for each in words)
    return f"<ul>{rows}</ul>" if rows else ""


def _figures_html(session: WorkbenchSession, tried: Preview) -> str:
    now = session.now
    rows = figures(tried, now.evaluation, now.coherence, now.model.currency)
    heads = COLUMNS if tried.together is not None else COLUMNS[:1]
    head = "".join(f"<th scope=col>{escape(each)}</th>" for each in ("Now", *heads))
    body = "".join(_row_html(row) for row in rows)
    return (
        f'<table class="tried"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _row_html(row: FigureRow) -> str:
    cells = "".join(_figure_html(each) for each in row.after)
    return f"<tr><th scope=row>{escape(row.label)}</th><td>{escape(row.now)}</td>{cells}</tr>"


def _figure_html(figure: Figure) -> str:
    change = f'<span class="{figure.tone}">{escape(figure.change)}</span>'
    return f"<td>{escape(figure.value)} {change}</td>"


def _follows_html(session: WorkbenchSession, tried: Preview) -> str:
    circles = f'<p class="watch">{escape(circle_words(tried))}</p>' if tried.circles else ""
    if tried.follows:
        steps = "".join(_step_html(number, step) for number, step in enumerate(tried.follows, 1))
        return f"<h6>What gives way</h6><ol>{steps}</ol>{circles}"
    return circles or f"<p>{escape(nothing_follows(tried, session.now.coherence))}</p>"


def _step_html(number: int, step: GivesWay) -> str:
    why = f"<small>{escape(step.sentence)}</small>" if step.sentence else ""
    return f"<li><b>{number}</b><span>{escape(step_words(step))}{why}</span></li>"


def _limits_html(session: WorkbenchSession, tried: Preview) -> str:
    """What moves and what cannot, of the change alone and of what follows where that says more."""
    alone = list(limit_sentences(tried))
    alone.append(debt_sentence(session.now.coherence, tried.alone.coherence, tried.segment))
    said = "".join(f"<p>{escape(each)}</p>" for each in alone if each)
    if tried.together is None:
        return said
    later = limit_sentences(tried, together=True)
    more = " ".join(each for each in later if each not in alone)
    return said + (f"<p>With what follows: {escape(more)}</p>" if more else "")


def _findings_html(session: WorkbenchSession, tried: Preview) -> str:
    before = session.now.coherence
    found = turnover(before, tried.alone.coherence)
    html = _turnover_html(f"{turnover_words(found)} with this change", found)
    if tried.together is not None:
        later = turnover(before, tried.together.coherence)
        if later != found:
            html += _turnover_html(f"{turnover_words(later)} with what follows", later)
    return html


def _turnover_html(words: str, found: Turnover) -> str:
    rows = [*(("+", f) for f in found.come), *(("−", f) for f in found.go)]
    shown = "".join(_finding_html(sign, finding) for sign, finding in rows[:MOST])
    more = f"<li><i></i><span>and {len(rows) - MOST} more</span></li>" if len(rows) > MOST else ""
    return f"<h6>{escape(words)}</h6><ul>{shown}{more}</ul>"


def _finding_html(sign: str, finding: CoherenceFinding) -> str:
    name, words = ("worse", "comes") if sign == "+" else ("better", "goes")
    return (
        f'<li class="{name}"><i title="{words}">{sign}</i><span>{escape(finding.sentence)}</span>'
        "</li>"
    )


def _acts(session: WorkbenchSession, segment: Segment, tried: Preview) -> None:
    with st.container(key="preview_acts", horizontal=True, wrap=False):
        st.button(
            "Take it", key="take_change", type="primary", on_click=_take,
            args=(session, segment, tried, False),
        )  # fmt: skip
        if tried.together is not None:
            st.button(
                "Take it with what follows", key="take_together", on_click=_take,
                args=(session, segment, tried, True),
            )  # fmt: skip
        st.button("Do not take it", key="leave_change", on_click=_leave, args=(session,))


def _take(session: WorkbenchSession, segment: Segment, tried: Preview, together: bool) -> None:
    """Make the change, alone or with what follows, as one step that can be undone."""
    state = tried.together if together and tried.together is not None else tried.alone
    says = undo_words(tried, segment.name, together=together)
    if not acts.edit(session, *state.commands, says=says):
        return
    session.trying = ()
    session.notices.append(Notice("done", taken_words(tried, segment.name, together=together)))


def _leave(session: WorkbenchSession) -> None:
    session.trying = ()
