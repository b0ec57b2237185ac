"""The same network in PyTorch on the CPU: what Afterword's training is compared with.

    python3 pytorch.py step  [--batch 32 --seq 35 --vocab 10000 --hidden 256 --seconds 10]
    python3 pytorch.py train --train FILE --valid FILE [--test FILE] --minutes 15 [--lr 3e-3 ...]

`step` prints the words a second of one exact-softmax training step: embedding, one LSTM layer, tied output layer,
cross-entropy, clipping, Adam. `train` learns a text whose tokens are divided by spaces (an <eos> a line) with a learning
rate that falls linearly over the minutes, and prints the perplexity of the validation text on the way; looking at it is
not counted as training time. Both print JSON, one object a line. OpenBLAS takes its threads from OPENBLAS_NUM_THREADS,
PyTorch's own operators theirs from --threads: the fastest pair differs by machine, so the bench tries several.
"""

import argparse
import json
import math
import time

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self, vocab, hidden, dropout, tied=True):
        super().__init__()
        self.encoder = nn.Embedding(vocab, hidden)
        self.rnn = nn.LSTM(hidden, hidden)
        self.decoder = nn.Linear(hidden, vocab)
        if tied:
            self.decoder.weight = self.encoder.weight
        self.drop = nn.Dropout(dropout)
        nn.init.uniform_(self.encoder.weight, -0.1, 0.1)

    def forward(self, x, state):
        h, state = self.rnn(self.drop(self.encoder(x)), state)
        return self.decoder(self.drop(h)).flatten(0, 1), state


def update(model, optimizer, x, y, state, clip):
    """One step of truncated back-propagation through time; x, y [T, B]."""
    state = tuple(s.detach() for s in state)
    optimizer.zero_grad(set_to_none=True)
    logits, state = model(x, state)
    loss = nn.functional.cross_entropy(logits, y.flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimizer.step()
    return loss.item(), state


def zeros(batch, hidden):
    return (torch.zeros(1, batch, hidden), torch.zeros(1, batch, hidden))


def bench_step(args):
    model = LanguageModel(args.vocab, args.hidden, args.dropout)
    optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
    x, y = (torch.randint(args.vocab, (args.seq, args.batch)) for _ in range(2))
    state = zeros(args.batch, args.hidden)
    rates = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < args.seconds or len(rates) < 3:
        start = time.perf_counter()
        _, state = update(model, optimizer, x, y, state, args.clip)
        rates.append(args.batch * args.seq / (time.perf_counter() - start))
    rates = sorted(rates[1:])
    report(event='step', wordsPerSecond=rates[len(rates) // 2], torch=torch.__version__, threads=torch.get_num_threads())


def read(path, ids, grow):
    tokens = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            for word in line.split() + ['<eos>']:
                if word not in ids and grow:
                    ids[word] = len(ids)
                tokens.append(ids.get(word, ids.get('<unk>', 0)))
    return torch.tensor(tokens)


def lanes(tokens, batch):
    length = len(tokens) // batch
    return tokens[: length * batch].view(batch, length).t().contiguous()


def perplexity(model, tokens, hidden):
    """Exact, over the whole text, in ten lanes as is usual."""
    model.eval()
    data, state, total = lanes(tokens, 10), zeros(10, hidden), 0.0
    with torch.no_grad():
        for i in range(0, len(data) - 1, 35):
            x, y = data[i : min(i + 35, len(data) - 1)], data[i + 1 : i + 36]
            logits, state = model(x, state)
            total += nn.functional.cross_entropy(logits, y.flatten(), reduction='sum').item()
    model.train()
    return math.exp(total / (10 * (len(data) - 1)))


def train(args):
    ids = {}
    tokens = read(args.train, ids, True)
    valid = read(args.valid, ids, True)
    test = read(args.test, ids, True) if args.test else None
    torch.manual_seed(args.seed)
    model = LanguageModel(len(ids), args.hidden, args.dropout)
    with torch.no_grad():  # the same start as Afterword's: log frequencies, open forget gates
        counts = torch.bincount(tokens, minlength=len(ids)).clamp(min=0.5)
        model.decoder.bias.copy_((counts / counts.sum()).log())
        model.rnn.bias_ih_l0[args.hidden : 2 * args.hidden] = 1
        model.rnn.bias_hh_l0[args.hidden : 2 * args.hidden] = 0
    optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
    data, budget, spent, seen, looks = lanes(tokens, args.batch), 60 * args.minutes, 0.0, 0, 1
    quick = valid[: len(valid) // 10]
    while spent < budget:
        state = zeros(args.batch, args.hidden)
        for i in range(0, len(data) - 1, args.seq):
            x, y = data[i : min(i + args.seq, len(data) - 1)], data[i + 1 : i + 1 + args.seq]
            for group in optimizer.param_groups:
                group['lr'] = args.lr * min(1, spent / budget * 100 + 0.1) * (1 - 29 / 30 * min(1, spent / budget))
            start = time.perf_counter()
            loss, state = update(model, optimizer, x, y, state, args.clip)
            spent += time.perf_counter() - start
            seen += x.numel()
            if spent >= budget:
                break
            if spent >= looks * budget / 10:
                looks += 1
                report(seconds=spent, words=seen, trainLoss=loss, validTenth=perplexity(model, quick, args.hidden))
    result = {'validPerplexity': perplexity(model, valid, args.hidden)}
    if test is not None:
        result['testPerplexity'] = perplexity(model, test, args.hidden)
    report(event='finished', seconds=spent, words=seen, wordsPerSecond=seen / spent, settings=vars(args), **result)


def report(**values):
    print(json.dumps(values), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('what', choices=['step', 'train'])
    for name in ['train', 'valid', 'test']:
        parser.add_argument(f'--{name}')
    for name, default in dict(batch=32, seq=35, vocab=10_000, hidden=256, threads=1, seed=1).items():
        parser.add_argument(f'--{name}', type=int, default=default)
    for name, default in dict(seconds=10, minutes=15, lr=3e-3, clip=0.5, dropout=0.0).items():
        parser.add_argument(f'--{name}', type=float, default=default)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    (bench_step if args.what == 'step' else train)(args)


main()
