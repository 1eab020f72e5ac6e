#!/usr/bin/env python3
"""Reference points of the distribution layer in multiple-precision arithmetic.

Writes high-precision.json beside it: for every distribution its points with both tails, their logarithms and, where there is
one, the density or mass. The formulas are not those of src/distributions: positive power series, exact sums of probabilities and
composite Gauss-Legendre quadrature, with as many digits as the smallest tail costs (30 to 2700), so that a complement loses none.

Usage: python3 high-precision.py [distribution ...]   (python3-mpmath; a few minutes; the points are fixed by SEED)
Named distributions are made anew, the others are kept.
"""

import json
import pathlib
import random
import sys

import mpmath
from mpmath import mp, mpf

SEED = 20260611
HERE = pathlib.Path(__file__).parent
TARGET = HERE / "high-precision.json"


def six(value):
    """A point as it is stored: six significant digits, so that the double is the number."""
    return float(f"{float(value):.6g}")


# --- tails -----------------------------------------------------------------------------------------------------------


def gamma_lower(a, x):
    """P(a, x) by the series of positive terms; mp.dps digits."""
    front = mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** (-mp.dps):
        k += 1
        term *= x / (a + k)
        total += term
    return front * total


def gamma_tails(x, a):
    lower = gamma_lower(a, x)
    return lower, 1 - lower


def beta_series(x, y, a, b):
    """I_x(a, b) by x^a y^b / (a B) 2F1(a + b, 1; a + 1; x), all terms positive."""
    logbeta = mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)
    front = mpmath.exp(a * mpmath.log(x) + b * mpmath.log(y) - logbeta) / a
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** (-mp.dps):
        term *= x * (a + b + k) / (a + 1 + k)
        total += term
        k += 1
    return front * total


def beta_tails(x, y, a, b):
    if x < y:
        lower = beta_series(x, y, a, b)
        return lower, 1 - lower
    upper = beta_series(y, x, b, a)
    return 1 - upper, upper


def normal_tails(z):
    root = mpmath.sqrt(mpf(2))
    return mpmath.erfc(-z / root) / 2, mpmath.erfc(z / root) / 2


def t_tails(t, df):
    square = t * t
    _, beyond = beta_tails(square / (df + square), df / (df + square), mpf(1) / 2, df / 2)
    small = beyond / 2
    return (small, 1 - small) if t < 0 else (1 - small, small)


def f_tails(f, d1, d2):
    return beta_tails(d1 * f / (d1 * f + d2), d2 / (d1 * f + d2), d1 / 2, d2 / 2)


def sum_mass(k, low, high, mass, up):
    """Both tails of a count by adding its probabilities outwards from k: mass(k), and up(i) = P(i + 1) / P(i)."""
    eps = mpf(10) ** (-mp.dps)
    lower = term = mass(k)
    i = k
    while i > low and (term > lower * eps):
        term /= up(i - 1)
        lower += term
        i -= 1
    upper = mpf(0)
    if k < high:
        upper = term = mass(k + 1)
        i = k + 1
        while i < high and term > upper * eps:
            term *= up(i)
            upper += term
            i += 1
    return lower, upper


def binomial_mass(k, n, p):
    choose = mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1)
    return mpmath.exp(choose + k * mpmath.log(p) + (n - k) * mpmath.log(1 - p))


def binomial_tails(k, n, p):
    up = lambda i: mpf(n - i) / (i + 1) * p / (1 - p)
    return sum_mass(int(k), 0, int(n), lambda i: binomial_mass(i, n, p), up)


def poisson_mass(k, mean):
    return mpmath.exp(k * mpmath.log(mean) - mean - mpmath.loggamma(k + 1))


def poisson_tails(k, mean):
    return sum_mass(int(k), 0, mpf("inf"), lambda i: poisson_mass(i, mean), lambda i: mean / (i + 1))


def hypergeometric_mass(k, m, n, e):
    logc = lambda a, b: mpmath.loggamma(a + 1) - mpmath.loggamma(b + 1) - mpmath.loggamma(a - b + 1)
    return mpmath.exp(logc(m, k) + logc(n, e - k) - logc(m + n, e))


def hypergeometric_tails(k, m, n, e):
    up = lambda i: mpf(m - i) / (i + 1) * (e - i) / (n - e + i + 1)
    mass = lambda i: hypergeometric_mass(i, m, n, e)
    return sum_mass(int(k), int(max(0, e - n)), int(min(m, e)), mass, up)


