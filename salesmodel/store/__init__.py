"""Scenarios, their versions and drafts, kept in one local DuckDB file.

Importing this room loads no DuckDB; opening a store does.
"""

from salesmodel.store.duckdb_store import Store, default_path, open_store
from salesmodel.store.interface import ScenarioStore
from salesmodel.store.records import Draft, Scenario, ScenarioCard, Summary, Version

__all__ = [
    "Draft",
    "Scenario",
    "ScenarioCard",
    "ScenarioStore",
    "Store",
    "Summary",
    "Version",
    "default_path",
    "open_store",
]
