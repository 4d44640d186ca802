"""Databases to commit to, as followers read what is committed; and following without a commit."""

import pytest

from belong.insight.journey.tests.lives import Following


@pytest.fixture
def follow() -> Following:
    return Following()