def mixture(mean, value, drop, ratio):
    """Poisson mixture of I_j: I_0 is value, I_j - I_(j+1) starts with drop and goes on with ratio(j); the digits pay for both."""
    weight = mpmath.exp(-mean)
    total = mpf(0)
    j = 0
    while j < mean or weight > mpf(10) ** (-mp.dps):
        total += weight * value
        value -= drop
        drop *= ratio(j)
        j += 1
        weight *= mean / j
    return total, 1 - total


def noncentral_chi_square_tails(x, df, ncp):
    m, h = df / 2, x / 2
    drop = mpmath.exp(m * mpmath.log(h) - h - mpmath.loggamma(m + 1))
    return mixture(ncp / 2, gamma_lower(m, h), drop, lambda j: h / (m + j + 1))


def beta_drop(x, y, a, b):
    """I_x(a, b) - I_x(a + 1, b)."""
    logb = mpmath.loggamma(a + b) - mpmath.loggamma(a + 1) - mpmath.loggamma(b)
    return mpmath.exp(a * mpmath.log(x) + b * mpmath.log(y) + logb)


def noncentral_f_tails(f, d1, d2, ncp):
    x, y = d1 * f / (d1 * f + d2), d2 / (d1 * f + d2)
    a, b = d1 / 2, d2 / 2
    return mixture(ncp / 2, beta_tails(x, y, a, b)[0], beta_drop(x, y, a, b), lambda j: x * (a + j + b) / (a + j + 1))


def noncentral_t_tails(t, df, ncp):
    """AS 243 as printed, with digits for its cancellation."""
    if t == 0:
        return normal_tails(-ncp)
    if t < 0:
        lower, upper = noncentral_t_tails(-t, df, -ncp)
        return upper, lower
    x, y = t * t / (df + t * t), df / (df + t * t)
    b, mean = df / 2, ncp * ncp / 2
    even, _ = mixture(mean, beta_tails(x, y, mpf(1) / 2, b)[0], beta_drop(x, y, mpf(1) / 2, b), lambda j: x * (j + mpf(1) / 2 + b) / (j + mpf(3) / 2))
    # The odd weights: ncp e^-m m^j / (sqrt 2 Gamma(j + 3/2)).
    weight = ncp * mpmath.exp(-mean) / (mpmath.sqrt(mpf(2)) * mpmath.gamma(mpf(3) / 2))
    value, drop = beta_tails(x, y, mpf(1), b)[0], beta_drop(x, y, mpf(1), b)
    odd = mpf(0)
    j = 0
    while j < mean or abs(weight) > mpf(10) ** (-mp.dps):
        odd += weight * value
        value -= drop
        drop *= x * (j + 1 + b) / (j + 2)
        j += 1
        weight *= mean / (j + mpf(1) / 2)
    lower = normal_tails(-ncp)[0] + (even + odd) / 2
    return lower, 1 - lower


NODES = {}


def gauss_legendre(order):
    if order not in NODES:
        with mp.workdps(60):
            found = []
            for i in range(1, order + 1):
                x = mpmath.cos(mpmath.pi * (i - mpf("0.25")) / (order + mpf("0.5")))
                for _ in range(8):
                    p0, p1 = mpf(1), x
                    for k in range(2, order + 1):
                        p0, p1 = p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k
                    slope = order * (x * p1 - p0) / (x * x - 1)
                    x -= p1 / slope
                found.append((x, 2 / ((1 - x * x) * slope * slope)))
            NODES[order] = found
    return NODES[order]


def composite(f, cuts, order):
    """Sums of pairs: the lower and the upper tail share their function values."""
    totals = [mpf(0), mpf(0)]
    for low, high in zip(cuts, cuts[1:]):
        middle, half = (low + high) / 2, (high - low) / 2
        for x, w in gauss_legendre(order):
            first, second = f(middle + half * x)
            totals[0] += half * w * first
            totals[1] += half * w * second
    return totals


def normal_range(w, k):
    """Both tails of the range of k normals: over the smallest of them, in pieces that shrink with the width of its peak."""
    root, scale = mpmath.sqrt(mpf(2)), mpmath.sqrt(2 * mpmath.pi)

    def inner(z):
        above = mpmath.erfc(z / root) / 2
        beyond = mpmath.erfc((z + w) / root) / 2
        between = above - beyond
        # above^(k-1) - between^(k-1), as beyond times a sum of positive terms.
        total, power = mpf(0), mpf(1)
        for _ in range(k - 1):
            total = total * above + power
            power *= between
        density = mpmath.exp(-z * z / 2) / scale
        return density * power, density * beyond * total

    low = -12 - w / 2
    count = int((10 - low) / (2 if k <= 4 else 1 if k <= 20 else mpf(3) / 5)) + 1
    lower, upper = composite(inner, [low + (10 - low) * i / count for i in range(count + 1)], 16)
    return k * lower, k * upper


