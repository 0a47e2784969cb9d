"""Every error that the workbench raises on purpose.

    WorkbenchError            path, value, sentence, mend
    ├── InvalidModel          a model with findings that forbid evaluation; all of them
    ├── UnreadableModel       not JSON, not a model, or of a newer schema
    ├── CommandRefused        an edit that would break the model; it stays as it was
    ├── UnusableImport        a CRM file that cannot be read
    ├── UnusableQuestion      what was asked of the optimiser cannot be meant
    └── StoreError            the store could not do it
        ├── NoSuchScenario    it is not there (any more)
        └── StaleSave         somebody saved a newer version in the meantime

`sentence` says what is wrong and where, `mend` how to mend it; `str()` joins the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from salesmodel.model.findings import Finding


class WorkbenchError(Exception):
    """Base of all: a field path, the value found, a sentence for the user and a mend."""

    def __init__(self, sentence: str, mend: str, *, path: str = "", value: object = None) -> None:
        super().__init__(f"{sentence} {mend}".strip())
        self.sentence = sentence
        self.mend = mend
        self.path = path
        self.value = value


class InvalidModel(WorkbenchError):
    """The model cannot be evaluated; `findings` holds every reason."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(first.sentence, first.mend, path=first.path)
        self.findings = tuple(findings)


class UnreadableModel(WorkbenchError):
    """The text is not a model that this version can read; `findings` names every field."""

    def __init__(
        self,
        sentence: str,
        mend: str,
        *,
        path: str = "",
        value: object = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(sentence, mend, path=path, value=value)
        self.findings = tuple(findings)


class CommandRefused(WorkbenchError):
    """The edit would break the model."""


class UnusableImport(WorkbenchError):
    """The file cannot be imported."""


class UnusableQuestion(WorkbenchError):
    """A part of the question cannot be meant."""


class StoreError(WorkbenchError):
    """The store could not do what was asked."""


class NoSuchScenario(StoreError):
    """No scenario under that id."""


class StaleSave(StoreError):
    """A newer version was saved in the meantime; `head` is its version id."""

    def __init__(self, sentence: str, mend: str, *, head: str) -> None:
        super().__init__(sentence, mend)
        self.head = head
