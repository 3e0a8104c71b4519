"""What the tests of the website share; those of the API make clients of their own."""

import pytest

from server import create_app
from tests.server.glossaries import UNLIMITED


@pytest.fixture(scope="module")
def client():
    """Ask an application with the shipped glossary and no limits."""
    return create_app(UNLIMITED).test_client()
