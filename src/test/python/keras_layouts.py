#!/usr/bin/env python3
"""Writes the small weight files of KerasFileTest with h5py, in the layouts Keras has used: keras_layouts.py FOLDER"""
import sys

import h5py
import numpy as np


def counted(start, *shape):
    return np.arange(start, start + np.prod(shape), dtype=np.float32).reshape(shape)


def put(group, name, weights):
    group.attrs["weight_names"] = np.asarray([w.encode() for w in weights])
    for key, value in weights.items():
        group.create_dataset(key, data=value)


def conv(layer, start):
    return {layer + "/kernel:0": counted(start, 3, 3, 2, 4), layer + "/bias:0": counted(start + 100, 4)}


def norm(layer, start):
    return {layer + "/" + w + ":0": counted(start + 10 * i, 4)
            for i, w in enumerate(["gamma", "beta", "moving_mean", "moving_variance"])}


folder = sys.argv[1]
with h5py.File(folder + "/flat.h5", "w") as f:  # save_weights of Keras 2, with an optimizer's state beside
    f.attrs["layer_names"] = [b"input_1", b"conv2d_17", b"batch_normalization_3"]
    f.attrs["backend"] = b"tensorflow"
    put(f.create_group("input_1"), "input_1", {})
    put(f.create_group("conv2d_17"), "conv2d_17", conv("conv2d_17", 0))
    put(f.create_group("batch_normalization_3"), "batch_normalization_3", norm("batch_normalization_3", 0))
    put(f.create_group("optimizer_weights"), "optimizer_weights", {"Adam/m:0": counted(0, 5)})
    put(f.create_group("top_level_model_weights"), "top_level_model_weights", {})
with h5py.File(folder + "/nested.h5", "w") as f:  # save of a model in a model; trainable weights first, names in pieces
    g = f.create_group("model_weights")
    g.attrs["layer_names0"] = [b"model_1"]
    g.attrs["layer_names1"] = [b"dense"]
    both = {**conv("conv2d", 0), **norm("batch_normalization", 0)}
    put(g.create_group("model_1"), "model_1", both)
    put(g.create_group("dense"), "dense", {"dense/kernel:0": counted(0, 4, 2).astype(np.float64), "dense/bias:0": counted(8, 2)})
with h5py.File(folder + "/text.h5", "w") as f:  # names as strings of variable length
    f.attrs["layer_names"] = ["conv2d"]
    g = f.create_group("conv2d")
    g.attrs["weight_names"] = ["conv2d/kernel:0", "conv2d/bias:0"]
    for key, value in conv("conv2d", 0).items():
        g.create_dataset(key, data=value)
with h5py.File(folder + "/three.weights.h5", "w") as f:  # Keras 3
    for i, layer in [(10, "layers/conv2d_10"), (2, "layers/conv2d_2"), (0, "layers/conv2d")]:
        g = f.create_group(layer + "/vars")
        g.create_dataset("0", data=counted(i, 3, 3, 2, 4))
        g.create_dataset("1", data=counted(i, 4))
    f.create_group("layers/input_layer/vars")
    f.create_group("optimizer/vars").create_dataset("0", data=counted(0, 1))
