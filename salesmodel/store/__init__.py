"""Scenarios and their versions, kept in one local DuckDB file."""

from salesmodel.store.duckdb_store import Store, default_path, open_store
from salesmodel.store.records import Draft, Scenario, ScenarioCard, Summary, Version

__all__ = [
    "Draft",
    "Scenario",
    "ScenarioCard",
    "Store",
    "Summary",
    "Version",
    "default_path",
    "open_store",
]
