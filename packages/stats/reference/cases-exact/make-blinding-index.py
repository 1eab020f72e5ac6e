#!/usr/bin/env python3
"""Bang's and James's blinding indices of published tables, in exact rational arithmetic.

Writes blinding-index.json beside it, in the schema of ../README.md. Index and variance are fractions: Bang's from one score
for each person, James's variance as the closed sum over the cells of the table; roots and quantiles have 50 digits.
The tables are those that Bang, Ni & Davis (2004, table 7, the CRISP trial) and Houweling et al. (2014, table 2) print, as
the R package BI gives them in its help; BI 1.2.0 under R 4.2.2 gives the same indices, standard errors and two-sided
limits within 1e-15. Five answers are invented.

Usage: python3 make-blinding-index.py   (python3-mpmath; nothing is random)
"""

import json
import pathlib
from fractions import Fraction as F

import mpmath as mp

HERE = pathlib.Path(__file__).parent
mp.mp.dps = 50

THREE = ["treated", "control", "unknown"]
FIVE = ["treatedStrongly", "treatedSomewhat", "unknown", "controlSomewhat", "controlStrongly"]


def number(x):
    return float(mp.mpf(x.numerator) / x.denominator) if isinstance(x, F) else float(x)


def root(x):
    return mp.sqrt(mp.mpf(x.numerator) / x.denominator)


def z_of(level, alternative):
    p = mp.mpf(level)
    return mp.sqrt(2) * mp.erfinv(2 * ((1 + p) / 2 if alternative == "two.sided" else p) - 1)


def limits(index, variance, level, alternative):
    half = z_of(level, alternative) * root(variance)
    middle = mp.mpf(index.numerator) / index.denominator
    return ["-Inf" if alternative == "less" else float(middle - half), "Inf" if alternative == "greater" else float(middle + half)]


def bang(counts, weights):
    people = [w for count, w in zip(counts, weights) for _ in range(count)]
    n = len(people)
    index = sum(people, F(0)) / n
    return index, sum((w - index) ** 2 for w in people) / F(n) / n


def james(first, second):
    n = sum(first) + sum(second)
    p = [[F(x, n), F(y, n)] for x, y in zip(first, second)]
    unknown = sum(p[2])
    q = 1 - unknown
    if q == 0:
        return F(1), F(0)
    guess = [sum(p[i]) for i in (0, 1)]
    arm = [p[0][j] + p[1][j] for j in (0, 1)]
    w = [[0, 1], [1, 0]]
    cells = [(i, j) for i in (0, 1) for j in (0, 1)]
    observed = sum(w[i][j] * p[i][j] for i, j in cells) / q
    expected = sum(w[i][j] * guess[i] * arm[j] for i, j in cells) / q**2
    k = observed / expected - 1
    total = F(0)
    for i, j in cells:
        margins = sum(w[r][j] * guess[r] + w[i][r] * arm[r] for r in (0, 1))
        total += p[i][j] * q**2 * (q * w[i][j] - (1 + k) * margins) ** 2
    variance = total / (4 * (q**2 * expected) ** 2) + unknown * q - q * (1 + k) * (unknown + q * (1 + k) / 4)
    return (1 + unknown + q * k) / 2, variance / n


def case(ident, method, first, second, options, expected, source):
    names = FIVE if len(first) == 5 else THREE
    return {
        "id": f"blinding-index/{ident}",
        "method": method,
        "inputs": {"first": dict(zip(names, first)), "second": dict(zip(names, second))},
        "options": options,
        "expected": expected,
        "tolerance": {"default": {"rel": 1e-12, "abs": 1e-14}},
        "source": source,
    }


def james_case(ident, first, second, source, conf=0.95, alternative="two.sided"):
    index, variance = james(first, second)
    expected = {"status": "ok", "index": number(index), "se": float(root(variance))}
    if variance > 0:
        expected["ci"] = limits(index, variance, conf, alternative)
    return case(f"james-{ident}", "blinding.james", first, second, {"conf": conf, "alternative": alternative}, expected, source)


def bang_case(ident, first, second, source, conf=0.95, alternative="two.sided", somewhat=F(1, 2)):
    weights = [F(1), F(-1), F(0)] if len(first) == 3 else [F(1), somewhat, F(0), -somewhat, F(-1)]
    expected = {"status": "ok"}
    for name, counts, signed in (("first", first, weights), ("second", second, [-w for w in weights])):
        index, variance = bang(counts, signed)
        expected[f"index_{name}"] = number(index)
        expected[f"se_{name}"] = float(root(variance))
        if variance > 0:
            expected[f"ci_{name}"] = limits(index, variance, conf, alternative)
    options = {"conf": conf, "alternative": alternative}
    if len(first) == 5:
        options["somewhatWeight"] = number(somewhat)
    return case(f"bang-{ident}", "blinding.bang", first, second, options, expected, source)


CRISP = "Bang, Ni & Davis (2004), table 7 (CRISP); exact fractions; R package BI 1.2.0 the same within 1e-15"
HOUWELING = "Houweling et al. (2014), table 2; exact fractions; R package BI 1.2.0 the same within 1e-15"
OWN = "exact fractions"
TABLES = [
    ("crisp", [82, 25, 170], [27, 29, 83], CRISP),
    ("houweling-investigators", [48, 4, 330], [22, 30, 319], HOUWELING),
    ("houweling-coordinators", [94, 11, 289], [52, 44, 284], HOUWELING),
    ("houweling-patients", [143, 14, 188], [104, 57, 175], HOUWELING),
]


def cases():
    for ident, first, second, source in TABLES:
        yield james_case(ident, first, second, source)
        yield bang_case(ident, first, second, source)
    _, first, second, _ = TABLES[0]
    yield james_case("crisp-one-sided", first, second, CRISP, 0.9, "less")
    yield bang_case("crisp-one-sided", first, second, CRISP, 0.95, "greater")
    yield james_case("nobody-knows", [0, 0, 12], [0, 0, 9], "James et al. (1996), page 1425: 1, standard error 0")
    yield james_case("everybody-right", [7, 0, 3], [0, 9, 4], OWN)
    yield james_case("everybody-wrong", [0, 7, 3], [9, 0, 4], OWN)
    yield bang_case("everybody-wrong-in-one-arm", [0, 8, 0], [3, 5, 2], OWN)
    yield bang_case("five-answers", [30, 44, 170, 21, 12], [11, 16, 83, 19, 10], OWN)
    yield bang_case("five-answers-weight", [30, 44, 170, 21, 12], [11, 16, 83, 19, 10], OWN, 0.9, "greater", F(1, 4))
    refused = {"status": "undefined", "reason": "one_group_empty"}
    for method in ("james", "bang"):
        yield case(f"{method}-empty-arm", f"blinding.{method}", [5, 2, 1], [0, 0, 0], {"conf": 0.95}, refused, OWN)
    reason = {"status": "undefined", "reason": "one_category"}
    yield case("james-one-arm-guesses-one-way", "blinding.james", [5, 0, 1], [0, 0, 4], {"conf": 0.95}, reason, OWN)


document = {
    "schema": "trial-stat-reference/1",
    "family": "blinding-index",
    "tier": "FIRST",
    "title": "Bang's and James's blinding indices",
    "reference": "exact rational arithmetic; published tables as in R package BI 1.2.0",
    "cases": list(cases()),
}
(HERE / "blinding-index.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
