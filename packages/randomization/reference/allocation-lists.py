"""Makes allocation-lists.json: randomization lists and commitments from the description of kendali-allocation/1 alone.

Python 3 standard library only, written apart from the TypeScript so that agreement means something.
Run: python3 allocation-lists.py > allocation-lists.json
"""
import hashlib
import hmac
import json
import struct
import sys

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


def make_list(scheme, arms, block_sizes, secret, stratum, count):
    key = hkdf(secret, VERSION.encode(), ("list=server;stratum=" + stratum).encode(), 32)
    arms, sizes = sorted(arms), sorted(block_sizes)
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


def case(name, scheme, arms, block_sizes, stratum, count):
    secret = hashlib.sha256(("secret of " + name).encode()).digest()
    nonce = hashlib.sha256(("nonce of " + name).encode()).digest()
    protocol_hash = hashlib.sha256(("protocol of " + name).encode()).hexdigest()
    committed = canonical({
        "scheme": scheme,
        "parameters": {"arms": [{"key": k, "ratio": r} for k, r in sorted(arms)], "blockSizes": sorted(block_sizes)},
        "algorithmVersion": VERSION,
        "protocolHash": protocol_hash,
        "secret": secret.hex(),
    })
    return {
        "id": name,
        "scheme": scheme,
        "parameters": {"arms": [{"key": k, "ratio": r} for k, r in arms], "blockSizes": block_sizes},
        "secret": secret.hex(),
        "nonce": nonce.hex(),
        "protocolHash": protocol_hash,
        "stratumKey": stratum,
        "arms": make_list(scheme, arms, block_sizes, secret, stratum, count),
        "commitment": hmac.new(nonce, committed.encode(), hashlib.sha256).hexdigest(),
    }


two = [("massage", 1), ("control", 1)]
cases = [
    case("simple-1-1", "simple", two, [], "{}", 40),
    case("simple-3-2-1", "simple", [("c", 1), ("a", 3), ("b", 2)], [], canonical({"site": "a"}), 40),
    case("blocks-4", "permuted_blocks", two, [4], canonical({"site": "pku", "parity": 1}), 40),
    case("blocks-6-4", "permuted_blocks", two, [6, 4], canonical({"site": "pku", "parity": 2}), 60),
    case("blocks-2-1", "permuted_blocks", [("massage", 2), ("control", 1)], [3, 6, 9], canonical({"site": "ibu & anak é"}), 60),
    case("blocks-40-needs-a-second-page", "permuted_blocks", [("a", 1), ("b", 2), ("c", 1)], [40], "{}", 120),
]
json.dump({"generator": "allocation-lists.py, Python " + sys.version.split()[0], "algorithmVersion": VERSION, "cases": cases}, sys.stdout, indent=1, ensure_ascii=False)
print()
