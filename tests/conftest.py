"""Fixtures that every room uses. Which database the tests run on is decided in tests/settings.py."""

import hypothesis
import pytest

# how fast an example is tried says something of the machine alone, and the same tests find the same on every day
hypothesis.settings.register_profile(
    "newsroom", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("newsroom")


@pytest.fixture
def cast(db):
    """The people everyone knows (tests/cast.py)."""
    from tests.cast import Cast

    return Cast()
