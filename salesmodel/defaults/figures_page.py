"""docs/figures.md, written from the default figures.

Offers `as_markdown`; `python -m salesmodel.defaults.figures_page > docs/figures.md` writes the
page, and a test compares the two.
"""

from __future__ import annotations

from salesmodel.defaults.figures import Figure, figures

TAGS = {
    "A": "primary source, number read in its own text (or a public copy of that text)",
    "B": "secondary page that quotes another; the number was read there, the original was not",
    "C": "own judgement or own arithmetic",
}
"""How far a figure was verified."""


def as_markdown() -> str:
    """The text of docs/figures.md."""
    lines = [*_PREFACE, *(f"- **{tag}**: {meaning}." for tag, meaning in TAGS.items()), *_SCOPE]
    section = ""
    for row in figures():
        if row.section != section:
            section = row.section
            lines += ["", f"## {section}", "", *_HEAD]
        lines.append(_line(row))
    return "\n".join([*lines, *_NOT_FOUND]) + "\n"


_PREFACE = (
    "# Default figures and where they come from",
    "",
    "Written by `python -m salesmodel.defaults.figures_page > docs/figures.md`; edit",
    "`salesmodel/defaults/figures.json` instead. US and US dollars unless said. A default is a",
    "starting point that a workshop replaces: its tag and range stand beside it.",
    "",
)
_SCOPE = (
    "",
    "Handbooks are each one company's targets and plans: good evidence of what that company",
    "says, weak evidence of what others do. GL = handbook.gitlab.com/handbook, PH =",
    "posthog.com/handbook, SG = github.com/sourcegraph/handbook.",
)
_HEAD = (
    "| id | leads with | says | measures; year, region, n | publisher, address | tag |",
    "|---|---|---|---|---|---|",
)
_NOT_FOUND = (
    "",
    "## Looked for and not found",
    "",
    "Stakeholders by deal size; dwell per stage; onboarding, proposal or discovery hours per deal",
    "by segment; attrition of account executives, sales engineers and customer success managers",
    "with a named method; rate of product-qualified leads with a named method; any randomised test",
    "of a selling task. The templates say 'assumed' there.",
)


def _line(row: Figure) -> str:
    cells = (row.id, _lead(row), row.says, row.measures, row.source, row.tag)
    return f"| {' | '.join(cells)} |"


def _lead(row: Figure) -> str:
    span = ""
    if row.low is not None and row.high is not None:
        span = f"{row.low:,.10g} to {row.high:,.10g}"
    if row.value is None:
        return f"{span} {row.unit}" if span else "none"
    return f"{row.value:,.10g}{f' ({span})' if span else ''} {row.unit}"


if __name__ == "__main__":
    print(as_markdown(), end="")
