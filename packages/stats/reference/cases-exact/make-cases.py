#!/usr/bin/env python3
"""Regressions, analyses of variance and pairs of proportions whose answers are computed in exact or 50-digit arithmetic.

Writes nist-strd.json (exact rational arithmetic on the decimal data, rounded once at the end) and two-proportions.json
(mpmath, 50 digits) beside it, in the schema of ../README.md. The data of Norris and Filip are NIST's (StRD, a U.S. government
work), where the answers are also the certified ones; NoInt, Wampler, NumAcc and SmLs are made by NIST's own formulas.

Usage: python3 make-cases.py   (python3-mpmath; half a minute; nothing is random)
"""

import json
import pathlib
from decimal import Decimal
from fractions import Fraction
from math import comb

import mpmath as mp

HERE = pathlib.Path(__file__).parent
mp.mp.dps = 50

FILIP_Y = """
0.8116 0.9072 0.9052 0.9039 0.8053 0.8377 0.8667 0.8809 0.7975 0.8162 0.8515 0.8766 0.8885 0.8859 0.8959 0.8913 0.8959
0.8971 0.9021 0.909 0.9139 0.9199 0.8692 0.8872 0.89 0.891 0.8977 0.9035 0.9078 0.7675 0.7705 0.7713 0.7736 0.7775
0.7841 0.7971 0.8329 0.8641 0.8804 0.7668 0.7633 0.7678 0.7697 0.77 0.7749 0.7796 0.7897 0.8131 0.8498 0.8741 0.8061
0.846 0.8751 0.8856 0.8919 0.8934 0.894 0.8957 0.9047 0.9129 0.9209 0.9219 0.7739 0.7681 0.7665 0.7703 0.7702 0.7761
0.7809 0.7961 0.8253 0.8602 0.8809 0.8301 0.8664 0.8834 0.8898 0.8964 0.8963 0.9074 0.9119 0.9228
""".split()
FILIP_X = """
-6.860120914 -4.324130045 -4.358625055 -4.358426747 -6.955852379 -6.661145254 -6.355462942 -6.118102026 -7.115148017
-6.815308569 -6.519993057 -6.204119983 -5.853871964 -6.109523091 -5.79832982 -5.482672118 -5.171791386 -4.851705903
-4.517126416 -4.143573228 -3.709075441 -3.499489089 -6.300769497 -5.953504836 -5.642065153 -5.031376979 -4.680685696
-4.329846955 -3.928486195 -8.56735134 -8.363211311 -8.107682739 -7.823908741 -7.522878745 -7.218819279 -6.920818754
-6.628932138 -6.323946875 -5.991399828 -8.781464495 -8.663140179 -8.473531488 -8.247337057 -7.971428747 -7.676129393
-7.352812702 -7.072065318 -6.774174009 -6.478861916 -6.159517513 -6.835647144 -6.53165267 -6.224098421 -5.910094889
-5.598599459 -5.290645224 -4.974284616 -4.64454848 -4.290560426 -3.885055584 -3.408378962 -3.13200249 -8.726767166
-8.66695597 -8.511026475 -8.165388579 -7.886056648 -7.588043762 -7.283412422 -6.995678626 -6.691862621 -6.392544977
-6.067374056 -6.684029655 -6.378719832 -6.065855188 -5.752272167 -5.132414673 -4.811352704 -4.098269308 -3.66174277
-3.2644011
""".split()
NORRIS_Y = """
0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 998.0
888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2
""".split()
NORRIS_X = """
0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777.0 558.2 0.4 0.6 775.5 666.9 338.0 447.5 11.6 556.0 228.1 995.8
887.6 120.2 0.3 0.3 556.8 339.1 887.2 999.0 779.0 11.1 118.3 229.2 669.1 448.9 0.5
""".split()
WAMPLER_NOISE = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759]


def case(case_id, method, inputs, options, expected, tolerance):
    return {
        "id": case_id,
        "method": method,
        "inputs": inputs,
        "options": options,
        "expected": {"status": "ok", **expected},
        "tolerance": tolerance,
        "source": "cases-exact/make-cases.py",
    }


def write(family, reference, cases):
    head = {"schema": "trial-stat-reference/1", "family": family, "tier": "FIRST", "title": f"{family}, exact", "reference": reference}
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in cases)
    text = json.dumps(head)[:-1] + ',"cases":[\n' + lines + "\n]}\n"
    (HERE / f"{family}.json").write_text(text)


# --- least squares, moments and analysis of variance in rational numbers ----------------------------------------------


