#!/usr/bin/env python3
"""Trains an Afterword model further in PyTorch, where there is a GPU or a cluster, and writes it back (docs/pytorch.md).

    afterword export model.safetensors --model model
    afterword encode notes/ --model model > notes.jsonl
    python3 scripts/train_in_pytorch.py model.safetensors notes.jsonl trained.safetensors --steps 500
    afterword import trained.safetensors --model model

First the network computes ln P of every word of the notes and holds it beside what Afterword says; then it trains. Needs
PyTorch alone (Debian: python3-torch).
"""
import argparse
import json
import struct
import time

import torch


def read_safetensors(path):
    """The tensors by name, and the metadata. Format: 8 bytes of header length, a JSON header, the numbers."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(numbers, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors, metadata


def write_safetensors(path, tensors, metadata):
    header, pieces, end = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        piece = tensor.detach().cpu().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [end, end + len(piece)]}
        pieces.append(piece)
        end += len(piece)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(pieces))


class LanguageModel(torch.nn.Module):
    """As in PyTorch's word_language_model: encoder, rnn, decoder."""

    def __init__(self, config):
        super().__init__()
        V, E, H = config["vocabSize"], config["embedSize"], config["hiddenSize"]
        self.encoder = torch.nn.Embedding(V, E)
        kind = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[config["cell"]]
        extra = {"nonlinearity": config["activation"]} if config["cell"] == "rnn" else {}
        self.rnn = kind(E, H, config["numLayers"], **extra)
        self.decoder = torch.nn.Linear(H, V)
        if config["tied"]:
            self.decoder.weight = self.encoder.weight

    def forward(self, inputs, state=None, dropout=0.0):
        """inputs [T, B] to logits [T, B, V]."""
        drop = torch.nn.functional.dropout
        output, state = self.rnn(drop(self.encoder(inputs), dropout, dropout > 0), state)
        return self.decoder(drop(output, dropout, dropout > 0)), state


def logprobs(model, note, device):
    """ln P of every target, read from a zero state."""
    inputs, targets = (torch.tensor(note[part], device=device).unsqueeze(1) for part in ("inputs", "targets"))
    with torch.no_grad():
        logits, _ = model(inputs)
    return torch.log_softmax(logits, -1).gather(-1, targets.unsqueeze(-1)).flatten().cpu()


def mean_loss(model, notes, device):
    return -torch.cat([logprobs(model, note, device) for note in notes]).mean().item()


def detach(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def train(model, notes, steps, options, rate, device):
    """Truncated back-propagation through time over lanes of the notes side by side; Adam, the gradient's norm clipped."""
    B, T = options["batchSize"], options["seqLen"]
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    step = 0
    while step < steps:
        order = torch.randperm(len(notes)).tolist()
        stream = {part: torch.tensor(sum((notes[i][part] for i in order), [])) for part in ("inputs", "targets")}
        lane = -(-len(stream["inputs"]) // B)
        padding = lane * B - len(stream["inputs"])
        lanes = {
            part: torch.nn.functional.pad(ids, (0, padding), value=0 if part == "inputs" else -1).view(B, lane).t()
            for part, ids in stream.items()
        }
        state = None
        for at in range(0, lane, T):
            if step == steps:
                break
            inputs, targets = (lanes[part][at : at + T].to(device) for part in ("inputs", "targets"))
            if (targets < 0).all():
                continue
            logits, state = model(inputs, state, options["dropout"])
            state = detach(state)
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), options["gradClip"])
            optimizer.step()
            step += 1


def main():
    parser = argparse.ArgumentParser(description="Trains an Afterword model further in PyTorch.")
    parser.add_argument("model", help="as afterword export writes it")
    parser.add_argument("notes", help="as afterword encode writes them")
    parser.add_argument("out", help="for afterword import")
    parser.add_argument("--steps", type=int, default=500, help="updates")
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    tensors, metadata = read_safetensors(args.model)
    about = json.loads(metadata["afterword"])
    model = LanguageModel(about["config"]).to(args.device)
    # Tied, the decoder's matrix is the encoder's and has no name of its own.
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    assert not unexpected and set(missing) <= {"decoder.weight"}, (missing, unexpected)
    with open(args.notes) as file:
        notes = [note for note in map(json.loads, file) if note["inputs"]]

    apart = max((logprobs(model, note, args.device) - torch.tensor(note["logprobs"])).abs().max().item() for note in notes)
    print(f"ln P differs from Afterword's by at most {apart:.1e}")
    assert apart < 1e-3, "this is not the model that the notes were encoded with"

    before, begin = mean_loss(model, notes, args.device), time.monotonic()
    train(model, notes, args.steps, about["options"], args.rate, args.device)
    print(f"loss on these notes: {before:.4f} before, {mean_loss(model, notes, args.device):.4f} after {args.steps} steps")

    about["seconds"] += time.monotonic() - begin
    about["tokensSeen"] += args.steps * about["options"]["batchSize"] * about["options"]["seqLen"]
    # What was measured on notes held out, and fitted there, was so of other weights.
    about.pop("validLoss", None)
    about.pop("fits", None)
    metadata["afterword"] = json.dumps(about, ensure_ascii=False)
    write_safetensors(args.out, {name: model.state_dict()[name] for name in tensors}, metadata)


if __name__ == "__main__":
    main()
