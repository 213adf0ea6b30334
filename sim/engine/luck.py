"""Luck is a function of who, why and when: ``chance(key, why, who, day)``.

A counter-based hash in the manner of Salmon et al. 2011 ("Parallel random numbers: as easy as 1, 2,
3"), built from two rounds of the 64-bit mixer of Steele, Lea and Flood 2014 (SplitMix64). No state
is kept, so the order in which agents are asked cannot matter, strategies share their luck, and any
run can be replayed. The key holds the seed and the replicate, and nothing else.
"""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numba
import numpy as np

from sim.engine.verb import verb

MASK = 0xFFFFFFFFFFFFFFFF
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
START = np.uint64(0xD1B54A32D192ED03)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
DAY_ORIGIN = 32768  # day numbers are stored in 16 bits: -32,768 to 32,767
TO_UNIT = 1.0 / 4503599627370496.0  # 2 ** -52

PURPOSES: dict[str, np.uint64] = {}


def purpose(name: str) -> np.uint64:
    """Number a purpose by a hash of its name, so that adding one moves no other."""
    number = np.uint64(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little"))
    PURPOSES[name] = number
    return number


def _mix_int(x: int) -> int:
    x = ((x ^ (x >> 30)) * int(MIX_1)) & MASK
    x = ((x ^ (x >> 27)) * int(MIX_2)) & MASK
    return x ^ (x >> 31)


def run_key(seed: int, replicate: int) -> np.uint64:
    """Return the key of one run: a hash of the seed and the replicate number only."""
    state = _mix_int((int(seed) * int(GOLDEN) + int(START)) & MASK)
    return np.uint64(_mix_int((state + (int(replicate) + 1) * int(MIX_2)) & MASK))


def _chance_int(key: int, why: int, who: int, day: int) -> float:
    """Masked-integer twin of ``chance``, used when the compiler is off."""
    count = (int(why) ^ ((int(who) << 16) & MASK)) + int(day) + DAY_ORIGIN
    inner = _mix_int((count * int(GOLDEN) + int(START)) & MASK)
    return (float(_mix_int(inner ^ int(key)) >> 12) + 0.5) * TO_UNIT


@verb
def _mix(x):
    x = (x ^ (x >> np.uint64(30))) * MIX_1
    x = (x ^ (x >> np.uint64(27))) * MIX_2
    return x ^ (x >> np.uint64(31))


@verb
def _chance(key, why, who, day):
    count = (why ^ (np.uint64(who) << np.uint64(16))) + np.uint64(day + DAY_ORIGIN)
    inner = _mix(count * GOLDEN + START)
    return (float(_mix(inner ^ key) >> np.uint64(12)) + 0.5) * TO_UNIT


chance: Any = _chance_int if numba.config.DISABLE_JIT else _chance
"""chance(key, why, who, day) -> uniform number, strictly between 0 and 1, with 52 random bits.

``key`` and ``why`` are uint64 (``run_key``, ``purpose``); ``who`` a row, or a row and a case packed
into at most 48 bits; ``day`` an integer of 16 bits.
"""


# Wichura 1988, algorithm AS 241 (PPND16): ratios of polynomials, highest power first
CENTRE_TOP = (
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
)  # fmt: skip
CENTRE_LOW = (
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
    5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
)  # fmt: skip
NEAR_TOP = (
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
    1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
    1.42343711074968357734,
)  # fmt: skip
NEAR_LOW = (
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
    0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187,
    1.0,
)  # fmt: skip
FAR_TOP = (
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
    0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699,
    6.6579046435011037772,
)  # fmt: skip
FAR_LOW = (
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
    7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
    0.59983220655588793769, 1.0,
)  # fmt: skip


@verb
def _polynomial(r, coefficients):
    total = 0.0
    for coefficient in coefficients:
        total = total * r + coefficient
    return total


@verb
def normal(u):
    """Turn a uniform number into a standard normal one."""
    q = u - 0.5
    if -0.425 <= q <= 0.425:
        r = 0.180625 - q * q
        return q * _polynomial(r, CENTRE_TOP) / _polynomial(r, CENTRE_LOW)
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        x = _polynomial(r - 1.6, NEAR_TOP) / _polynomial(r - 1.6, NEAR_LOW)
    else:
        x = _polynomial(r - 5.0, FAR_TOP) / _polynomial(r - 5.0, FAR_LOW)
    return -x if q < 0.0 else x
