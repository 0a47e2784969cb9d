"""The command line, `python -m salesmodel VERB`: one file a verb.

Offers `main`, which runs a verb and gives its exit code, and `app`, the verbs.
"""

from salesmodel.cli.application import app, main

__all__ = ["app", "main"]
