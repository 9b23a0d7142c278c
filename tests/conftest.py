"""Options of the test suite; what every test finds: a user who added no edition of their own."""

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the snapshots under tests/articles again")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the editions that whoever runs the tests has added out of them, also where a test starts a program."""
    os.environ["FOEDUS_DATA"] = str(Path(__file__).parent / "data" / "nobody")
