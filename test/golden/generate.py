#!/usr/bin/env python3
"""Golden files: what PyTorch computes from given weights, for test/golden/pytorch.test.ts.

One JSON file a cell: sizes, weights, inputs, targets, initial state; logits, loss and all gradients of the first step;
the losses of ten Adam steps with clipping, and the weights after them. Run with Debian's python3-torch (made with 1.13):

    python3 test/golden/generate.py
"""
import json
import os
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
V, E, H, B, T = 11, 6, 6, 3, 5
LEARNING_RATE, GRAD_CLIP = 0.01, 0.25


def rounded(tensor):
    return [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]


class LanguageModel(torch.nn.Module):
    """As in PyTorch's word_language_model: encoder, rnn, decoder."""

    def __init__(self, cell, activation, layers, tied):
        super().__init__()
        self.encoder = torch.nn.Embedding(V, E)
        kind = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell]
        extra = {"nonlinearity": activation} if cell == "rnn" else {}
        self.rnn = kind(E, H, layers, **extra)
        self.decoder = torch.nn.Linear(H, V)
        if tied:
            self.decoder.weight = self.encoder.weight

    def forward(self, inputs, state):
        output, state = self.rnn(self.encoder(inputs), state)
        return self.decoder(output), state


def detach(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def golden(name, cell, activation="tanh", layers=1, tied=False):
    torch.manual_seed(7)
    model = LanguageModel(cell, activation, layers, tied)
    with torch.no_grad():
        for p in model.parameters():
            p.uniform_(-0.5, 0.5)
    inputs = torch.randint(V, (T, B))
    targets = torch.randint(V, (T, B))
    h0 = torch.empty(layers, B, H).uniform_(-0.5, 0.5)
    c0 = torch.empty(layers, B, H).uniform_(-0.5, 0.5)
    state = (h0, c0) if cell == "lstm" else h0
    named = dict(model.named_parameters())
    result = {
        "config": {"cell": cell, "activation": activation, "vocabSize": V, "embedSize": E, "hiddenSize": H,
                   "numLayers": layers, "tied": tied},
        "batchSize": B, "seqLen": T, "learningRate": LEARNING_RATE, "gradClip": GRAD_CLIP,
        "weights": {n: rounded(p) for n, p in named.items()},
        "inputs": inputs.flatten().tolist(),
        "targets": targets.flatten().tolist(),
        "h0": rounded(h0), "c0": rounded(c0) if cell == "lstm" else [],
    }
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        logits, state = model(inputs, detach(state))
        loss = torch.nn.functional.cross_entropy(logits.view(-1, V), targets.view(-1))
        loss.backward()
        losses.append(float(f"{loss.item():.9g}"))
        if step == 0:
            result["logits"] = rounded(logits)
            result["grads"] = {n: rounded(p.grad) for n, p in named.items()}
        torch.nn.utils.clip_grad_norm_(model.parameters(), GRAD_CLIP)
        optimizer.step()
    result["losses"] = losses
    result["weightsAfter"] = {n: rounded(p) for n, p in named.items()}
    with open(os.path.join(HERE, f"{name}.json"), "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


golden("rnn-tanh", "rnn", "tanh")
golden("rnn-relu", "rnn", "relu", layers=2)
golden("gru", "gru")
golden("gru-2-tied", "gru", layers=2, tied=True)
golden("lstm", "lstm")
golden("lstm-2-tied", "lstm", layers=2, tied=True)
