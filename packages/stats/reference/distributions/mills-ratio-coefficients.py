#!/usr/bin/env python3
"""Chebyshev coefficients of src/distributions/mills-ratio.ts, in 50-digit arithmetic.

(z + 5) Q(z)/phi(z) for z in [1, Inf), in the variable t = (z - 7)/(z + 5), which runs over [-1, 1).
Usage: python3 mills-ratio-coefficients.py   (prints the array; needs python3-mpmath)
"""

from mpmath import cos, erfc, exp, mp, mpf, pi, sqrt

mp.dps = 50
NODES = 64
START, SCALE = mpf(1), mpf(6)


def mills(z):
    return sqrt(pi / 2) * exp(z * z / 2) * erfc(z / sqrt(mpf(2)))


def target(t):
    z = START + SCALE * (1 + t) / (1 - t)
    return (z + SCALE - START) * (mills(z) if z < 1e5 else 1 / z - 1 / z**3 + 3 / z**5)


values = [target(cos(pi * (j + mpf(1) / 2) / NODES)) for j in range(NODES)]
for i in range(NODES):
    c = 2 / mpf(NODES) * sum(values[j] * cos(pi * i * (j + mpf(1) / 2) / NODES) for j in range(NODES))
    if i > 0 and abs(c) < 2e-18:
        break
    print(f"  {float(c / 2 if i == 0 else c)!r},")
