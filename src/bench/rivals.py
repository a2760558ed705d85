#!/usr/bin/env python3
"""What else could predict JND1 from what the lite net sees, beside a constant: rivals, cross-validated by source.

    src/bench/rivals.py DATASET/manifest.json MODELS/checkpoints/signs.tsv [NEVER-TRAIN...]

Reads the dataset that `label` made and the signs that `train lite` keeps. Every group of sources is judged by nets of all the others;
groups whose name holds one of the marks NEVER-TRAIN are judged and never learnt from. Needs numpy, scipy, scikit-learn.
"""
import json
import sys
from collections import defaultdict

import numpy as np
from scipy.stats import spearmanr
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern
from sklearn.linear_model import Ridge
from sklearn.svm import SVR

MOST_DEVIATIONS = 4


def shots(manifest, signs):
    known = {}
    for line in open(signs):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and cells[-1] == ".":
            known[cells[0].split("|")[0].split(":")[0].rsplit("/", 1)[-1]] = [float(c) for c in cells[1:-1]]
    pictures = defaultdict(list)
    for picture in json.load(open(manifest))["pictures"]:
        pictures[picture["shot"]].append(picture)
    for shot in pictures.values():
        trials = [p["trial"] for p in shot]
        yield {
            "group": shot[0]["group"],
            "pan": shot[0]["tag"] in ("pan", "picture") or len(shot) < 4,
            "jnd1": shot[0]["jnd1"],
            "weight": shot[0]["weight"],
            "signs": np.mean([known[p["name"]] for p in shot], 0),
            "psnr": np.mean([t["psnr"] for t in trials]),
            "content": np.mean([[t["luma"] / 255, np.log(t["texture"] + 0.2), np.log1p(t["motion"])] for t in trials], 0),
        }


def standardised(train, test):
    mean, deviation = train.mean(0), train.std(0) + 1e-9
    return [np.clip((x - mean) / deviation, -MOST_DEVIATIONS, MOST_DEVIATIONS) for x in (train, test)]


def ridge(strength=1.0):
    return lambda x, y, w, z: Ridge(strength).fit(x, y, sample_weight=w).predict(z)


def svr(x, y, w, z):
    return SVR(C=3, gamma=0.5 / x.shape[1], epsilon=0.5).fit(x, y - y.mean(), sample_weight=w).predict(z) + y.mean()


def trees(x, y, w, z):
    net = GradientBoostingRegressor(n_estimators=200, max_depth=3, learning_rate=0.05, subsample=0.7, random_state=1)
    return net.fit(x, y, sample_weight=w).predict(z)


def process(noise):
    def answer(x, y, w, z):
        kernel = Matern(length_scale=2 * np.sqrt(x.shape[1]), length_scale_bounds="fixed", nu=0.5)
        net = GaussianProcessRegressor(kernel, alpha=noise / w, optimizer=None)
        return net.fit(x, y - np.average(y, weights=w)).predict(z) + np.average(y, weights=w)

    return answer


def main():
    data = list(shots(sys.argv[1], sys.argv[2]))
    never = sys.argv[3:]
    groups = [s["group"] for s in data]
    y = np.array([s["jnd1"] for s in data])
    w = np.array([s["weight"] for s in data])
    footage = ~np.array([s["pan"] for s in data])
    signs = np.array([s["signs"] for s in data])
    content = np.array([s["content"] for s in data])
    psnr = np.array([[s["psnr"]] for s in data])
    four = np.hstack([psnr, content])
    learnt = np.array([not any(mark in g for mark in never) for g in groups])

    def held_out(*steps):
        """Answers of nets without the shot's group; each step (figures, net) is fitted to what the ones before leave."""
        said = np.zeros(len(y))
        for group in set(groups):
            here = np.array([g == group for g in groups])
            train = learnt & ~here
            left = y[train].copy()
            for figures, net in steps:
                x, z = standardised(figures[train], figures[here])
                weights = w[train] / w[train].mean()
                said[here] += net(x, left, weights, z)
                left = left - net(x, left, weights, x)
        return said

    constant = np.array([y[learnt & np.array([g != other for other in groups])].mean() for g in groups])

    def row(name, said):
        cells = []
        for which in (np.ones(len(y), bool), footage):
            error, of = np.abs(said - y)[which].mean(), np.abs(constant - y)[which].mean()
            rank = "" if said is constant else "%.2f" % spearmanr(said[which], y[which])[0]
            cells += ["%.2f" % error, "%.2f" % (error / of), rank]
        print("| " + " | ".join([name, *cells]) + " |", flush=True)

    print("| what predicts | all: error | of the constant's | rank corr. | real footage: error | of the constant's | rank corr. |")
    print("|---|---|---|---|---|---|---|")
    row("a constant", constant)
    row("ridge on the 66 signs", held_out((signs, ridge(20))))
    row("boosted trees on them", held_out((signs, trees)))
    row("support vector regression on them", held_out((signs, svr)))
    row("Gaussian process on them", held_out((signs, process(0.15))))
    row("ridge on luma, texture, motion", held_out((content, ridge())))
    row("ridge on the P frame's PSNR alone", held_out((psnr, ridge())))
    row("ridge on luma, texture, motion and the P frame's PSNR", held_out((four, ridge())))
    row("... boosted trees", held_out((four, trees)))
    row("... support vector regression", held_out((four, svr)))
    row("ridge on the four and the signs", held_out((np.hstack([four, signs]), ridge(20))))
    row("Gaussian process on the four and the signs", held_out((np.hstack([four, signs]), process(0.15))))
    row("**ridge on the four, and a Gaussian process on the signs for what it leaves**", held_out((four, ridge()), (signs, process(0.3))))


if __name__ == "__main__":
    main()
