"""Compares our gradients and Adam steps with PyTorch's, on networks PyTorch builds independently (nets.py).

compare.py [--size WxH] [--batch N] [--steps N] [--rate R] [--golden FOLDER] [NET...]

For each network: `jnd-encode graph NET --training`, stepped by DumpSteps.java on random weights and one random batch; then the same
steps in PyTorch in double precision, which is the judge, and in single precision, contiguous and channels-last, which shows what
rounding alone does: the two differ in nothing but the order of their sums. Prints a table; fails (exit code 1) where ours is off by
more than the tolerances below. --golden also writes PyTorch's double results for the unit test PyTorchParityTest. Needs Debian's
python3-torch and a built ./jnd-encode.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch

from nets import NETS, train

ROOT = pathlib.Path(__file__).resolve().parents[3]
LOSS, GRADIENT, UPDATE = 5e-3, 5e-3, 5e-2
SAMPLES = 5


def dump(net, args, folder):
    graph = folder / "graph.onnx"
    command = [ROOT / "jnd-encode", "graph", net, "--training", "--size", args.size, "-o", graph]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    classpath = str(ROOT / "target/jnd-encode/lib/*")
    program = ROOT / "src/bench/parity/DumpSteps.java"
    subprocess.run(
        ["java", "-cp", classpath, program, graph, folder, str(args.batch), str(args.steps), str(args.rate)], check=True)
    import onnx
    model = onnx.load(graph)
    return json.loads(next(e.value for e in model.metadata_props if e.key == "nn.training"))


def read(folder, part, ports, batch):
    tensors = {}
    for port in ports:
        file = folder / part / port["name"]
        if file.exists():
            shape = [batch if size < 0 else size for size in port["shape"]]
            tensors[port["name"]] = torch.from_numpy(np.fromfile(file, "<f4").reshape(shape))
    return tensors


def to(kind, tensors):
    return {name: tensor.to(kind) for name, tensor in tensors.items()}


def channels_last(tensors):
    return {name: v.contiguous(memory_format=torch.channels_last) if v.dim() == 4 else v for name, v in tensors.items()}


def worst(got, expected):
    """The largest error of any element, relative to the largest value of its tensor."""
    return max((((got[k].double() - v).abs().max() / v.abs().max().clamp_min(1e-12)).item(), k) for k, v in expected.items())


def update_error(got, expected, start):
    """How far the weights' way differs, relative to its length: over all weights together."""
    difference = sum(((got[k].double() - expected[k]) ** 2).sum() for k in expected)
    way = sum(((expected[k] - start[k].double()) ** 2).sum() for k in expected)
    return (difference / way).sqrt().item()


def largest(gradients):
    """Without tensors whose true gradient is nothing but rounding: a bias before batch normalisation."""
    scale = max(value.abs().max().item() for value in gradients.values())
    return {key: value for key, value in gradients.items() if value.abs().max().item() > 1e-9 * scale}


def golden(net, args, double, folder):
    losses, gradients, end = double
    kept = {}
    for name, gradient in largest(gradients).items():
        flat = gradient.flatten()
        places = [int(i * (len(flat) - 1) / (SAMPLES - 1)) for i in range(SAMPLES)]
        kept[name] = {"largest": flat.abs().max().item(), "norm": flat.norm().item(),
                      "places": places, "values": [flat[i].item() for i in places]}
    result = {"made by": f"src/bench/parity/compare.py --golden, PyTorch {torch.__version__}, float64",
              "net": net, "size": args.size, "batch": args.batch, "rate": args.rate, "losses": losses, "gradients": kept}
    (folder / f"{net}.json").write_text(json.dumps(result, indent=1) + "\n")


def judged(net, args):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        spec = dump(net, args, folder)
        data = read(folder, "data", spec["inputs"], args.batch)
        start = read(folder, "start", spec["state"], args.batch)
        ours = ([float(line) for line in (folder / "losses").read_text().split()],
                read(folder, "gradient", spec["state"], args.batch), read(folder, "end", spec["state"], args.batch))
        double = train(net, to(torch.float64, start), to(torch.float64, data), args.steps, args.rate)
        if args.golden:
            golden(net, args, double, pathlib.Path(args.golden))
        single = train(net, start, data, args.steps, args.rate)
        turned = train(net, channels_last(start), channels_last(data), args.steps, args.rate)
    true = largest(double[1])
    figures = []
    for losses, gradients, end in (ours, single, turned):
        loss = max(abs(a / b - 1) for a, b in zip(losses, double[0]))
        figures.append((abs(losses[0] / double[0][0] - 1), worst(gradients, true), loss, update_error(end, double[2], start)))
    (begin, (gradient, where), loss, update), *rounding = figures
    good = gradient <= GRADIENT and loss <= LOSS and update <= max(UPDATE, 2 * max(each[3] for each in rounding))
    begins, losses, updates = ("{:.1e}, {:.1e}".format(*(each[i] for each in rounding)) for i in (0, 2, 3))
    gradients = "{:.1e}, {:.1e}".format(*(each[1][0] for each in rounding))
    print(f"| {net} | {double[0][0]:.6g} → {double[0][-1]:.6g} | {begin:.1e} ({begins}) | {gradient:.1e} ({gradients}) `{where}` | "
          f"{loss:.1e} ({losses}) | {update:.1e} ({updates}) | {'yes' if good else 'NO'} |", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="128x64")
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--golden", help="folder for the unit test's values")
    parser.add_argument("nets", nargs="*", default=list(NETS))
    args = parser.parse_args()
    torch.set_num_threads(1)
    print(f"frames {args.size}, batch {args.batch}, learning rate {args.rate}; ours (PyTorch's float32, contiguous, "
          "channels-last) against PyTorch's float64\n")
    print("| net | loss | first loss | gradient, worst element | losses of all steps | way of the weights | within |")
    print("|---|---|---|---|---|---|---|")
    good = [judged(net, args) for net in args.nets]
    sys.exit(0 if all(good) else 1)


main()
