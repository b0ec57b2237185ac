# The perplexity of interpolated modified Kneser-Ney (Chen & Goodman 1999, equations 17 to 21), written down once more and
# as plainly as can be: n-grams are strings of bytes in dictionaries, nothing is sorted and nothing shared between orders.
# What our own model in src/counts says must be the same.
#
#   python3 kneserNey.py ORDER V TRAIN.ids TEST.ids
#
# A file of ids holds 32-bit integers: half of them inputs, then as many targets (see TokenStream in src/text/corpus.ts).

import array
import collections
import math
import sys


def read(file):
    ids = array.array("i")
    with open(file, "rb") as stream:
        ids.frombytes(stream.read())
    half = len(ids) // 2
    return ids[:half], ids[half:]


def ngrams(inputs, targets, length, boundary):
    """Contexts of `length` words, farthest first, with the word that followed, each word as two bytes."""
    before = [boundary] * (length - 1) + list(inputs)
    packed = array.array("H", before).tobytes()
    words = array.array("H", targets).tobytes()
    for i in range(len(targets)):
        yield packed[2 * i : 2 * (i + length)] + words[2 * i : 2 * i + 2]


def discounts(counts):
    n = collections.Counter(min(c, 5) for c in counts.values())
    y = n[1] / (n[1] + 2 * n[2])
    return [0.0] + [k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)]


class Order:
    """One order: counts of n-grams, and of each context the sum and what discounting leaves for the shorter one."""

    def __init__(self, counts):
        self.counts = counts
        self.d = discounts(counts)
        self.total = collections.Counter()
        self.left = collections.Counter()
        for ngram, count in counts.items():
            self.total[ngram[:-2]] += count
            self.left[ngram[:-2]] += self.d[min(count, 3)]


order, vocabulary = int(sys.argv[1]), int(sys.argv[2])
assert vocabulary < 65535
inputs, targets = read(sys.argv[3])
counts = collections.Counter(ngrams(inputs, targets, order - 1, vocabulary))
orders = [Order(counts)]
for _ in range(order - 1):
    # In how many different words an n-gram without its farthest word continues.
    counts = collections.Counter(ngram[2:] for ngram in counts)
    orders.append(Order(counts))

loss = 0.0
inputs, targets = read(sys.argv[4])
for ngram in ngrams(inputs, targets, order - 1, vocabulary):
    p = 1 / vocabulary
    for level in reversed(orders):
        part = ngram[2 * orders.index(level) :]
        total = level.total[part[:-2]]
        if total == 0:
            break
        count = level.counts.get(part, 0)
        p = (count - level.d[min(count, 3)]) / total + level.left[part[:-2]] / total * p
    loss -= math.log(p)
print('{"perplexity": %.6f}' % math.exp(loss / len(targets)))
