#!/usr/bin/env python3
"""Golden files of the other shapes: what PyTorch computes from given weights, for test/golden/shapes/pytorch.test.ts.

Every sequence is read by itself, without padding; a window of ours holds them side by side, each ending at the last
step. One JSON file a shape: config, weights, sequences, labels; loss and all gradients of the first step, the losses of
ten Adam steps with clipping and the weights after them. Run with Debian's python3-torch (made with 1.13):

    python3 test/golden/shapes/generate.py
"""
import json
import os
import torch
from torch import nn
from torch.nn import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
V, W, E, H, B, S, T, C = 11, 9, 5, 6, 3, 5, 4, 4
LEARNING_RATE, GRAD_CLIP = 0.01, 0.25
BEGINS = [0, 2, 1]


def rounded(tensor):
    return [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]


class Stack(nn.Module):
    def __init__(self, vocab, cell, layers):
        super().__init__()
        self.encoder = nn.Embedding(vocab, E)
        self.rnn = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[cell](E, H, layers)

    def forward(self, ids, state=None):
        """One sequence: outputs [T, H] and the state after it."""
        output, state = self.rnn(self.encoder(ids).unsqueeze(1), state)
        return output.squeeze(1), state


class Labeller(Stack):
    def __init__(self, cell, layers, classes):
        super().__init__(V, cell, layers)
        self.decoder = nn.Linear(H, classes)


class Combined(nn.Module):
    """W_c of Luong et al. 2015."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(H, 2 * H))


class Pairs(nn.Module):
    def __init__(self, cell, layers, attention):
        super().__init__()
        self.source = Stack(V, cell, layers)
        self.target = Stack(W, cell, layers)
        if attention:
            self.attention = Combined()
        self.decoder = nn.Linear(H, W)

    def forward(self, source, target):
        encoded, state = self.source(source)
        decoded, _ = self.target(target, state)
        if hasattr(self, "attention"):
            weights = torch.softmax(decoded @ encoded.T, dim=1)
            decoded = torch.tanh(torch.cat([weights @ encoded, decoded], dim=1) @ self.attention.weight.T)
        return self.decoder(decoded)


def pooled(states, pooling):
    if pooling == "last":
        return states[-1]
    return states.mean(0) if pooling == "mean" else states.max(0).values


def stack_config(cell, vocab, layers):
    return {"cell": cell, "activation": "tanh", "vocabSize": vocab, "embedSize": E, "hiddenSize": H,
            "numLayers": layers}


def golden(name, config, model, loss_of, data):
    with torch.no_grad():
        for p in model.parameters():
            p.uniform_(-0.5, 0.5)
    named = dict(model.named_parameters())
    result = {"config": config, "window": {"batchSize": B, "sourceLen": S, "targetLen": T}, "begins": BEGINS,
              "learningRate": LEARNING_RATE, "gradClip": GRAD_CLIP,
              "weights": {n: rounded(p) for n, p in named.items()}, **data}
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        loss = loss_of(model)
        loss.backward()
        losses.append(float(f"{loss.item():.9g}"))
        if step == 0:
            result["grads"] = {n: rounded(p.grad) for n, p in named.items()}
        nn.utils.clip_grad_norm_(model.parameters(), GRAD_CLIP)
        optimizer.step()
    result["losses"] = losses
    result["weightsAfter"] = {n: rounded(p) for n, p in named.items()}
    with open(os.path.join(HERE, f"{name}.json"), "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


def rows(tensor):
    return [tensor[BEGINS[b]:, b] for b in range(B)]


def labels(name, cell, shape="classify", pooling="last", several=False, layers=1):
    torch.manual_seed(7)
    model = Labeller(cell, layers, C)
    inputs = torch.randint(V, (S, B))
    config = {"shape": shape, "stack": stack_config(cell, V, layers), "classes": C, "pooling": pooling,
              "several": several}
    if shape == "tag":
        targets = torch.randint(C, (S, B))

        def loss(model):
            sums = [F.cross_entropy(model.decoder(model(ids)[0]), own, reduction="sum")
                    for ids, own in zip(rows(inputs), rows(targets))]
            return sum(sums) / (S * B)
        data = {"targets": targets.flatten().tolist()}
    elif several:
        hold = torch.randint(2, (B, C)).float()

        def loss(model):
            logits = torch.stack([model.decoder(pooled(model(ids)[0], pooling)) for ids in rows(inputs)])
            return F.binary_cross_entropy_with_logits(logits, hold, reduction="sum") / B
        data = {"labels": hold.flatten().tolist()}
    else:
        targets = torch.randint(C, (B,))

        def loss(model):
            logits = torch.stack([model.decoder(pooled(model(ids)[0], pooling)) for ids in rows(inputs)])
            return F.cross_entropy(logits, targets)
        data = {"targets": targets.tolist()}
    golden(name, config, model, loss, {"inputs": inputs.flatten().tolist(), **data})


def pairs(name, cell, attention, layers=1):
    torch.manual_seed(7)
    model = Pairs(cell, layers, attention)
    inputs = torch.randint(V, (S, B))
    given = torch.randint(W, (T, B))
    targets = torch.randint(W, (T, B))
    config = {"shape": "pairs", "source": stack_config(cell, V, layers), "target": stack_config(cell, W, layers),
              "attention": attention}

    def loss(model):
        sums = [F.cross_entropy(model(ids, given[:, b]), targets[:, b], reduction="sum")
                for b, ids in enumerate(rows(inputs))]
        return sum(sums) / (T * B)
    data = {"inputs": inputs.flatten().tolist(), "given": given.flatten().tolist(),
            "targets": targets.flatten().tolist()}
    golden(name, config, model, loss, data)


labels("classify-last-lstm", "lstm")
labels("classify-mean-gru", "gru", pooling="mean")
labels("classify-max-rnn", "rnn", pooling="max")
labels("classify-several-lstm", "lstm", pooling="mean", several=True)
labels("tag-lstm-2", "lstm", shape="tag", layers=2)
pairs("pairs-lstm", "lstm", attention=False)
pairs("pairs-attention-lstm", "lstm", attention=True)
pairs("pairs-attention-gru-2", "gru", attention=True, layers=2)
pairs("pairs-attention-rnn", "rnn", attention=True)
