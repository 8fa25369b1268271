"""Fixtures that every room uses. Which database the tests run on is decided in tests/settings.py."""

import pytest


@pytest.fixture
def cast(db):
    """The people everyone knows (tests/cast.py)."""
    from tests.cast import Cast

    return Cast()
