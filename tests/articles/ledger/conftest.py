"""The people of the ledger's tests."""

import pytest

from newsroom.models import Reporter


@pytest.fixture
def people(db):
    """林知夏, 江一帆, 陆鸣 and 阿依."""
    return [Reporter.objects.create(name=name) for name in ("林知夏", "江一帆", "陆鸣", "阿依")]