def studentized_range_tails(q, k, df):
    """Over the estimated standard deviation itself (not its logarithm), pieces laid around its centre."""
    k = int(k)
    if df == mpf("inf"):
        return tuple(normal_range(q, k))
    m = df / 2
    constant = mpmath.log(2) + m * mpmath.log(m) - mpmath.loggamma(m)
    sd = 1 / mpmath.sqrt(2 * df)

    def outer(s):
        density = mpmath.exp(constant + (df - 1) * mpmath.log(s) - m * s * s)
        lower, upper = normal_range(q * s, k)
        return density * lower, density * upper

    top = 1 + 13 * sd
    if df >= 100:
        cuts = [1 + i * sd for i in range(-12, 14, 2)]
    else:
        # The tail of a far q comes from standard deviations near zero.
        pieces = 24 if df > 10 else 8
        cuts = [mpf(0)] + [top * mpf(2) ** i / 8 for i in range(-7, 0)]
        cuts += [top * mpf(i) / pieces for i in range(pieces // 8, pieces + 1)]
    return tuple(composite(outer, cuts, 12))


# --- points ----------------------------------------------------------------------------------------------------------

rng = random.Random(SEED)


def around(mean, sd, positive=True, distances=(0, 0.3, 1, 2, 3.5, 5, 8, 12, 20, 36)):
    """Points at both sides of the centre, from its neighbourhood to where tails underflow."""
    found = []
    for d in distances:
        for sign in (-1, 1):
            x = mean + sign * sd * (d + rng.uniform(0.02, 0.28))
            if positive and x <= 0:
                x = mean * 10 ** (-rng.uniform(0.2, 12))
            found.append(six(x))
    return sorted(set(found))


def powers(low, high, count):
    return [six(10 ** rng.uniform(low, high)) for _ in range(count)]


def points_normal():
    return [(x,) for x in around(0, 1, False)] + [(-100.0,), (-1e6,), (250.0,), (1e-12,), (-1e-300,)]


def points_t():
    found = []
    for df in (0.5, 1, 2, 2.56, 5, 9.5, 19, 37.84, 100, 341, 1000, 1e5, 1e6, 1e9):
        xs = [rng.choice((-1, 1)) * six(x) for x in (1e-9, 0.31, 0.97, 1.72, 2.2, 4.1, 8.3, 17.0, 40.5)]
        if df <= 1000:
            xs += [rng.choice((-1, 1)) * x for x in powers(2, 12, 2)]
        found += [(six(x + (0 if x < 1e-3 else rng.uniform(0, 0.1))), df) for x in xs]
    return found + [(1e60, 5.0), (-1e200, 3.0), (1e300, 0.5)]


def points_chi_square():
    found = []
    for df in (0.1, 0.5, 1, 2, 3, 7.5, 20, 100, 341, 1000, 1e4, 1e5):
        found += [(x, df) for x in around(df, (2 * df) ** 0.5)]
    return found


def points_gamma():
    found = []
    for shape in (0.001, 0.03, 0.5, 1, 2.5, 10, 100, 499, 1001, 2000, 1e4, 1e5):
        scale = rng.choice((1, 0.5, 3, 12.5))
        found += [(x, shape, scale) for x in around(shape * scale, shape**0.5 * scale)]
    return found


def points_beta():
    found = []
    for a, b in ((0.01, 0.5), (0.5, 0.5), (1, 3), (2, 3), (0.5, 50), (10, 10), (5, 200), (100, 200), (1500, 3), (1e4, 1e4), (3e5, 7e5)):
        mean, sd = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        found += [(x, a, b) for x in around(mean, sd) if 0 < x < 1]
    return found


def points_f():
    found = []
    for d1 in (1, 2, 3, 7.5, 50, 400):
        for d2 in (0.5, 1, 2, 9, 38.2, 1000, 1e5):
            found += [(x, d1, d2) for x in powers(-9, -1, 2) + powers(-0.5, 0.5, 2) + powers(0.5, 4 if d2 < 50 else 1.2, 3)]
    return found


def points_binomial():
    found = []
    for n, p in ((1, 0.3), (5, 0.5), (20, 0.05), (20, 0.9), (50, 0.3), (1000, 0.5), (1000, 0.013), (1e5, 0.001), (1e6, 0.5), (1e6, 0.000002), (1e6, 0.37)):
        mean, sd = n * p, (n * p * (1 - p)) ** 0.5
        ks = {0.0, 1.0, n - 1} | {float(round(x)) for x in around(mean, max(sd, 0.6))}
        found += [(k, n, p) for k in sorted(ks) if 0 <= k < n]
    return found


def points_poisson():
    found = []
    for mean in (1e-6, 0.01, 0.5, 1, 5, 23.7, 100, 170, 1000, 1e5, 1e6):
        ks = {0.0, 1.0} | {float(round(x)) for x in around(mean, mean**0.5 + 0.5)}
        found += [(k, mean) for k in sorted(ks) if k >= 0]
    return found


def points_hypergeometric():
    found = []
    for m, n, e in ((5, 5, 4), (10, 20, 10), (70, 80, 104), (1000, 3, 500), (250, 4000, 300), (20000, 30000, 1500), (5e5, 5e5, 1e5)):
        low, high = max(0, e - n), min(m, e)
        mean, sd = e * m / (m + n), (e * m / (m + n) * n / (m + n) * (m + n - e) / (m + n - 1)) ** 0.5
        ks = {low, high - 1} | {float(round(x)) for x in around(mean, max(sd, 0.6), distances=(0, 1, 2, 3.5, 5, 8, 12, 20))}
        found += [(k, m, n, e) for k in sorted(ks) if low <= k < high]
    return found


def points_noncentral_t():
    found = []
    for df, ncp in ((1, 0.5), (2.5, -1), (3, 2), (9, 0.01), (10, 5), (19, 3.5), (19, -12), (37, 37), (38, 45), (100, 80), (150, 1.5), (500, 5), (1e4, 3), (7.3, 60)):
        sd = (1 + ncp * ncp / (2 * df)) ** 0.5
        found += [(x, df, ncp) for x in around(ncp, sd, False, (0, 0.5, 1, 2, 3.5, 5, 8, 14))]
    return found + [(0.0, 10.0, 2.0), (1e-8, 10.0, 2.0), (-40.0, 10.0, 3.0), (1e6, 4.0, 3.0)]


def points_noncentral_chi_square():
    found = []
    for df, ncp in ((0.3, 2), (1, 0.01), (1, 7.85), (2, 10), (3, 60), (10, 200), (40, 15), (100, 1000), (5, 5000)):
        found += [(x, df, ncp) for x in around(df + ncp, (2 * df + 4 * ncp) ** 0.5)]
    return found


def points_noncentral_f():
    found = []
    for d1, d2, ncp in ((1, 5, 3), (1, 38, 8), (2, 27, 9), (3, 76, 11), (2, 2, 1), (4, 1000, 0.05), (9.5, 20.5, 40), (3, 200, 300), (2, 57, 2000)):
        mean = (1 + ncp / d1) * max(d2, 4) / (max(d2, 4) - 2)
        found += [(x, d1, d2, ncp) for x in [six(mean * 10**u) for u in (-6.2, -3.1, -1.9, -1.03, -0.52, -0.21, -0.04, 0.03, 0.11, 0.24, 0.49, 0.77, 1.2)]]
    return found


# Minutes for each of their points; drawn, so that the others stay, and left out.
SLOW = {(6, 20), (10, 3), (20, 120), (60, 10)}


def points_studentized_range():
    found = []
    for k, df in ((2, 4), (3, 2), (3, 5), (3, 57), (4, 12.5), (5, 1000), (6, 20), (10, 3), (20, 120), (60, 10), (3, float("inf")), (12, float("inf"))):
        drawn = [(six(q * rng.uniform(0.95, 1.05)), k, df) for q in (0.4, 2.5, 4.7, 16)]
        found += [] if (k, df) in SLOW else drawn
    return found


def log_density(name, x, p):
    if name == "normal":
        return -x * x / 2 - mpmath.log(2 * mpmath.pi) / 2
    if name == "t":
        (df,) = p
        front = mpmath.loggamma((df + 1) / 2) - mpmath.loggamma(df / 2) - mpmath.log(df * mpmath.pi) / 2
        return front - (df + 1) / 2 * mpmath.log1p(x * x / df)
    if name in ("gamma", "chi-square"):
        shape, scale = p if name == "gamma" else (p[0] / 2, mpf(2))
        return (shape - 1) * mpmath.log(x / scale) - x / scale - mpmath.loggamma(shape) - mpmath.log(scale)
    if name == "beta":
        a, b = p
        return (a - 1) * mpmath.log(x) + (b - 1) * mpmath.log(1 - x) - mpmath.log(mpmath.beta(a, b))
    if name == "F":
        d1, d2 = p
        front = d1 / 2 * mpmath.log(d1 / d2) - mpmath.log(mpmath.beta(d1 / 2, d2 / 2))
        return front + (d1 / 2 - 1) * mpmath.log(x) - (d1 + d2) / 2 * mpmath.log1p(d1 * x / d2)
    mass = {"binomial": binomial_mass, "poisson": poisson_mass, "hypergeometric": hypergeometric_mass}.get(name)
    return None if mass is None else mpmath.log(mass(x, *p))


FAMILIES = {
    # name: (points, tails, digits)
    "normal": (points_normal, normal_tails, 60),
    "t": (points_t, t_tails, 60),
    "chi-square": (points_chi_square, lambda x, df: gamma_tails(x / 2, df / 2), 60),
    "gamma": (points_gamma, lambda x, a, s: gamma_tails(x / s, a), 60),
    "beta": (points_beta, lambda x, a, b: beta_tails(x, 1 - x, a, b), 60),
    "F": (points_f, f_tails, 60),
    "binomial": (points_binomial, binomial_tails, 40),
    "poisson": (points_poisson, poisson_tails, 40),
    "hypergeometric": (points_hypergeometric, hypergeometric_tails, 40),
    "noncentral-t": (points_noncentral_t, noncentral_t_tails, 100),
    "noncentral-chi-square": (points_noncentral_chi_square, noncentral_chi_square_tails, 100),
    "noncentral-F": (points_noncentral_f, noncentral_f_tails, 100),
    "studentized-range": (points_studentized_range, studentized_range_tails, 30),
}


def settle(tails, args, digits):
    """Both tails with at least 30 digits: the precision is raised until the smaller tail is far above its last digit."""
    while True:
        with mp.workdps(digits):
            lower, upper = tails(*(mpf(a) for a in args))
            small = min(lower, upper)
            if small > mpf(10) ** (-digits + 35) or tails in EXACT:
                return lower, upper
        if digits > 1000:
            return None
        digits = digits * 3


# Each tail is summed or integrated on its own.
EXACT = (binomial_tails, poisson_tails, hypergeometric_tails, studentized_range_tails, normal_tails)


def number(value):
    if value == 0:
        return 0
    if abs(value) < mpf(10) ** -300:
        return 0
    return float(value)


def points_of(name):
    points, tails, digits = FAMILIES[name]
    global rng
    rng = random.Random(f"{SEED} {name}")
    rows = []
    for args in points():
        both = settle(tails, args, digits)
        if both is None:
            continue
        lower, upper = both
        with mp.workdps(60):
            # The logarithm of the larger tail comes from the smaller one.
            log_lower = mpmath.log(lower) if lower < upper else mpmath.log1p(-upper)
            log_upper = mpmath.log(upper) if upper <= lower else mpmath.log1p(-lower)
            x, *parameters = (mpf(a) for a in args)
            dense = log_density(name, x, parameters)
            row = {"at": [a if a != float("inf") else "Inf" for a in args]}
            row |= {"lower": number(lower), "upper": number(upper)}
            row |= {"logLower": number(log_lower), "logUpper": number(log_upper)}
            if dense is not None:
                row["logDensity"] = number(dense)
        rows.append(row)
    print(name, len(rows), flush=True)
    return rows


def write(families):
    order = [name for name in FAMILIES if name in families]
    head = {"made": f"high-precision.py with mpmath {mpmath.__version__}, 30 to 2700 digits", "seed": SEED}
    lines = []
    for name in order:
        rows = ",\n      ".join(json.dumps(row) for row in families[name])
        lines.append(f'    "{name}": [\n      {rows}\n    ]')
    body = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    TARGET.write_text("{\n" + body + ',\n  "families": {\n' + ",\n".join(lines) + "\n  }\n}\n")


def main():
    names = sys.argv[1:] or list(FAMILIES)
    families = json.loads(TARGET.read_text())["families"] if sys.argv[1:] and TARGET.exists() else {}
    for name in names:
        families[name] = points_of(name)
        write(families)


main()
