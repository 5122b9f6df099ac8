#!/usr/bin/env python3
"""compare.py OURS THEIRS: whether both tables have the same rows, values and ranks."""
import sys

import numpy as np
import pandas as pd

columns = ["indicator", "level", "area", "period", "value", "benchmark", "rank"]
keys = columns[:4]
tables = [pd.read_csv(path, usecols=columns, dtype={"area": str, "period": str})
          .sort_values(keys, ignore_index=True) for path in sys.argv[1:]]
ours, theirs = tables
assert (ours[keys] == theirs[keys]).all().all(), "other rows"
assert np.allclose(ours["value"], theirs["value"], rtol=1e-12), "other values"
assert (ours["rank"] == theirs["rank"]).all(), "other ranks"
below = ours["level"] != "land"
assert np.allclose(ours["benchmark"][below], theirs["benchmark"][below], rtol=1e-12)
print(f"the same {len(ours)} rows, values, benchmarks and ranks")
