#!/usr/bin/env python3
"""pandas_values.py CSV OUT: the same table by pandas, from CSV to CSV.

It has less to do: Byar's limits instead of exact ones below ten cases, no classes, no status
to carry.
"""
import sys

import numpy as np
import pandas as pd

Z = 1.959963984540054
DIGITS = {"gemeinde": None, "kreis": 5, "land": 2, "verband": 9}

source, target = sys.argv[1:]
data = pd.read_csv(source, dtype={"ags": str, "ars": str})
counts = [name for name in data.columns if name.startswith("x")]
tables = []
for level, digits in DIGITS.items():
    data["area"] = data["ags"] if digits is None else data["ars"].str[:digits]
    sums = data.groupby(["area", "year"])[counts + ["people"]].sum().reset_index()
    people = sums["people"].to_numpy(float)
    for name in counts:
        cases = sums[name].to_numpy(float)
        above = cases + 1
        with np.errstate(divide="ignore", invalid="ignore"):
            low = cases * (1 - 1 / (9 * cases) - Z / (3 * np.sqrt(cases))) ** 3
        high = above * (1 - 1 / (9 * above) + Z / (3 * np.sqrt(above))) ** 3
        tables.append(pd.DataFrame({
            "indicator": "i" + name[1], "scheme": "", "level": level, "area": sums["area"],
            "name": sums["area"], "period": sums["year"], "numerator": cases,
            "denominator": people, "value": cases / people * 1000,
            "lower": np.where(cases > 0, low, 0) / people * 1000,
            "upper": high / people * 1000}))
values = pd.concat(tables, ignore_index=True)
values["land"] = values["area"].str[:2]
tops = values[values["level"] == "land"][["indicator", "land", "period", "value"]]
values = values.merge(tops.rename(columns={"value": "benchmark"}),
                      on=["indicator", "land", "period"], how="left").drop(columns="land")
values["verdict"] = np.where(
    values["lower"] > values["benchmark"], "higher",
    np.where(values["upper"] < values["benchmark"], "lower", "similar"))
groups = values.groupby(["indicator", "level", "period"])["value"]
values["rank"] = groups.rank(ascending=False, method="min").astype(int)
values["coverage"] = 1
values["status"] = "ok"
values = values.sort_values(["indicator", "scheme", "level", "area", "period"])
values.to_csv(target, index=False)