def root(fraction):
    return float(mp.sqrt(mp.mpf(fraction.numerator) / fraction.denominator))


def inverse(matrix):
    size = len(matrix)
    rows = [list(row) + [Fraction(int(i == j)) for j in range(size)] for i, row in enumerate(matrix)]
    for c in range(size):
        pivot = next(r for r in range(c, size) if rows[r][c] != 0)
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [value / rows[c][c] for value in rows[c]]
        for r in range(size):
            if r != c and rows[r][c] != 0:
                rows[r] = [a - rows[r][c] * b for a, b in zip(rows[r], rows[c])]
    return [row[size:] for row in rows]


def regression(name, x, y, model, degree, intercept, rel):
    xs, ys = [Fraction(v) for v in x], [Fraction(v) for v in y]
    design = [[v**k for k in range(0 if intercept else 1, degree + 1)] for v in xs]
    width = range(len(design[0]))
    inv = inverse([[sum(row[a] * row[b] for row in design) for b in width] for a in width])
    moments = [sum(row[a] * v for row, v in zip(design, ys)) for a in width]
    coef = [sum(inv[a][b] * moments[b] for b in width) for a in width]
    rss = sum((v - sum(row[a] * coef[a] for a in width)) ** 2 for row, v in zip(design, ys))
    centre = sum(ys) / len(ys) if intercept else 0
    variance = rss / (len(ys) - len(coef))
    expected = {
        "coef": [float(v) for v in coef],
        "se": [root(variance * inv[a][a]) for a in width],
        "residual_sd": root(variance),
        "r_squared": float(1 - rss / sum((v - centre) ** 2 for v in ys)),
    }
    inputs = {"y": [float(v) for v in y], "X": [[float(v)] for v in x]}
    return case(f"nist-strd/exact-{name}", "nist.linear_regression", inputs, {"model": model}, expected, {"default": {"rel": rel}})


def polynomial(degree):
    return "y ~ x" + "".join(f" + I(x^{k})" for k in range(2, degree + 1))


def univariate(name, x, rel):
    xs = [Fraction(v) for v in x]
    n = len(xs)
    mean = sum(xs) / n
    squares = sum((v - mean) ** 2 for v in xs)
    lagged = sum((a - mean) * (b - mean) for a, b in zip(xs, xs[1:]))
    expected = {"n": n, "mean": float(mean), "sd": root(squares / (n - 1)), "lag1_autocorrelation": float(lagged / squares)}
    tolerance = {"default": {"rel": rel}, "mean": {"rel": 1e-14}}
    return case(f"nist-strd/exact-{name}", "nist.univariate", {"x": [float(v) for v in x]}, {}, expected, tolerance)


def anova(name, groups, rel):
    exact = [[Fraction(v) for v in group] for group in groups]
    n = sum(map(len, exact))
    grand = sum(map(sum, exact)) / n
    means = [sum(group) / len(group) for group in exact]
    between = sum(len(group) * (mean - grand) ** 2 for group, mean in zip(exact, means))
    within = sum((v - mean) ** 2 for group, mean in zip(exact, means) for v in group)
    df = (len(groups) - 1, n - len(groups))
    expected = {
        "df_between": df[0],
        "ss_between": float(between),
        "ms_between": float(between / df[0]),
        "F": float(between / df[0] / (within / df[1])),
        "df_within": df[1],
        "ss_within": float(within),
        "ms_within": float(within / df[1]),
    }
    inputs = {"group": [i + 1 for i, group in enumerate(groups) for _ in group], "y": [float(v) for group in groups for v in group]}
    return case(f"nist-strd/exact-{name}", "nist.anova", inputs, {}, expected, {"default": {"rel": rel}})


def decimal(fraction):
    return str(Decimal(fraction.numerator) / Decimal(fraction.denominator))


