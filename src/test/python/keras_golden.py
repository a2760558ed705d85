#!/usr/bin/env python3
"""What the networks answer when their Keras weights are evaluated directly: the golden numbers of KerasImportTest.

    python3 keras_golden.py [NET...]            # prints one line a network: name, input size, outputs
    python3 keras_golden.py --write D [NET...]  # also writes the weight files with h5py, as Keras's save_weights lays them out

Needs numpy, torch and (for --write) h5py. Tensors are NHWC and kernels HWIO as in Keras, arithmetic is double precision, and
padding "same" is computed by TensorFlow's rule. Weights are a hash of layer, role and position, which the test computes as well.
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F

KERNEL, BIAS, GAMMA, BETA, MEAN, VARIANCE = range(6)


def uniform(seed, count):
    """count numbers in [0, 1): murmur3's finaliser over a counter."""
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(seed * 0x61C88647 & 0xFFFFFFFF)
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x85EBCA6B)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE35)
        x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)).astype(np.float64) / (1 << 24)


def picture(rows, columns):
    """A frame in BGR 0..255, NHWC: slopes with noise."""
    noise = (uniform(7, rows * columns * 3) * 64).astype(np.int64).reshape(rows, columns, 3)
    y, x, c = np.meshgrid(np.arange(rows), np.arange(columns), np.arange(3), indexing="ij")
    return ((3 * x + 5 * y + 40 * c + noise) % 256).astype(np.float64)[None]


class Weights:
    """Hands out layers in the order of a Keras file and remembers them for writing."""

    def __init__(self):
        self.layers = []

    def tensor(self, layer, role, shape, scale, offset):
        values = (uniform(layer * 16 + role, int(np.prod(shape))) * scale + offset).astype(np.float32)
        return values.reshape(shape)

    def add(self, name, tensors):
        self.layers.append((name, tensors))
        return {key: torch.from_numpy(value.astype(np.float64)) for key, value in tensors.items()}

    def conv(self, kernel, inputs, filters, name="conv2d"):
        n = len(self.layers)
        a = np.sqrt(6.0 / (kernel * kernel * inputs))
        return self.add(name, {
            "kernel": self.tensor(n, KERNEL, (kernel, kernel, inputs, filters), 2 * a, -a),
            "bias": self.tensor(n, BIAS, (filters,), 0.2, -0.1)})

    def up_conv(self, inputs, filters, name="conv2d_transpose"):
        n = len(self.layers)
        a = np.sqrt(6.0 / (25 * inputs / 4))
        return self.add(name, {
            "kernel": self.tensor(n, KERNEL, (5, 5, filters, inputs), 2 * a, -a),
            "bias": self.tensor(n, BIAS, (filters,), 0.2, -0.1)})

    def dense(self, inputs, units, level=0.0, name="dense"):
        n = len(self.layers)
        a = np.sqrt(6.0 / inputs)
        return self.add(name, {
            "kernel": self.tensor(n, KERNEL, (inputs, units), 2 * a, -a),
            "bias": self.tensor(n, BIAS, (units,), 0.2, level - 0.1)})

    def norm(self, channels, variance=1.0, name="batch_normalization"):
        n = len(self.layers)
        return self.add(name, {
            "gamma": self.tensor(n, GAMMA, (channels,), 1.0, 0.5),
            "beta": self.tensor(n, BETA, (channels,), 0.4, -0.2),
            "moving_mean": self.tensor(n, MEAN, (channels,), 0.4, -0.2),
            "moving_variance": self.tensor(n, VARIANCE, (channels,), variance, 0.5 * variance)})


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def same(kernel, stride, size):
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def conv(x, w, stride):
    k = w["kernel"].shape[0]
    top, bottom = same(k, stride, x.shape[1])
    left, right = same(k, stride, x.shape[2])
    padded = F.pad(nchw(x), (left, right, top, bottom))
    return nhwc(F.conv2d(padded, w["kernel"].permute(3, 2, 0, 1), w["bias"], stride=stride))


