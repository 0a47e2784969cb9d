"""docs/cli.md, written from the verbs' own help.

Offers `as_markdown`; `python -m salesmodel.cli.reference > docs/cli.md` writes the page, and a test
compares the two.
"""

from __future__ import annotations

import typer.main

from salesmodel.cli.application import PROGRAM, app

WIDTH = 88

_PREFACE = f"""# The command line

Written by `{PROGRAM}.cli.reference > docs/cli.md`; edit the verbs in
`salesmodel/cli/` instead.

`{PROGRAM} VERB` is for those who automate. It reads the same package and gives the
same results as the pages. With `--json` a verb prints one JSON document on stdout and nothing else
there; what it has to say stands on stderr, one sentence a line: where, what, how to mend. Money is
in the model's currency per year unless the key says otherwise, times are in days, effort in hours,
shares and rates between 0 and 1; what is not known is `null`.

| exit code | means |
|---|---|
| 0 | done |
| 1 | a fault of the workbench: please report it |
| 2 | unusable input or arguments |
| 3 | the verb's own: `validate` found problems, `optimise` nothing that is feasible |

`validate` tells the problems of a file that is a model but a broken one, down to a missing field
or a figure that is not a number. A file that holds no model at all (not JSON, not UTF-8, empty, of
a newer schema version) is unusable input. `evaluate` takes a broken model for unusable input and
tells every problem on stderr.
"""


def as_markdown() -> str:
    """The text of docs/cli.md."""
    parts = [_PREFACE]
    for verb in verbs():
        parts.append(f"## {verb}\n\n```\n{_help(verb)}\n```\n")
    return "\n".join(parts)


def verbs() -> list[str]:
    """The names of all verbs, in the order of the help."""
    return [command.name for command in app.registered_commands if command.name]


def _help(verb: str) -> str:
    command = typer.main.get_group(app).commands[verb]
    with command.make_context(
        f"{PROGRAM} {verb}", [], resilient_parsing=True, terminal_width=WIDTH
    ) as context:
        return command.get_help(context).rstrip()


if __name__ == "__main__":
    print(as_markdown(), end="")
