#!/usr/bin/env python3
"""Golden file of the bag-of-words classifiers: what scikit-learn says, for test/golden/bagOfWords/scikit.test.ts.

Texts are drawn from three labels' words with a fixed seed. Run with Debian's python3-sklearn (made with 1.2):

    python3 test/golden/bagOfWords/generate.py
"""
import json
import os
import random
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

HERE = os.path.dirname(os.path.abspath(__file__))
random.seed(5)
WORDS = [f"w{i}" for i in range(30)]


def text(label):
    weights = [1 + (3 if i % 3 == label else 0) + (i % 5) / 2 for i in range(len(WORDS))]
    return random.choices(WORDS, weights, k=random.randint(3, 12))


def examples(count, labels):
    drawn = [random.choices(range(len(labels)), [3, 2, 1][: len(labels)])[0] for _ in range(count)]
    return [text(label) for label in drawn], [labels[label] for label in drawn]


def case(labels, l2):
    train, train_labels = examples(80, labels)
    test, _ = examples(12, labels)
    vectorizer = CountVectorizer(analyzer=lambda tokens: tokens)
    counts = vectorizer.fit_transform(train)
    held = vectorizer.transform(test)
    bayes = MultinomialNB(alpha=1).fit(counts, train_labels)
    regression = LogisticRegression(C=1 / l2, multi_class="multinomial", solver="newton-cg", tol=1e-10)
    regression.fit(counts, train_labels)
    return {
        "l2": l2,
        "train": train,
        "labels": train_labels,
        "test": test,
        "naiveBayes": bayes.predict_proba(held).round(9).tolist(),
        "logisticRegression": regression.predict_proba(held).round(9).tolist(),
    }


with open(os.path.join(HERE, "scikit.json"), "w") as file:
    json.dump([case(["bad", "good"], 1), case(["a", "b", "c"], 0.1)], file)
    file.write("\n")
