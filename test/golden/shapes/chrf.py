#!/usr/bin/env python3
"""Reference values of chrF2 for test/unit/predict/shapes/chrf.test.ts, by NLTK (Debian's python3-nltk, made with 3.8).

    python3 test/golden/shapes/chrf.py
"""
from nltk.translate.chrf_score import sentence_chrf

PAIRS = [
    ("the cat is on the mat", "the cat sat on the mat"),
    ("He has never been to Paris", "She has never been to Paris."),
    ("他从来没有去过巴黎", "她从来没去过巴黎。"),
    ("ab", "abc"),
    ("x", "y"),
]
for found, reference in PAIRS:
    score = sentence_chrf(reference, found, min_len=1, max_len=6, beta=2.0, ignore_whitespace=True)
    print(f"{found!r} {reference!r} {100 * score:.4f}")
