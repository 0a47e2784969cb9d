"""docs/variants.md, written from the library of variants.

Offers `as_markdown`; `python -m salesmodel.defaults.variants_page > docs/variants.md` writes the
page, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.defaults.variants import (
    NEEDS,
    LibraryVariant,
    default_judgements,
    library,
    library_variant,
    way_of_buying,
    ways_of_buying,
)
from salesmodel.model import ComponentKind

MINUS = "−"


def as_markdown() -> str:
    """The text of docs/variants.md."""
    return "\n".join([*_PREFACE, *_ways(), *_library(), *_KEPT, *_needs(), *_judgements()]) + "\n"


_PREFACE = (
    "# Variants of the four components, and how far they support each other",
    "",
    "Written by `python -m salesmodel.defaults.variants_page > docs/variants.md`; edit",
    "`salesmodel/defaults/variants.toml` instead.",
    "",
    "The variants follow the literature where a source is named; “ours” means that nobody is",
    "known to have described it in these words. **The judgements are this tool's convention, to",
    "be argued over: nobody measured them.** They run from −3 (hinders strongly) to +3 (supports",
    "strongly); what is left out counts as 0. They were set so that each way of buying has at",
    "least one and at most six consistent configurations (rule 5.3), and that these are the ones",
    "practice knows; a test enumerates them. As soon as somebody in a group judges a pair, the",
    "group's judgement counts.",
)
_KEPT = ("", "## What it takes to keep a variant", "")


def _ways() -> Iterator[str]:
    yield from ("", "## How buyers buy", "", "| name | what it is |", "|---|---|")
    for way in ways_of_buying():
        yield f"| {way.name} | {way.description} |"


def _library() -> Iterator[str]:
    for kind in ComponentKind:
        yield from ("", f"## {kind.words.capitalize()}", "", *_HEAD)
        yield from (_line(variant) for variant in library() if variant.kind == kind)


_HEAD = ("| name | what it is | needs | carried by | source |", "|---|---|---|---|---|")


def _line(variant: LibraryVariant) -> str:
    needs = ", ".join(need.replace("_", " ") for need in variant.needs)
    carriers = ", ".join(kind.value for kind in variant.carried_by)
    cells = (variant.name, variant.description, needs, carriers, variant.source or "ours")
    return f"| {' | '.join(cells)} |"


def _needs() -> Iterator[str]:
    yield from (f"- **{key.replace('_', ' ')}**: {words}." for key, words in NEEDS.items())


def _judgements() -> Iterator[str]:
    block: tuple[str, str] | None = None
    for row in default_judgements():
        here = (_part(row.source), _part(row.target))
        if here != block:
            block = here
            yield from ("", f"## {here[0].capitalize()} on {here[1]}", "")
            yield from ("| supports or hinders | what | how far | why |", "|---|---|---|---|")
        sign = MINUS if row.value < 0 else "+"
        names = f"{_name(row.source)} | {_name(row.target)}"
        yield f"| {names} | {sign}{abs(row.value)} | {row.why} |"


def _part(variant: str) -> str:
    known = library_variant(variant)
    return known.kind.words if known is not None else "how they buy"


def _name(variant: str) -> str:
    known = library_variant(variant) or way_of_buying(variant)
    return known.name if known is not None else variant


if __name__ == "__main__":
    print(as_markdown(), end="")
