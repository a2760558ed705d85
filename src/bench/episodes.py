#!/usr/bin/env python3
"""Compares the levels predicted for the same shots in several cuts of one film (see episodes.sh): the name of a cut says its offset."""
import json, os, statistics, sys

SLACK = 0.1  # seconds within which a shot begins at the same picture
plans = []
for name in sys.argv[1:]:
    with open(name) as file:
        plan = json.load(file)
    offset = float(os.path.basename(name).split("-")[0])
    plans.append((os.path.basename(name).removesuffix(".jnd1.json"), offset, plan["shots"]))
first = plans[0]
print("cut\tshots\tsame\tmean\tmedian |d|\tmost |d|")
spreads = {}
for name, offset, shots in plans:
    differences = []
    for shot in shots:
        for mine in first[2]:
            same = (abs(shot["start"] + offset - mine["start"]) < SLACK and abs(shot["end"] + offset - mine["end"]) < SLACK)
            if same:
                differences.append(shot["jnd"]["JND1"] - mine["jnd"]["JND1"])
                spreads.setdefault(mine["index"], []).append(shot["jnd"]["JND1"])
    sizes = [abs(d) for d in differences]
    print(f"{name}\t{len(shots)}\t{len(differences)}\t{statistics.mean(differences):+.2f}"
          f"\t{statistics.median(sizes):.2f}\t{max(sizes):.2f}")
several = [levels for levels in spreads.values() if len(levels) > 1]
spans = [max(levels) - min(levels) for levels in several]
print(f"{len(several)} shots in several cuts: standard deviation {statistics.mean(statistics.pstdev(x) for x in several):.2f} QP, "
      f"range {statistics.median(spans):.2f} QP (median), {max(spans):.2f} (most)")
