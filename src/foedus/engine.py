"""Nothing in; the engine that reads and writes the ledger's tables out, without what takes long to import."""

from __future__ import annotations

from typing import Any


def engine() -> Any:
    """Return DuckDB's engine alone: the layer of Python over it takes longer to import than a report's queries run."""
    try:
        import _duckdb
    except ImportError:  # a version that keeps its engine elsewhere
        import duckdb

        return duckdb
    return _duckdb
