"""How long the projections take on a large invented corpus: ``python benchmarks/networks.py``.

100,000 statements in 20,000 documents, 500 actors, 50 issues, a scale from -2 to 2, two years.
Prints seconds for each projection and the largest memory; exits with 1 where one takes more than two seconds.
"""

import argparse
import resource
import sys
import time

import numpy as np
import pandas as pd

from newsnb.networks import affiliation_network, onemode_network
from newsnb.networks.over_time import networks_over_time, slice_table
from newsnb.networks.uncertainty import bootstrap_edges

LIMIT = 2.0  # seconds a projection may take


def invented_events(statements: int, actors: int, issues: int, documents: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    document = np.sort(rng.integers(documents, size=statements))
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(document * 730 // documents, unit="D")
    return pd.DataFrame(
        {
            "statement_id": [f"s{number:07d}" for number in range(statements)],
            "article_id": [f"d{number:06d}" for number in document],
            "start": np.arange(statements),
            "date": day,
            "actor": [f"actor_{number:04d}" for number in (rng.pareto(1.0, statements) * 10).astype(int) % actors],
            "issue": [f"issue_{number:02d}" for number in rng.integers(issues, size=statements)],
            "position": rng.integers(-2, 3, size=statements),
        }
    )


def timed(name: str, work) -> float:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(f"{seconds:7.2f} s  {name}")
    return seconds


def projections(events: pd.DataFrame):
    for aggregation in ("ignore", "subtract", "combine"):
        for duplicates in ("include", "document", "acrossrange"):
            settings = {"qualifier_aggregation": aggregation, "duplicates": duplicates}
            yield f"affiliation {aggregation} {duplicates}", lambda s=settings: affiliation_network(events, **s)
    for aggregation in ("ignore", "congruence", "conflict", "subtract"):
        for normalization in ("no", "average", "jaccard", "cosine", "vector_cosine"):
            for duplicates in ("include", "week"):
                settings = {
                    "qualifier_aggregation": aggregation,
                    "normalization": normalization,
                    "duplicates": duplicates,
                }
                name = f"one-mode {aggregation} {normalization} {duplicates}"
                yield name, lambda s=settings: onemode_network(events, **s)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, size in (("statements", 100_000), ("actors", 500), ("issues", 50), ("documents", 20_000)):
        parser.add_argument(f"--{name}", type=int, default=size)
    sizes = vars(parser.parse_args())
    events = invented_events(**sizes)
    slowest = max(timed(name, work) for name, work in projections(events))
    timed("24 monthly windows", lambda: slice_table(networks_over_time(events, time_window="months", window_size=1)))
    timed("100 bootstrap draws of the congruence network", lambda: bootstrap_edges(events, draws=100))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"slowest projection {slowest:.2f} s, memory {memory:.2f} GB")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
