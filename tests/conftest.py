import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotator import Annotator
from terms import load, read_pack

ROOT = Path(__file__).parent.parent
VECTORS_PACK = ROOT / "tests/vectors/pack.json"

# No deadline: a shared machine is no stopwatch. Derandomised, so that a run is the run before;
# `make fuzz` explores.
settings.register_profile(
    "test", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


@pytest.fixture(scope="session")
def glossary():
    """The shipped glossary."""
    return load()


@pytest.fixture(scope="session")
def annotator(glossary):
    """An annotator of the shipped glossary."""
    return Annotator(glossary)


@pytest.fixture(scope="session")
def vectors_annotator():
    """An annotator of the vectors' small glossary, everyday words on."""
    return Annotator(read_pack(VECTORS_PACK), common="always")


def corpus_pages():
    """The pages of the corpus, each with its path below it; none where it is not named."""
    folder = os.environ.get("GLOSSLIGHT_CORPUS")
    if not folder:
        return []
    root = Path(folder).resolve()
    if not root.is_dir():
        pytest.exit(f"GLOSSLIGHT_CORPUS={folder}: no such folder; unset it or name the corpus", 2)
    pages = [*root.glob("pages/*.html"), *root.glob("on-topic/*/*.html")]
    return sorted(pages)


def pytest_generate_tests(metafunc):
    if "corpus_page" in metafunc.fixturenames:
        pages = corpus_pages()
        skip = pytest.mark.skip(reason="GLOSSLIGHT_CORPUS is not set")
        params = [pytest.param(page, id=page.stem) for page in pages]
        metafunc.parametrize("corpus_page", params or [pytest.param(None, marks=skip)])