def simon_lesage(offset, size):
    """NIST's SmLs: nine groups about offset + 0.4, 0.3, 0.2 …, each of its mean and as often 0.1 below as above."""
    tenths = [4, 3, 2, 5, 3, 2, 4, 3, 5]
    at = lambda t: decimal(offset + Fraction(t, 10))
    return [[at(t)] + [at(t - 1), at(t + 1)] * ((size - 1) // 2) for t in tenths]


def nist_cases():
    steps = [str(i) for i in range(21)]
    powers = [sum(Fraction(i) ** k for k in range(6)) for i in range(21)]
    tenths = [sum(Fraction(i, 10) ** k for k in range(6)) for i in range(21)]
    noisy = lambda factor: [str(y + factor * e) for y, e in zip(powers, WAMPLER_NOISE)]
    return [
        regression("norris", NORRIS_X, NORRIS_Y, "y ~ x", 1, True, 1e-9),
        regression("noint1", [str(i) for i in range(60, 71)], [str(i) for i in range(130, 141)], "y ~ 0 + x", 1, False, 1e-9),
        regression("noint2", ["4", "5", "6"], ["3", "4", "4"], "y ~ x - 1", 1, False, 1e-9),
        regression("wampler1", steps, [str(v) for v in powers], polynomial(5), 5, True, 1e-8),
        regression("wampler2", steps, [decimal(v) for v in tenths], polynomial(5), 5, True, 1e-8),
        regression("wampler4", steps, noisy(100), polynomial(5), 5, True, 1e-6),
        regression("filip", FILIP_X, FILIP_Y, polynomial(10), 10, True, 1e-7),
        univariate("numacc2", ["1.2"] + ["1.1", "1.3"] * 500, 1e-12),
        univariate("numacc4", ["10000000.2"] + ["10000000.1", "10000000.3"] * 500, 1e-8),
        anova("smls-21", simon_lesage(1, 21), 1e-8),
        anova("smls-201", simon_lesage(1, 201), 1e-8),
        anova("smls-offset-1e6", simon_lesage(10**6, 21), 1e-8),
        anova("smls-offset-1e12", simon_lesage(10**12, 21), 1e-2),
    ]


# --- two proportions in 50 digits ------------------------------------------------------------------------------------


def written(value):
    return None if value is None else "Inf" if value == mp.inf else "-Inf" if value == -mp.inf else float(value)


def bisect(below, start, end, steps=180):
    """The point between start, where `below` holds, and end, where it does not."""
    for _ in range(steps):
        middle = (start + end) / 2
        start, end = (middle, end) if below(middle) else (start, middle)
    return (start + end) / 2


def wilson(x, n, z):
    p = mp.mpf(x) / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * mp.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (mp.mpf(0) if x == 0 else centre - half), (mp.mpf(1) if x == n else centre + half)


def miettinen_nurminen(x1, n1, x2, n2, z):
    """The differences whose score statistic, with N / (N - 1), is z squared."""
    n = n1 + n2
    observed = mp.mpf(x1) / n1 - mp.mpf(x2) / n2

    def is_kept(d):
        l3, l2 = mp.mpf(n), (n1 + 2 * n2) * d - n - x1 - x2
        l1, l0 = (n2 * d - n - 2 * x2) * d + x1 + x2, x2 * d * (1 - d)
        q = l2**3 / (3 * l3) ** 3 - l1 * l2 / (6 * l3**2) + l0 / (2 * l3)
        square = l2**2 / (3 * l3) ** 2 - l1 / (3 * l3)
        p = mp.sign(q) * mp.sqrt(square) if square > 0 else mp.mpf(0)
        angle = mp.mpf(0) if p == 0 else (mp.pi + mp.acos(max(mp.mpf(-1), min(mp.mpf(1), q / p**3)))) / 3
        second = 2 * p * mp.cos(angle) - l2 / (3 * l3)
        first = second + d
        variance = (first * (1 - first) / n1 + second * (1 - second) / n2) * mp.mpf(n) / (n - 1)
        if variance <= mp.mpf(10) ** -40:
            return abs(observed - d) < mp.mpf(10) ** -30
        return (observed - d) ** 2 / variance <= z * z

    edge = 1 - mp.mpf(10) ** -25
    limit = lambda end: end if abs(observed - end) < mp.mpf(10) ** -30 or is_kept(end * edge) else bisect(is_kept, observed, end * edge)
    return [limit(mp.mpf(-1)), limit(mp.mpf(1))]


def conditional(a, n1, b, n2, conf):
    """Fisher's p and the conditional odds ratio, its estimate and exact limits."""
    total = a + b
    low, high = max(0, total - n2), min(n1, total)
    weights = {k: comb(n1, k) * comb(n2, total - k) for k in range(low, high + 1)}
    p = mp.mpf(sum(w for w in weights.values() if w * 10**7 <= weights[a] * (10**7 + 1))) / sum(weights.values())
    if low == high:
        return p, mp.mpf(0), [mp.mpf(0), mp.inf]
    share = (1 - mp.mpf(conf)) / 2

    def part(log_ratio, keep):
        terms = {k: w * mp.e ** (log_ratio * (k - a)) for k, w in weights.items()}
        return sum(keep(k) * v for k, v in terms.items()) / sum(terms.values())

    solve = lambda below: mp.e ** bisect(below, mp.mpf(-60), mp.mpf(60))
    estimate = mp.mpf(0) if a == low else mp.inf if a == high else solve(lambda u: part(u, lambda k: k) < a)
    lower = mp.mpf(0) if a == low else solve(lambda u: part(u, lambda k: int(k >= a)) < share)
    upper = mp.inf if a == high else solve(lambda u: part(u, lambda k: int(k <= a)) > share)
    return p, estimate, [lower, upper]


def chi_square_p(value):
    return mp.gammainc(mp.mpf(1) / 2, value / 2, mp.inf, regularized=True)


def two_proportions(a, n1, b, n2, conf):
    z = mp.sqrt(2) * mp.erfinv(mp.mpf(conf))
    p1, p2 = mp.mpf(a) / n1, mp.mpf(b) / n2
    c, d, rd, n = n1 - a, n2 - b, p1 - p2, n1 + n2
    wald = z * mp.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    (l1, u1), (l2, u2) = wilson(a, n1, z), wilson(b, n2, z)
    around = lambda ratio, variance: [written(ratio * mp.e ** (sign * z * mp.sqrt(variance))) for sign in (-1, 1)]
    inverse_of = lambda *counts: sum(mp.mpf(1) / count for count in counts)
    events, cross = a + b, abs(a * d - b * c)
    margins = n1 * n2 * events * (n - events)
    chi2 = None if margins == 0 else mp.mpf(n) * cross**2 / margins
    yates = None if margins == 0 else mp.mpf(n) * (cross - min(mp.mpf(n) / 2, cross)) ** 2 / margins
    fisher, estimate, limits = conditional(a, n1, b, n2, conf)
    expected = {
        "p1": float(p1),
        "p2": float(p2),
        "rd": float(rd),
        "rd_ci_wald": [float(rd - wald), float(rd + wald)],
        "rd_ci_newcombe": [float(rd - mp.hypot(p1 - l1, u2 - p2)), float(rd + mp.hypot(u1 - p1, p2 - l2))],
        "rd_ci_miettinen_nurminen": [float(limit) for limit in miettinen_nurminen(a, n1, b, n2, z)],
        "rr": None if a == b == 0 else "Inf" if b == 0 else float(p1 / p2),
        "rr_ci_katz": None if 0 in (a, b) else around(p1 / p2, inverse_of(a, b) - inverse_of(n1, n2)),
        "or": None if a * d == b * c == 0 else "Inf" if b * c == 0 else float(mp.mpf(a * d) / (b * c)),
        "or_ci_woolf": None if 0 in (a, b, c, d) else around(mp.mpf(a * d) / (b * c), inverse_of(a, b, c, d)),
        "chi2": written(chi2),
        "p_chi2": None if chi2 is None else float(chi_square_p(chi2)),
        "chi2_yates": written(yates),
        "p_chi2_yates": None if yates is None else float(chi_square_p(yates)),
        "p_fisher": float(min(fisher, 1)),
        "or_conditional_mle": written(estimate),
        "or_ci_exact_conditional": [written(limit) for limit in limits],
    }
    inputs = {"x1": a, "n1": n1, "x2": b, "n2": n2}
    tolerance = {"default": {"rel": 1e-9, "abs": 1e-12}, "p_chi2": {"rel": 1e-9, "abs": 1e-300}}
    return case(f"two-proportions/exact-{a}-{n1}-{b}-{n2}", "proportions.two", inputs, {"conf": conf}, expected, tolerance)


TABLES = [
    (9, 10, 3, 10), (5, 56, 0, 29), (0, 10, 0, 10), (10, 10, 0, 10), (3, 10, 9, 10), (0, 29, 5, 56), (1, 1, 0, 1),
    (0, 1, 0, 1), (1, 2, 1, 3), (20, 20, 20, 20), (20, 20, 15, 20), (15, 20, 20, 20), (50, 100, 50, 100),
    (3, 1000, 17, 1500), (120, 300, 90, 310), (2, 5, 4, 50), (7, 9, 1, 6), (0, 5, 2, 6), (2, 200, 0, 180), (8, 8, 8, 9),
    (0, 20, 0, 7), (12, 12, 13, 13), (30, 31, 1, 33),
]  # fmt: skip


if __name__ == "__main__":
    write("nist-strd", "exact rational arithmetic", nist_cases())
    levels = (0.95, 0.9, 0.99, 0.8)
    write("two-proportions", "mpmath, 50 digits", [two_proportions(*table, levels[i % 4]) for i, table in enumerate(TABLES)])
