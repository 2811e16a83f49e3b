/**
 * The Python half of a replication kit: Python 3 with its standard library alone, written from
 * LIST-FORMAT.md. It reads specification.json beside it.
 */
export const PYTHON_SCRIPT = String.raw`#!/usr/bin/env python3
"""Makes the randomization list of specification.json again and compares it.

    python3 replicate.py SEED            prints the list as CSV
    python3 replicate.py SEED LIST.csv   compares the list with LIST.csv

SEED has 64 hexadecimal digits. Only the standard library is used.
Exit status: 0 the lists agree, 1 they differ, 2 wrong use.
"""
import csv
import hashlib
import hmac
import io
import json
import os
import struct
import sys

MASK = 0xFFFFFFFF


def stream_key(seed, study, name, stratum):
    """HKDF-SHA-256 (RFC 5869) with an empty salt; 32 bytes are its first block."""
    info = json.dumps(["cachet-list-1", study, name, stratum], ensure_ascii=False, separators=(",", ":"))
    extracted = hmac.new(bytes(32), seed, hashlib.sha256).digest()
    return hmac.new(extracted, info.encode("utf-8") + b"\x01", hashlib.sha256).digest()


def rotate(word, bits):
    return ((word << bits) | (word >> (32 - bits))) & MASK


def quarter_round(x, a, b, c, d):
    x[a] = (x[a] + x[b]) & MASK
    x[d] = rotate(x[d] ^ x[a], 16)
    x[c] = (x[c] + x[d]) & MASK
    x[b] = rotate(x[b] ^ x[c], 12)
    x[a] = (x[a] + x[b]) & MASK
    x[d] = rotate(x[d] ^ x[a], 8)
    x[c] = (x[c] + x[d]) & MASK
    x[b] = rotate(x[b] ^ x[c], 7)


def chacha20_words(key):
    """Keystream of RFC 8439 as 32-bit words: nonce zero, block counter from zero."""
    start = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key)) + [0, 0, 0, 0]
    while True:
        x = list(start)
        for _ in range(10):
            for column in range(4):
                quarter_round(x, column, 4 + column, 8 + column, 12 + column)
            for column in range(4):
                quarter_round(x, column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
        for word, first in zip(x, start):
            yield (word + first) & MASK
        start[12] += 1


def uniform(words):
    a, b = next(words), next(words)
    return ((a >> 5) * 67108864 + (b >> 6)) / 9007199254740992


def integer_below(words, bound):
    word = next(words)
    while word >= 2**32 - 2**32 % bound:
        word = next(words)
    return word % bound


def draw_arm(probabilities, u):
    total, last = 0.0, None
    for arm, p in enumerate(probabilities):
        if p > 0:
            total += p
            last = arm
            if u < total:
                return arm
    return last


def maximal_counts(w, limit, n):
    """ways[j][D]: completions from step j with D = N1 w2 - N2 w1, within the limit at every step."""
    inside = range(-limit, limit + 1)
    ways = {n: {d: 1 for d in inside}}
    for j in range(n - 1, -1, -1):
        ways[j] = {d: ways[j + 1].get(d + w[1], 0) + ways[j + 1].get(d - w[0], 0) for d in inside}
    return ways


def lowest_terms(weights):
    divisor = next(d for d in range(min(weights), 0, -1) if all(w % d == 0 for w in weights))
    return [w // divisor for w in weights]


def brick(weights, counts):
    """Brick tunnel. counts: allocations of the arms since the last full set."""
    total, arms = sum(weights), range(len(weights))
    if all(w == 1 for w in weights):
        return [(1 - n) / (len(counts) - sum(counts)) for n in counts]
    if len(weights) > 3:
        # Groups of equal weight, ascending; from four weights on the third holds the rest.
        kinds = sorted(set(weights))
        last = min(len(kinds) - 1, 2)
        groups = [[k for k in arms if min(kinds.index(weights[k]), 2) == g] for g in range(last + 1)]
        outer = tunnel([sum(weights[k] for k in g) for g in groups], [sum(counts[k] for k in g) for g in groups])
        result = [0.0 for _ in arms]
        for chance, group in zip(outer, groups):
            inner = tunnel([weights[k] for k in group], [counts[k] for k in group])
            for k, p in zip(group, inner):
                result[k] = chance * p
        return result
    j = sum(counts)
    floor = [j * w // total for w in weights]
    now = [j * w % total for w in weights]
    then = [(j + 1) * w % total for w in weights]
    up = [counts[k] > floor[k] for k in arms]
    rises = [(j + 1) * weights[k] // total > floor[k] for k in arms]
    overdue = [k for k in arms if rises[k] and not up[k]]
    if overdue:
        return [1.0 if k == overdue[0] else 0.0 for k in arms]
    if not any(up):
        return [w / total for w in weights]
    if not any(rises):
        # Three arms, one up: the middle of the flows that are nowhere negative.
        a = up.index(True)
        b, c = (a + 1) % 3, (a + 2) % 3
        down = [total - r for r in then]
        low = max(0, down[c] - now[b], now[a] - down[b])
        high = min(now[a], down[c], now[c] + now[a] - down[b])
        share = [0.0, 0.0, 0.0]
        share[b] = (low + high) / 2 / now[a]
        share[c] = (now[a] - (low + high) / 2) / now[a]
        return share
    mass = now[up.index(True)] if sum(up) == 1 else total - now[up.index(False)]
    held = [k for k in arms if up[k] and not rises[k]]
    if held:
        rising = rises.index(True)
        other = next(k for k in arms if k != rising and k not in held)
        again = total - then[other]
        return [again / mass if k == rising else (mass - again) / mass if k == other else 0.0 for k in arms]
    return [(then[k] if rises[k] else weights[k]) / mass for k in arms]


def tunnel(weights, counts):
    lowest = lowest_terms(weights)
    return brick(lowest, since_full_set(lowest, counts))


def since_full_set(weights, counts):
    sets = sum(counts) // sum(weights)
    return [counts[k] - sets * weights[k] for k in range(len(weights))]


def power(base, exponent):
    try:
        return base**exponent
    except OverflowError:
        return float("inf")


def two_arms(first):
    return [first, 1 - first]


def probabilities_of(code, p, w, n):
    """The rule of a procedure as a function of the counts N, from the table of the list format."""
    total = sum(w)
    arms = range(len(w))
    if code == "mp":
        limit = int(p("mti") * w[0] + 1e-9)
        ways = maximal_counts(w, limit, n)

    def coin(d, chance):
        return [0.5, 0.5] if d == 0 else two_arms(chance) if d < 0 else [1 - chance, chance]

    def rule(N):
        d, j = N[0] - N[1], sum(N) + 1
        if code == "crd":
            return [weight / total for weight in w]
        if code == "tbd":
            return [0, 1] if N[0] >= n / 2 else [1, 0] if N[1] >= n / 2 else [0.5, 0.5]
        if code == "rand":
            return [(n // total * w[k] - N[k]) / (n - j + 1) for k in arms]
        if code == "bcd":
            return coin(d, p("p"))
        if code == "abcd":
            q = 1 / (power(abs(d), p("a")) + 1) if abs(d) > 1 else 0.5
            return [q, 1 - q] if d > 0 else [1 - q, q]
        if code == "gbcd":
            if j == 1:
                return [0.5, 0.5]
            return [0, 1] if N[1] == 0 else two_arms(1 / (1 + power(N[0] / N[1], p("gamma"))))
        if code in ("bsd", "bcdwit"):
            if abs(d) >= p("mti"):
                return [0, 1] if d > 0 else [1, 0]
            return [0.5, 0.5] if code == "bsd" else coin(d, p("p"))
        if code == "eud":
            return [(p("b") - d) / (2 * p("b")), (p("b") + d) / (2 * p("b"))]
        if code == "bud":
            sets = min(N[k] // w[k] for k in arms)
            out = [N[k] - w[k] * sets for k in arms]
            return [(w[k] * p("lambda") - out[k]) / (total * p("lambda") - sum(out)) for k in arms]
        if code == "wei":
            balls = len(w) * p("alpha") + p("beta") * (len(w) - 1) * (j - 1)
            if balls == 0:
                return [1 / len(w) for _ in arms]
            return [(p("alpha") + p("beta") * (j - 1 - N[k])) / balls for k in arms]
        if code == "mp":
            at = N[0] * w[1] - N[1] * w[0]
            return two_arms(ways[j].get(at + w[1], 0) / ways[j - 1][at])
        if code == "brick":
            return brick(w, since_full_set(w, N))
        raise SystemExit("this kit does not know the procedure " + code)

    return rule


def make_stratum(spec, stratum, seed):
    """Slots of a stratum as (block, position, arm index)."""
    weights = [arm["weight"] for arm in spec["arms"]]
    slots = stratum["length"] + stratum["reserve"]
    words = chacha20_words(stream_key(seed, spec["study"], spec["list"], stratum["name"]))
    raw = spec["parameters"]
    counts = [0] * len(weights)
    if spec["procedure"] != "pbd":
        rule = probabilities_of(spec["procedure"], lambda name: float(raw[name]), weights, slots)
        for position in range(1, slots + 1):
            arm = draw_arm(rule(counts), uniform(words))
            counts[arm] += 1
            yield 0, position, arm
        return
    given = raw.get("blocks", raw.get("block"))
    texts = given.split(",") if isinstance(given, str) else given if isinstance(given, list) else [given]
    sizes = sorted(int(size) for size in texts)
    block, left = 0, []
    for position in range(1, slots + 1):
        if sum(left) == 0:
            block += 1
            size = sizes[integer_below(words, len(sizes))] if len(sizes) > 1 else sizes[0]
            left = [weight * size // sum(weights) for weight in weights]
        arm = draw_arm([balls / sum(left) for balls in left], uniform(words))
        left[arm] -= 1
        yield block, position, arm


def make_list(spec, seed):
    rows = [["stratum", "block", "position", "arm"]]
    for stratum in spec["strata"]:
        for block, position, arm in make_stratum(spec, stratum, seed):
            rows.append([stratum["name"], str(block), str(position), spec["arms"][arm]["name"]])
    return rows


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    seed = bytes.fromhex(arguments[0])
    if len(seed) != 32:
        print("the seed must have 64 hexadecimal digits", file=sys.stderr)
        return 2
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "specification.json"), encoding="utf-8") as file:
        made = make_list(json.load(file), seed)
    if len(arguments) == 1:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(made)
        sys.stdout.buffer.write(text.getvalue().encode("utf-8"))
        return 0
    with open(arguments[1], encoding="utf-8-sig", newline="") as file:
        given = list(csv.reader(file))
    slots = max(len(made), len(given)) - 1
    agreeing = sum(a == b for a, b in zip(made[1:], given[1:]))
    print("%d of %d slots agree" % (agreeing, slots))
    return 0 if made == given else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
`;