def up_conv(x, w):
    rows, columns = 2 * x.shape[1], 2 * x.shape[2]
    full = F.conv_transpose2d(nchw(x), w["kernel"].permute(3, 2, 0, 1), stride=2)
    top, left = same(5, 2, rows)[0], same(5, 2, columns)[0]
    return nhwc(full[:, :, top:top + rows, left:left + columns]) + w["bias"]


def leaky(x):
    return F.leaky_relu(x, 0.05)


def norm(x, w):
    return (x - w["moving_mean"]) / torch.sqrt(w["moving_variance"] + 1e-3) * w["gamma"] + w["beta"]


def dense(x, w):
    return x @ w["kernel"] + w["bias"]


def pool(x):
    return nhwc(F.max_pool2d(nchw(x), 2))


def encode(x, layers):
    for w in layers[:3]:
        x = leaky(conv(x, w, 2))
    return conv(x, layers[3], 2)


def decode(x, layers):
    for w in layers[:3]:
        x = leaky(up_conv(x, w))
    return up_conv(x, layers[3])


ENCODER = [(3, 128), (128, 128), (128, 128), (128, 192)]
DECODER = [(192, 128), (128, 128), (128, 128), (128, 3)]


def branches(weights, n, decoded=True, picture="conv2d_transpose"):
    """Encoders (and decoders) of n branches, stage by stage as Keras orders them: [branch][stage]."""
    stages = [[weights.conv(5, i, o) for _ in range(n)] for i, o in ENCODER]
    if decoded:
        stages += [[weights.up_conv(i, o, picture if o == 3 else "conv2d_transpose") for _ in range(n)] for i, o in DECODER]
    return [list(branch) for branch in zip(*stages)]


