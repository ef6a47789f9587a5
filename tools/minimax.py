"""Minimax polynomials for BayesMeasure.Numerics, by Remez exchange in 40 digits.

Every coefficient table in Numerics is a result of this script: `python3 tools/minimax.py [name]`.
Coefficients are rounded to doubles one after the other, lowest power first, and the rest is fitted again after
each rounding, so that the rounding of a leading coefficient is absorbed by the higher ones, as long as that helps.
Names that end in "single" are those of BayesMeasure.Gpu, rounded to floats.
"""
import struct
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, expm1, log, sqrt, sin, atan, atanh, erf, erfc, fac2

mp.dps = 40


def remez(function, weight, degree, low, high, start=0, rounds=12):
    """Coefficients c of sum c_k x^k, k = start .. degree, that minimise max |weight * (function - sum)|, and that maximum."""
    count = degree - start + 1
    low, high = mpf(low), mpf(high)
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * k / count) for k in range(count + 1)]
    grid = [(low + high) / 2 - (high - low) / 2 * cos(pi * k / (40 * count)) for k in range(40 * count + 1)]
    values = [(x, function(x), weight(x)) for x in grid]
    for _ in range(rounds):
        system, right = matrix(count + 1, count + 1), matrix(count + 1, 1)
        for row, x in enumerate(nodes):
            for column in range(count):
                system[row, column] = x ** (start + column)
            system[row, count] = (-1) ** row / weight(x)
            right[row] = function(x)
        solution = lu_solve(system, right)
        c = [solution[k] for k in range(count)]
        errors = [w * (f - sum(c[k] * x ** (start + k) for k in range(count))) for x, f, w in values]
        extrema = []
        for k, e in enumerate(errors):
            if extrema and (e > 0) == (errors[extrema[-1]] > 0):
                if abs(e) > abs(errors[extrema[-1]]):
                    extrema[-1] = k
            else:
                extrema.append(k)
        while len(extrema) > count + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < count + 1:
            break
        nodes = [grid[k] for k in extrema]
    return c, max(abs(e) for e in errors)


def single(value):
    """The float next to a number."""
    return struct.unpack("f", struct.pack("f", float(value)))[0]


def rounded(function, weight, degree, low, high, number=float):
    """The polynomial with coefficients of the given format of least error among those that round ever more of them before the last fit."""
    grid = [mpf(low) + (mpf(high) - mpf(low)) * k / 1000 for k in range(1001)]
    values = [(x, function(x), weight(x)) for x in grid]
    best, fixed = (None, mpf("inf")), []
    for k in range(degree + 1):
        rest = lambda x: function(x) - sum(f * x ** i for i, f in enumerate(fixed))
        c, _ = remez(rest, weight, degree, low, high, start=k)
        candidate = fixed + [mpf(number(v)) for v in c]
        error = max(abs(w * (f - sum(v * x ** i for i, v in enumerate(candidate)))) for x, f, w in values)
        if error < best[1]:
            best = candidate, error
        if error > 4 * best[1]:
            break
        fixed.append(candidate[k])
    return best


TINY = mpf(10) ** -12


def odd(function, first, third):
    """(function(s) - first s) / s^3 as a function of z = s^2, with its limit at 0."""
    return lambda z: mpf(third) if z < TINY else (function(sqrt(z)) / sqrt(z) - first) / z


def exponential_tail(r):
    return mpf(1) / 2 if abs(r) < TINY else (expm1(r) - r) / r ** 2


def logarithm_tail(z):
    return mpf(2) / 5 if z < TINY else (2 * atanh(sqrt(z)) / sqrt(z) - 2 - mpf(2) / 3 * z) / z ** 2


def scaled_complement(t):
    """(1 + 2x) e^(x^2) erfc x with x = SCALE (1 + t)/(1 - t), and its limit at infinity."""
    if t > 1 - TINY:
        return 2 / sqrt(pi)
    x = SCALE * (1 + t) / (1 - t)
    if x < 1000:
        return (1 + 2 * x) * exp(x * x) * erfc(x)
    return (1 + 2 * x) / (x * sqrt(pi)) * sum((-1) ** k * fac2(2 * k - 1) / (2 * x * x) ** k for k in range(8))


SCALE = mpf("3.75")
HALF_LN2 = log(2) / 2 * mpf("1.001")
LOG_LIMIT = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf("1.001")
SINE_LIMIT = (pi / 2 * mpf("1.0001")) ** 2
ATAN_LIMIT = (sqrt(2) - 1) ** 2 * mpf("1.001")

# name: (function, weight that turns its error into a relative error of the result, degree, interval)
TABLES = {
    "exp": (exponential_tail, lambda r: max(abs(r), TINY) ** 2 / exp(r), 10, -HALF_LN2, HALF_LN2),
    "log": (odd(lambda s: 2 * atanh(s), 2, mpf(2) / 3), lambda z: max(z, TINY) / 2, 6, 0, LOG_LIMIT),
    "pow": (logarithm_tail, lambda z: max(z, TINY) ** 2 / 2, 6, 0, LOG_LIMIT),
    "sin": (odd(sin, 1, -mpf(1) / 6), lambda z: max(z, TINY) * sqrt(max(z, TINY)) / sin(sqrt(max(z, TINY))), 8, 0, SINE_LIMIT),
    "atan": (odd(atan, 1, -mpf(1) / 3), lambda z: max(z, TINY), 10, 0, ATAN_LIMIT),
    "erf": (lambda z: 2 / sqrt(pi) - 1 if z < TINY else erf(sqrt(z)) / sqrt(z) - 1, lambda z: mpf(1), 11, 0, 1),
    "erfc": (lambda x: log(erfc(x + 1)), lambda x: erfc(x + 1), 18, 0, mpf("4.95")),
    "erfcx": (scaled_complement, lambda t: 1 / scaled_complement(t), 23, -1, 1),
}

# The degrees of single precision, and where its error function rounds to 1.
SINGLE = {"exp": 4, "log": 3, "pow": 2, "sin": 3, "atan": 4, "erf": 6, "erfc": 9}
for name, degree in SINGLE.items():
    function, weight, _, low, high = TABLES[name]
    TABLES[f"{name}-single"] = (function, weight, degree, low, mpf("3.0") if name == "erfc" else high, single)

if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        coefficients, error = rounded(*TABLES[name])
        print(f"{name}: relative error {mp.nstr(error, 3)}")
        for c in coefficients:
            print(f"    {float(c)!r},")
