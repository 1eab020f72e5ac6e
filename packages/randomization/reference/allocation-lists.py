"""Makes allocation-lists.json: randomization lists and commitments from the description of kendali-allocation/1 alone.

Python 3 standard library only, written apart from the TypeScript so that agreement means something.
Run: python3 allocation-lists.py > allocation-lists.json
"""
import functools
import hashlib
import hmac
import json
import struct
import sys
from fractions import Fraction

VERSION = "kendali-allocation/1"


def hkdf(ikm, salt, info, length):
    prk = hmac.new(salt, ikm, hashlib.sha256).digest()
    out, block, i = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([i]), hashlib.sha256).digest()
        out, i = out + block, i + 1
    return out[:length]


def rotl(v, n):
    return ((v << n) | (v >> (32 - n))) & 0xFFFFFFFF


def quarter(s, a, b, c, d):
    s[a] = (s[a] + s[b]) & 0xFFFFFFFF; s[d] = rotl(s[d] ^ s[a], 16)
    s[c] = (s[c] + s[d]) & 0xFFFFFFFF; s[b] = rotl(s[b] ^ s[c], 12)
    s[a] = (s[a] + s[b]) & 0xFFFFFFFF; s[d] = rotl(s[d] ^ s[a], 8)
    s[c] = (s[c] + s[d]) & 0xFFFFFFFF; s[b] = rotl(s[b] ^ s[c], 7)


def chacha20_words(key, counter, nonce):
    init = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key) + (counter,) + struct.unpack("<3I", nonce))
    s = list(init)
    for _ in range(10):
        for q in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(s, *q)
    return [(x + y) & 0xFFFFFFFF for x, y in zip(s, init)]


def words(key, unit):
    page = 0
    while True:
        yield from chacha20_words(key, unit, bytes(8) + struct.pack("<I", page))
        page += 1


def below(source, n):
    limit = 2**32 // n * n
    while True:
        w = next(source)
        if w < limit:
            return w % n


