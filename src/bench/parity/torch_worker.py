"""PyTorch's side of the speed comparison: waits for numbers, runs so many steps (or inferences), prints the seconds of each.

torch_worker.py TASK FORM THREADS; TASK is backbone, head or forward; FORM is contiguous, channels_last or (forward) compiled.
"""
import sys
import time

import torch

from nets import Net, NETS

LATENT = (192, 22, 40)


def weights(task):
    """Of the shapes the networks have; any values do for timing."""
    made = {}

    def conv(name, channels, filters, size, transposed=False):
        shape = (channels, filters) if transposed else (filters, channels)
        made[name + ".kernel"] = torch.randn(*shape, size, size) / (channels * size * size) ** 0.5
        made[name + ".bias"] = torch.zeros(filters)

    def norm(name, channels):
        for part, value in (("gamma", 1.0), ("beta", 0.0), ("mean", 0.0), ("variance", 1.0)):
            made[f"{name}.{part}"] = torch.full((channels,), value)

    def dense(name, inputs, units, bias=0.0):
        made[name + ".kernel"] = torch.randn(inputs, units) / inputs**0.5
        made[name + ".bias"] = torch.full((units,), bias)

    def lat(name, channels, filters):
        conv(name + ".conv", channels, filters, 3)
        norm(name + ".bn", filters)
        dense(name + ".attention.down", filters, filters // 8)
        dense(name + ".attention.up", filters // 8, filters)

    def encoder(prefix):
        for i, (channels, filters) in enumerate(((3, 128), (128, 128), (128, 128), (128, 192)), 1):
            conv(f"{prefix}enc{i}", channels, filters, 5)

    if task == "backbone":
        encoder("")
        for i, (channels, filters) in enumerate(((192, 128), (128, 128), (128, 128), (128, 3)), 1):
            conv(f"dec{i}", channels, filters, 5, transposed=True)
        return made
    for i in (1, 2, 3):
        if task == "forward":
            encoder(f"jnd{i}.")
        norm(f"jnd{i}.bn", 192)
        lat(f"jnd{i}.lat64", 192, 64)
    for channels, filters in ((64, 128), (128, 256), (256, 512)):
        lat(f"lat{filters}", channels, filters)
    for i in (1, 2, 3):
        dense(f"head{i}.wide", 512 * 5 * 10, 256)
        dense(f"head{i}.narrow", 256, 128)
        dense(f"head{i}.level", 128, 1, 30.0)
    return made


def batch(task):
    if task == "backbone":
        return {"frame": 255 * torch.rand(4, 3, 256, 256), "target": 255 * torch.rand(4, 3, 256, 256)}
    if task == "head":
        latents = {f"latent{i}": torch.randn(8, *LATENT) for i in (1, 2, 3)}
        return {**latents, "target": 20 + 20 * torch.rand(8, 3), "weight": torch.ones(8, 1)}
    return {"frame": 255 * torch.rand(1, 3, 352, 640)}


class Levels(torch.nn.Module):
    """MJ-LAT from the frame on, with running statistics."""

    def __init__(self, weights):
        super().__init__()
        self.names = list(weights)
        self.values = torch.nn.ParameterList(torch.nn.Parameter(v, requires_grad=False) for v in weights.values())

    def forward(self, frame):
        net = Net(dict(zip(self.names, self.values)), training=False)
        return net.lat_levels([net.encode(frame, f"jnd{i}.") for i in (1, 2, 3)])


def task_step(task, form):
    layout = torch.channels_last if form == "channels_last" else torch.contiguous_format
    arrange = lambda v: v.to(memory_format=layout) if v.dim() == 4 else v
    given = {name: arrange(value) for name, value in weights(task).items()}
    data = {name: arrange(value) for name, value in batch(task).items()}
    if task == "forward":
        module = Levels(given).eval()
        if form == "compiled":
            module = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(module, data["frame"])))

        def infer():
            with torch.inference_mode():
                module(data["frame"])

        return infer
    fixed = {name: value for name, value in given.items() if name.endswith((".mean", ".variance"))}
    free = {name: value.requires_grad_() for name, value in given.items() if name not in fixed}
    adam = torch.optim.Adam(free.values(), 1e-5, eps=1e-7)

    def step():
        net = Net({**free, **fixed})
        loss = NETS["img-recon" if task == "backbone" else "mj-lat"](net, data)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        fixed.update(net.renewed)
        return loss.item()

    return step


def main(task, form, threads):
    torch.set_num_threads(int(threads))
    step = task_step(task, form)
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            begun = time.perf_counter()
            step()
            times.append(time.perf_counter() - begun)
        print(*times, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
