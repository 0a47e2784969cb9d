"""Edits recorded into a history, for its tests."""

from __future__ import annotations

from salesmodel.editing import SetShare, do


def edited(model, history, *commands, mark=None, told=False):
    """Applies commands and records them; `told` in the words of the day."""
    for command in commands:
        model, change = do(model, command)
        history = history.record(change, mark, model if told else None)
    return model, history


HOURS = {"task": "demo", "field": "hours", "value": 9}


def a_share(value):
    return SetShare(task="demo", role="ae", share=value)
