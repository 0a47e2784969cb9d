"""The verbs as one application, and what their exit codes mean.

Offers `app` and `main`. Every verb ends with 0 when it is done, 1 for a fault of ours, 2 for
unusable input or arguments; 3 and up have a meaning of the verb's own. What went wrong stands on
stderr, a sentence each; stdout holds results only.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer
import typer.main

from salesmodel.cli.cib import cib
from salesmodel.cli.coherence import coherence
from salesmodel.cli.evaluate import evaluate
from salesmodel.cli.import_crm import import_crm
from salesmodel.cli.optimise import optimise
from salesmodel.cli.output import complain, complain_of
from salesmodel.cli.schema import schema
from salesmodel.cli.validate import validate
from salesmodel.model import WorkbenchError

PROGRAM = "python -m salesmodel"
DONE, OUR_FAULT, UNUSABLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # what shells say of a process ended so

app = typer.Typer(
    help="Sales models on the command line: evaluate, optimise, validate, import.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("evaluate", short_help="Everything that is known of a model.")(evaluate)
app.command("validate", short_help="All problems of a model at once.")(validate)
app.command("optimise", short_help="The best assignment of a model, and why.")(optimise)
app.command("coherence", short_help="How well the four components support each other.")(coherence)
app.command("cib", short_help="Cross-impact balance of any matrix.")(cib)
app.command("schema", short_help="The JSON Schema of a model or of the commands.")(schema)
app.command("import-crm", short_help="A first model from CRM exports.")(import_crm)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb that the arguments name (the process's own if None); gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a name that the terminal cannot show is no error
            stream.reconfigure(errors="replace")
    try:
        command = typer.main.get_command(app)
        code = command.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except WorkbenchError as error:
        complain_of(error)
        return UNUSABLE
    except typer.TyperException as error:
        say = getattr(error, "format_message", error.__str__)
        complain(f"{say().rstrip('.')}. See {PROGRAM} --help.")
        return UNUSABLE
    except (BrokenPipeError, SystemExit):  # typer exits by itself when its reader is gone
        _let_go_of_stdout()
        return PIPE_CLOSED
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        complain(_our_fault(error))
        return OUR_FAULT
    return code if isinstance(code, int) else DONE


def _let_go_of_stdout() -> None:
    """Whoever read our output (a pager, `head`) has enough; the last flush must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _our_fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    where = f"{os.path.basename(place.filename)}, line {place.lineno}"
    return f"This is a fault of the workbench ({what}, in {where}). Please report it."