def lat_weights(weights, inputs, filters, n=1):
    rows = [[weights.conv(3, inputs, filters) for _ in range(n)], [weights.norm(filters) for _ in range(n)],
            [weights.dense(filters, filters // 8) for _ in range(n)], [weights.dense(filters // 8, filters) for _ in range(n)]]
    return [list(block) for block in zip(*rows)]


def lat_block(x, block):
    x = torch.relu(norm(conv(x, block[0], 1), block[1]))
    mlp = lambda v: dense(torch.relu(dense(v, block[2])), block[3])
    factor = torch.sigmoid(mlp(x.mean(dim=(1, 2), keepdim=True)) + mlp(x.amax(dim=(1, 2), keepdim=True)))
    return x * factor


def rec_weights(weights, inputs, filters, n=1):
    rows = [[weights.conv(3, inputs, filters) for _ in range(n)], [weights.norm(filters) for _ in range(n)]]
    return [list(block) for block in zip(*rows)]


def rec_block(x, block):
    return pool(torch.relu(norm(conv(x, block[0], 1), block[1])))


def flat(x):
    return x.reshape(x.shape[0], -1)


def lat(weights, x, n, picture=None):
    nets = branches(weights, n, decoded=False)
    norms = [weights.norm(192, 20000.0) for _ in range(n)]
    blocks = lat_weights(weights, 192, 64, n)
    maps = [lat_block(norm(encode(x, net), bn), block) for net, bn, block in zip(nets, norms, blocks)]
    y = maps[0]
    for other in maps[1:]:
        y = y * other
    y = pool(lat_block(y, lat_weights(weights, 64, 128)[0]))
    y = lat_block(y, lat_weights(weights, 128, 256)[0])
    y = flat(pool(lat_block(y, lat_weights(weights, 256, 512)[0])))
    if picture:  # E2E-LAT's decoder: Keras orders layers by their distance from an output, so it stands among the last
        for i, o in DECODER:
            weights.up_conv(i, o, picture if o == 3 else "conv2d_transpose")
    wide = [weights.dense(y.shape[1], 256) for _ in range(n)]
    narrow = [weights.dense(256, 128) for _ in range(n)]
    names = ["JND_output"] if n == 1 else ["JND1_output", "JND2_output", "JND3_output"]
    last = [weights.dense(128, 1, 30.0, name) for name in names]
    heads = zip(wide, narrow, last)
    return torch.cat([torch.relu(dense(torch.relu(dense(torch.relu(dense(y, a)), b)), c)) for a, b, c in heads], 1)


def rec(weights, x, n, picture="conv2d_transpose", level=30.0):
    nets = branches(weights, n, picture=picture)
    norms = [weights.norm(3, 20000.0) for _ in range(n)]
    blocks = rec_weights(weights, 3, 512, n)
    maps = [rec_block(norm(decode(encode(x, net), net[4:]), bn), block) for net, bn, block in zip(nets, norms, blocks)]
    y = maps[0]
    for other in maps[1:]:
        y = y * other
    for inputs, filters in [(512, 256), (256, 128), (128, 64), (64, 32)]:
        y = rec_block(y, rec_weights(weights, inputs, filters)[0])
    y = flat(y)
    y = torch.relu(dense(y, weights.dense(y.shape[1], 512)))
    names = ["JND_output"] if n == 1 else ["JND1_output", "JND2_output", "JND3_output"]
    return torch.cat([torch.relu(dense(y, weights.dense(512, 1, level, name))) for name in names], 1)


def recon(weights, x):
    net = branches(weights, 1)[0]
    made = decode(encode(x, net), net[4:])
    return made[:, [0, 10, -1], [0, 20, -1], [0, 1, 2]]


NETS = {
    "img-recon": (recon, "ImgReconstruction"),
    "lat": (lambda w, x: lat(w, x, 1), "LATJND1"),
    "e2e-lat": (lambda w, x: lat(w, x, 1, "JNDImg"), "E2ELATJND1"),
    "rec": (lambda w, x: rec(w, x, 1), "RECJND1"),
    "e2e-rec": (lambda w, x: rec(w, x, 1, "JNDImg"), "E2ERECJND1"),
    "mj-lat": (lambda w, x: lat(w, x, 3), "MJLAT"),
    "mj-rec": (lambda w, x: rec(w, x, 3, level=600.0), "MJREC"),
}


def numbered(layers, start):
    """Keras's automatic names: base_17, base_18, ...; chosen names stay."""
    counts = {}
    for base, tensors in layers:
        if base.startswith("JND"):
            yield base, tensors
        else:
            n = counts[base] = counts.get(base, start - 1) + 1
            yield "%s_%d" % (base, n), tensors


def write(path, layers):
    import h5py
    names = []
    with h5py.File(path, "w") as f:
        def group(name, tensors):
            names.append(name.encode())
            g = f.create_group(name)
            g.attrs["weight_names"] = np.asarray([("%s/%s:0" % (name, key)).encode() for key in tensors])
            for key, value in tensors.items():
                g.create_dataset("%s/%s:0" % (name, key), data=value)
        group("input_1", {})
        for name, tensors in numbered(layers, 17):
            group(name, tensors)
            if name.startswith("conv2d"):
                group("leaky_re_lu_" + name, {})
        f.attrs["layer_names"] = names
        f.attrs["backend"] = b"tensorflow"
        f.attrs["keras_version"] = b"2.11.0"
        f.create_group("top_level_model_weights").attrs["weight_names"] = np.asarray([])


def main():
    arguments = sys.argv[1:]
    folder = arguments[1] if arguments[:1] == ["--write"] else None
    chosen = arguments[2:] if folder else arguments
    for rows, columns in [(64, 96), (352, 640)]:
        x = torch.from_numpy(picture(rows, columns))
        for name, (network, file) in NETS.items():
            if chosen and name not in chosen:
                continue
            weights = Weights()
            with torch.no_grad():
                out = network(weights, x)
            print(name, "%dx%d" % (columns, rows), " ".join("%.5f" % v for v in out.flatten().tolist()), flush=True)
            if folder and rows == 352:
                write("%s/%s.h5" % (folder, file), weights.layers)


if __name__ == "__main__":
    main()
