"""Times our training steps and inference and PyTorch's in turn, on the same networks, and prints a table in Markdown.

speed.py [--rounds N] [--threads N] [TASK...]; see src/bench/torch.sh, which sets what PyTorch needs to be fast.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile

import onnx
from onnx import TensorProto, helper
import torch
import torch.utils.benchmark

from nets import NETS, Net
import torch_worker

ROOT = pathlib.Path(__file__).resolve().parents[3]
HERE = pathlib.Path(__file__).resolve().parent
MATRIX = 2048
TASKS = {
    "backbone": ("training step of img-recon, 4 crops of 256×256", ["img-recon", "--training", "--size", "256x256"], 4),
    "head": ("training step of MJ-LAT behind its encoders, batch of 8 latents", ["mj-lat", "--training"], 8),
    "forward": ("MJ-LAT, one frame of 640×352", ["mj-lat"], 1),
}


class Counting(Net):
    """Counts multiplications of the forward pass."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.macs = 0

    def conv(self, name, x, stride=1):
        result = super().conv(name, x, stride)
        self.macs += result.numel() * self.w[name + ".kernel"][0].numel()
        return result

    def up_conv(self, name, x):
        self.macs += x.numel() * self.w[name + ".kernel"][0].numel()
        return super().up_conv(name, x)

    def dense(self, name, x):
        self.macs += x.numel() * self.w[name + ".kernel"].shape[1]
        return super().dense(name, x)


def giga_operations(task):
    """Floating-point operations: two a multiplication; backward counts twice the forward pass."""
    net = Counting(torch_worker.weights(task))
    data = torch_worker.batch(task)
    with torch.no_grad():
        if task == "forward":
            net.lat_levels([net.encode(data["frame"], f"jnd{i}.") for i in (1, 2, 3)])
        else:
            NETS["img-recon" if task == "backbone" else "mj-lat"](net, data)
    return 2 * net.macs * (1 if task == "forward" else 3) / 1e9


class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.rounds = []

    def times(self, count):
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return [float(time) for time in self.process.stdout.readline().split()]

    def round(self, count):
        self.rounds.append(statistics.median(self.times(count)))

    def median(self):
        return statistics.median(self.rounds)

    def end(self):
        """The most memory it ever had resident, in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        self.process.stdin.close()
        self.process.wait()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024


def ours(graph, batch, threads, use):
    classpath = str(ROOT / "target/jnd-encode/lib/*")
    flags = ["-Xmx1g", "-XX:+UseSerialGC", "-cp", classpath]
    return Worker(["java", *flags, HERE / "OurWorker.java", graph, batch, threads, use])


def theirs(task, form, threads):
    return Worker([sys.executable, HERE / "torch_worker.py", task, form, threads])


def matrix_graph(file):
    sides = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [MATRIX, MATRIX]) for name in "abc"]
    graph = helper.make_graph([helper.make_node("MatMul", ["a", "b"], ["c"])], "matrix", sides[:2], sides[2:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, file)


def peak(folder, args):
    """GFLOP/s of a product of square matrices: the better of ONNX Runtime's and PyTorch's, best of all rounds."""
    file = folder / "matrix.onnx"
    matrix_graph(file)
    worker = ours(file, 1, args.threads, "training")
    torch.set_num_threads(args.threads)
    a, b = torch.rand(MATRIX, MATRIX), torch.rand(MATRIX, MATRIX)
    best = {"ONNX Runtime": 1e9, "PyTorch": 1e9}
    for _ in range(args.rounds):
        best["ONNX Runtime"] = min(best["ONNX Runtime"], *worker.times(3))
        timer = torch.utils.benchmark.Timer("a @ b", globals={"a": a, "b": b}, num_threads=args.threads)
        best["PyTorch"] = min(best["PyTorch"], timer.timeit(3).mean)
    worker.end()
    return {name: 2 * MATRIX**3 / time / 1e9 for name, time in best.items()}


def compared(task, folder, args, top):
    words, graph_options, batch = TASKS[task]
    graph = folder / f"{task}.onnx"
    subprocess.run([ROOT / "jnd-encode", "graph", *graph_options, "-o", graph], check=True, stdout=subprocess.DEVNULL)
    forms = ["contiguous", "channels_last"] + (["compiled"] if task == "forward" else [])
    workers = {"ours": ours(graph, batch, args.threads, "inference" if task == "forward" else "training"),
               **{form: theirs(task, form, args.threads) for form in forms}}
    for worker in workers.values():
        worker.times(2)
    for _ in range(args.rounds):
        for worker in workers.values():
            worker.round(args.count)
    best = min(forms, key=lambda form: workers[form].median())
    ratio = statistics.median(a / b for a, b in zip(workers["ours"].rounds, workers[best].rounds))
    rate = giga_operations(task) / workers["ours"].median()
    torch_times = ", ".join(f"{form} {1e3 * workers[form].median():.0f}" for form in forms)
    memory = {name: worker.end() for name, worker in workers.items()}
    print(f"| {words} | {1e3 * workers['ours'].median():.0f} | {torch_times} | **{ratio:.2f}** ({best}) | "
          f"{rate:.0f} ({rate / top:.0%}) | {memory['ours']} / {memory[best]} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=3, help="runs a round")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("tasks", nargs="*", default=list(TASKS))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        peaks = peak(folder, args)
        top = max(peaks.values())
        print(f"{args.threads} threads, {args.rounds} interleaved rounds of {args.count}, medians. Product of {MATRIX}×{MATRIX} matrices: "
              + ", ".join(f"{name} {rate:.0f} GFLOP/s" for name, rate in peaks.items()) + ".\n")
        print("| what | ours, ms | PyTorch " + torch.__version__ + ", ms | ours / PyTorch's best | ours, GFLOP/s (of the peak) | "
              "peak memory, MiB, ours / PyTorch |")
        print("|---|---|---|---|---|---|")
        for task in args.tasks:
            compared(task, folder, args, top)


main()
