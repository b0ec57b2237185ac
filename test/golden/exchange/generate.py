#!/usr/bin/env python3
"""The golden files of this folder: a model that Afterword has exported and PyTorch has trained further, as
scripts/train_in_pytorch.py writes it, and what PyTorch says of a text with it. From the project's root, with Debian's
python3-torch (made with 1.13), after these; `small` and the files beside it can go afterwards

    afterword train test/fixtures/notes/日记 --model small --hidden 8 --epochs 2 --vocab 60
    afterword export small.safetensors --model small
    afterword encode test/fixtures/notes/日记/上学.md --model small > small.jsonl
    python3 test/golden/exchange/generate.py small.safetensors small.jsonl
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "scripts"))
import train_in_pytorch as pytorch

model_file, notes_file = sys.argv[1:]
trained_file = os.path.join(HERE, "trained.safetensors")
sys.argv[1:] = [model_file, notes_file, trained_file, "--steps", "30", "--rate", "0.01"]
pytorch.main()

tensors, metadata = pytorch.read_safetensors(trained_file)
model = pytorch.LanguageModel(json.loads(metadata["afterword"])["config"])
model.load_state_dict(tensors, strict=False)
with open(notes_file) as file:
    note = json.loads(file.readline())
with open(os.path.join(HERE, "trained.json"), "w") as file:
    logprobs = [round(x, 6) for x in pytorch.logprobs(model, note, "cpu").tolist()]
    before = -sum(note["logprobs"]) / len(note["logprobs"])
    json.dump({"inputs": note["inputs"], "targets": note["targets"], "logprobs": logprobs, "lossBefore": before}, file)
    file.write("\n")
