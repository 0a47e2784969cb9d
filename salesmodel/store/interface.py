"""What a store of scenarios can do, whichever database stands behind it.

Offers the protocol `ScenarioStore`. Every method may raise `StoreError`; those that take an id of a
scenario or version raise `NoSuchScenario` when it is not there.
"""

from __future__ import annotations

from typing import Protocol

from salesmodel.store.records import Draft, Scenario, ScenarioCard, Summary, Version


class ScenarioStore(Protocol):
    """Scenarios, each a line of append-only versions, and the drafts of open browser tabs."""

    def save_new(
        self,
        name: str,
        model_json: str,
        author: str,
        message: str = "",
        summary: Summary | None = None,
    ) -> Version:
        """Save as: a new scenario whose version 1 is `model_json`."""
        ...

    def save(
        self,
        scenario_id: str,
        model_json: str,
        *,
        expected_head: str,
        author: str,
        message: str = "",
        summary: Summary | None = None,
    ) -> Version:
        """A new version on top of `expected_head`; what the head holds already makes none.

        Raises StaleSave when somebody has saved since. Nothing is written then.
        """
        ...

    def open(self, scenario_id: str) -> Scenario:
        """The scenario at its head."""
        ...

    def open_version(self, version_id: str) -> Version:
        """One version, also of a deleted scenario."""
        ...

    def versions(self, scenario_id: str) -> tuple[Version, ...]:
        """Every version, newest first, also of a deleted scenario."""
        ...

    def list(self, *, include_deleted: bool = False) -> tuple[ScenarioCard, ...]:
        """The scenarios, the one saved last first."""
        ...

    def rename(self, scenario_id: str, name: str) -> None:
        """Give the scenario another name; its id, versions and drafts stay."""
        ...

    def delete(self, scenario_id: str) -> None:
        """Take the scenario off the list; `undelete` brings it back."""
        ...

    def undelete(self, scenario_id: str) -> None:
        """Bring a deleted scenario back as it was."""
        ...

    def set_baseline(self, scenario_id: str, version_id: str) -> None:
        """Compare the scenario with that version of it from now on."""
        ...

    def save_draft(
        self,
        draft_id: str,
        scenario_id: str | None,
        base_version: str | None,
        model_json: str,
        context_json: str | None = None,
    ) -> None:
        """Keep a working copy; once this returns, a killed process does not lose it."""
        ...

    def draft(self, draft_id: str) -> Draft | None:
        """The working copy kept under that id, if any."""
        ...

    def drop_draft(self, draft_id: str) -> None:
        """Forget a working copy."""
        ...
