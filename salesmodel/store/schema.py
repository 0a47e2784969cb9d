"""The tables of the workspace, and the steps that bring an older file up to date.

Versions are append-only and their content stands once, by hash. The only row that a save updates is
the scenario's: its head moves by compare-and-set on `revision`.
"""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE contents (hash VARCHAR PRIMARY KEY, model VARCHAR NOT NULL);
    CREATE TABLE versions (
        id VARCHAR PRIMARY KEY, scenario VARCHAR NOT NULL, number INTEGER NOT NULL,
        parent VARCHAR, content VARCHAR NOT NULL, author VARCHAR NOT NULL,
        message VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL, summary VARCHAR
    );
    CREATE TABLE scenarios (
        id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, head VARCHAR NOT NULL,
        revision INTEGER NOT NULL, baseline VARCHAR, deleted_at TIMESTAMP
    );
    CREATE TABLE drafts (
        id VARCHAR PRIMARY KEY, scenario VARCHAR, base_version VARCHAR, model VARCHAR NOT NULL,
        context VARCHAR, kept_at TIMESTAMP NOT NULL
    );
    """,
)
