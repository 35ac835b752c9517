"""What several tests share: the five articles, taken through all stages once, with the real models."""

import os
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory) -> Path:
    """Keep parses in a folder of this test run, so that none is left over from other code or other models."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("NEWSNB_CACHE")
    os.environ["NEWSNB_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["NEWSNB_CACHE"]
    else:
        os.environ["NEWSNB_CACHE"] = before


@pytest.fixture(scope="session")
def study(cache):
    """The five articles; every stage is computed once, when first asked for."""
    from newsnb.study import Study

    return Study(DATA / "articles")


@pytest.fixture(scope="session")
def run_folder(study, tmp_path_factory) -> Path:
    """What ``newsnb run data/articles --no-notebooks`` leaves."""
    from newsnb.cli import main

    assert len(study.parsed.articles)  # parsed before, so that the run finds the parses
    out = tmp_path_factory.mktemp("run") / "out"
    assert main(["run", str(DATA / "articles"), "--out", str(out), "--no-notebooks", "--quiet"]) == 0
    return out
