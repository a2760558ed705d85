#!/usr/bin/env python3
"""How the labels that `jnd-encode label` made agree with a table of labelled shots of the same videos.

    src/bench/label-agreement.py LABELS.tsv MANIFEST.json...

A shot counts where the 28 frames that `label` took overlap a row of the table in time. Mean absolute error in QP a level, beside that of
a constant: the mean of the table's rows of other videos. Both sides are metric-JND; give manifests made with rules that were not fitted to
the videos (`label fit --leave-out`), or the agreement is partly the fit's own.
"""
import csv
import json
import sys

LEVELS = "jnd1", "jnd2", "jnd3"


def span(start, frames, rate):
    return start, start + frames / rate


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def mean(values):
    values = list(values)
    return sum(values) / len(values)


rows = list(csv.DictReader(open(sys.argv[1]), delimiter="\t"))
runs = [run for file in sys.argv[2:] for run in json.load(open(file))["shots"]]
encodes = [len(run["curve"]) for run in runs]
print("%d shots of %d videos and pictures, %.2f measured encodes a shot (%d to %d)" % (
    len(runs), len({run["run"]["file"] for run in runs}), mean(encodes), min(encodes), max(encodes)))

pairs = []
for row in rows:
    time = span(float(row["start"]), int(row["frames"]), float(row["fps"]))
    same = [run for run in runs if run["run"]["file"] == row["file"] and "start" in run["run"]]
    rate = lambda run: run["content"]["framesPerSecond"]
    near = [(overlap(time, span(run["run"]["start"], run["run"]["frames"], rate(run))), i, run) for i, run in enumerate(same)]
    near = [n for n in near if n[0] > 0]
    if near:
        others = [other for other in rows if other["file"] != row["file"]]
        pairs.append((max(near)[2], row, {level: mean(float(o[level]) for o in others) for level in LEVELS}))

print("%d rows of the table, of %d videos, overlap a shot" % (len(pairs), len({row["file"] for _, row, _ in pairs})))
print("| | JND1 | JND2 | JND3 |\n|---|---|---|---|")
error = lambda guess: " | ".join(
    "%.2f" % mean(abs(guess(run, level, constant) - float(row[level])) for run, row, constant in pairs) for level in LEVELS)
print("| `label` | %s |" % error(lambda run, level, constant: run["levels"][level]))
print("| a constant | %s |" % error(lambda run, level, constant: constant[level]))