def by_weight(source, weights):
    """Index with chance weight / sum; a certain one draws nothing; sums above 2^32 take several words, highest first."""
    total = sum(weights)
    for i, w in enumerate(weights):
        if w == total:
            return i
    if total <= 2**32:
        value = below(source, total)
    else:
        bits = (total - 1).bit_length()
        while True:
            value = 0
            for _ in range(-(-bits // 32)):
                value = value << 32 | next(source)
            value &= (1 << bits) - 1
            if value < total:
                break
    i = 0
    while value >= weights[i]:
        value, i = value - weights[i], i + 1
    return i


@functools.lru_cache(maxsize=None)
def ways(left, d, mti):
    if abs(d) > mti:
        return 0
    return int(d == 0) if left == 0 else ways(left - 1, d + 1, mti) + ways(left - 1, d - 1, mti)


def slot_weights(scheme, extra, counts):
    n = sum(counts)
    if scheme == "urn":
        a, b = extra["urn"]["initial"], extra["urn"]["added"]
        return [1] * len(counts) if a == 0 and n == 0 else [a + b * (n - c) for c in counts]
    d = counts[0] - counts[1]
    if scheme == "efron":
        p = Fraction(extra["coin"]["numerator"], extra["coin"]["denominator"])
        first = Fraction(1, 2) if d == 0 else p if d < 0 else 1 - p
        return [first.numerator, first.denominator - first.numerator]
    mti = extra["maximumImbalance"]
    if scheme == "big_stick":
        return [int(d < mti), int(d > -mti)]
    left = extra["sequenceLength"] - n % extra["sequenceLength"] - 1
    return [ways(left, d + 1, mti), ways(left, d - 1, mti)]


def make_sequential(scheme, extra, arms, key, count):
    counts, out = [0] * len(arms), []
    for slot in range(count):
        i = by_weight(words(key, slot), slot_weights(scheme, extra, counts))
        counts[i] += 1
        out.append(arms[i][0])
    return out


def spread(shares, measure):
    if measure == "range":
        return max(shares) - min(shares)
    mean = sum(shares) / len(shares)
    return sum((x - mean) ** 2 for x in shares) / (len(shares) - 1)


def minimize(arms, extra, secret, newcomers):
    """Exact fractions throughout; sd is left to another test, because its roots are not rational."""
    arms = sorted(arms)
    key = hkdf(secret, VERSION.encode(), b"list=server;stratum={}", 32)
    coin = Fraction(extra["coin"]["numerator"], extra["coin"]["denominator"])
    log, out = [], []
    for slot, values in enumerate(newcomers):
        scores = []
        for candidate, _ in arms:
            total = Fraction(0)
            for factor in extra["factors"]:
                same = [arm for v, arm in log if v[factor["key"]] == values[factor["key"]]] + [candidate]
                shares = [Fraction(same.count(k), r) for k, r in arms]
                total += factor["weight"] * spread(shares, extra["measure"])
            scores.append(total)
        best = [i for i, score in enumerate(scores) if score == min(scores)]
        in_best = sum(arms[i][1] for i in best)
        others = sum(r for _, r in arms) - in_best
        if others == 0:
            weights = [r for _, r in arms]
        else:
            chances = [coin * r / in_best if i in best else (1 - coin) * r / others for i, (_, r) in enumerate(arms)]
            # The whole numbers of the description: ratio x coin numerator x ratios of the others, and the like.
            scale = in_best * others * coin.denominator
            weights = [int(c * scale) for c in chances]
        arm = arms[by_weight(words(key, slot), weights)][0]
        log.append((values, arm))
        out.append(arm)
    return out


def make_list(scheme, arms, block_sizes, secret, stratum, count, extra):
    key = hkdf(secret, VERSION.encode(), ("list=server;stratum=" + stratum).encode(), 32)
    arms, sizes = sorted(arms), sorted(block_sizes)
    if scheme not in ("simple", "permuted_blocks"):
        return make_sequential(scheme, extra, arms, key, count)
    total = sum(r for _, r in arms)
    out, unit = [], 0
    while len(out) < count:
        source = words(key, unit)
        if scheme == "simple":
            pool = [k for k, r in arms for _ in range(r)]
            out.append(pool[below(source, total)])
        else:
            size = sizes[below(source, len(sizes))] if len(sizes) > 1 else sizes[0]
            block = [k for k, r in arms for _ in range(r * size // total)]
            for j in range(size - 1, 0, -1):
                k = below(source, j + 1)
                block[j], block[k] = block[k], block[j]
            out += block
        unit += 1
    return out[:count]


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def case(name, scheme, arms, block_sizes, stratum, count, **extra):
    secret = hashlib.sha256(("secret of " + name).encode()).digest()
    nonce = hashlib.sha256(("nonce of " + name).encode()).digest()
    protocol_hash = hashlib.sha256(("protocol of " + name).encode()).hexdigest()
    committed = canonical({
        "scheme": scheme,
        "parameters": {"arms": [{"key": k, "ratio": r} for k, r in sorted(arms)], "blockSizes": sorted(block_sizes), **extra},
        "algorithmVersion": VERSION,
        "protocolHash": protocol_hash,
        "secret": secret.hex(),
    })
    return {
        "id": name,
        "scheme": scheme,
        "parameters": {"arms": [{"key": k, "ratio": r} for k, r in arms], "blockSizes": block_sizes, **extra},
        "secret": secret.hex(),
        "nonce": nonce.hex(),
        "protocolHash": protocol_hash,
        "stratumKey": stratum,
        "arms": make_list(scheme, arms, block_sizes, secret, stratum, count, extra),
        "commitment": hmac.new(nonce, committed.encode(), hashlib.sha256).hexdigest(),
    }


def sequence(name, arms, newcomers, **extra):
    secret = hashlib.sha256(("secret of " + name).encode()).digest()
    made = minimize(arms, extra, secret, newcomers)
    return {
        "id": name,
        "scheme": "minimization",
        "parameters": {"arms": [{"key": k, "ratio": r} for k, r in arms], "blockSizes": [], **extra},
        "secret": secret.hex(),
        "participants": [{"stratumKey": canonical(v), "armKey": a} for v, a in zip(newcomers, made)],
    }


def newcomers(name, levels, count):
    """Factor values of people who come in no order, from SHA-256, so that anybody gets the same ones."""
    digest = lambda i, f: hashlib.sha256(f"{name} {i} {f}".encode()).digest()[0]
    return [{f: values[digest(i, f) % len(values)] for f, values in levels.items()} for i in range(count)]


two = [("massage", 1), ("control", 1)]
cases = [
    case("simple-1-1", "simple", two, [], "{}", 40),
    case("simple-3-2-1", "simple", [("c", 1), ("a", 3), ("b", 2)], [], canonical({"site": "a"}), 40),
    case("blocks-4", "permuted_blocks", two, [4], canonical({"site": "pku", "parity": 1}), 40),
    case("blocks-6-4", "permuted_blocks", two, [6, 4], canonical({"site": "pku", "parity": 2}), 60),
    case("blocks-2-1", "permuted_blocks", [("massage", 2), ("control", 1)], [3, 6, 9], canonical({"site": "ibu & anak é"}), 60),
    case("blocks-40-needs-a-second-page", "permuted_blocks", [("a", 1), ("b", 2), ("c", 1)], [40], "{}", 120),
    case("big-stick-3", "big_stick", two, [], canonical({"site": "a"}), 60, maximumImbalance=3),
    case("efron-2-3", "efron", two, [], canonical({"site": "a"}), 60, coin={"numerator": 2, "denominator": 3}),
    case("urn-0-1", "urn", two, [], "{}", 60, urn={"initial": 0, "added": 1}),
    case("urn-3-arms", "urn", [("a", 2), ("b", 2), ("c", 2)], [], "{}", 60, urn={"initial": 2, "added": 3}),
    case("maximal-12-3", "maximal", two, [], "{}", 60, maximumImbalance=3, sequenceLength=12),
    case("maximal-100-4-draws-large-numbers", "maximal", two, [], canonical({"site": "b"}), 150, maximumImbalance=4, sequenceLength=100),
]
levels = {"site": ["pku", "rsud", "rsia"], "parity": [1, 2], "caesarean": [True, False]}
coin = {"numerator": 4, "denominator": 5}
weighted = [{"key": "parity", "weight": 1}, {"key": "site", "weight": 2}]
alike = [{"key": k, "weight": 1} for k in ("caesarean", "parity", "site")]
sequences = [
    sequence("minimization-range", two, newcomers("a", levels, 120), coin=coin, measure="range", factors=alike),
    sequence("minimization-variance-2-1", [("massage", 2), ("control", 1)], newcomers("b", levels, 120), coin=coin, measure="variance", factors=weighted),
    sequence("minimization-3-arms", [("a", 1), ("b", 1), ("c", 1)], newcomers("c", levels, 120), coin={"numerator": 3, "denominator": 4}, measure="range", factors=weighted),
    sequence("minimization-taves", two, newcomers("d", levels, 60), coin={"numerator": 1, "denominator": 1}, measure="range", factors=alike),
]
json.dump({"generator": "allocation-lists.py, Python " + sys.version.split()[0], "algorithmVersion": VERSION, "cases": cases, "sequences": sequences}, sys.stdout, indent=1, ensure_ascii=False)
print()
