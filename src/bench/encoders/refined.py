#!/usr/bin/env python3
"""What --refine 1 makes of the clips of gain.tsv, worked out on the lines through their encodes; refine.py measures it.

The search is the program's: the first encode at the CRF that MappedCrfs foresaw, or at the one that a look at the first frames moves it
to (taken for as good as the whole clip), then one more within bounds of the usual slope while XPSNR is not within 0.15 dB of 0.2 dB
above x264's.

Usage: refined.py CRFS.tsv GAIN.tsv
"""
import collections
import csv
import math
import sys

RESERVE, TOLERANCE, PER_QP, NEAR = 0.2, 0.15, 0.57, 0.4


def rows(path):
    with open(path) as file:
        return list(csv.DictReader(file, delimiter="\t"))


def figures(row):
    return [float(row["xpsnr"]), -math.log2(1 - float(row["ssim"])), float(row["vmaf"]), math.log2(float(row["bytes"]))]


def at(points, crf):
    """Figures at a CRF, on the line through the two nearest encodes."""
    near, other = sorted(points, key=lambda value: abs(value - crf))[:2]
    share = (crf - near) / (other - near)
    return [a + share * (b - a) for a, b in zip(points[near], points[other])]


def refined(points, wanted, foreseen, step, refinements):
    """The CRF reached, and the number of encodes, the look among them."""
    usual = PER_QP / step
    tried = {}
    crf = foreseen
    for _ in range(refinements + 2):
        tried[crf] = wanted + RESERVE - at(points, crf)[0]
        best = min(tried, key=lambda c: (abs(tried[c]), c))
        if abs(tried[best]) <= TOLERANCE:
            break
        slope = usual
        others = [c for c in tried if c != best]
        if others:
            other = min(others, key=lambda c: abs(c - best))
            slope = max(usual / 2, min(2 * usual, (tried[best] - tried[other]) / (best - other)))
        crf = round(4 * max(1, min(70, best - tried[best] / slope))) / 4
        if crf in tried:
            break
    return min(tried, key=lambda c: (abs(tried[c]), c)), len(tried)


def main(crfs, gain):
    reference, curves = {}, collections.defaultdict(dict)
    for row in rows(gain):
        if row["encoder"] == "x264":
            reference[row["clip"]] = figures(row)
        else:
            curves[row["encoder"], row["preset"], row["clip"]][float(row["value"])] = figures(row)
    found = collections.defaultdict(list)
    for row in rows(crfs):
        clip, encoder, preset = row["clip"], row["encoder"], row["preset"]
        points, there, crf = curves.get((encoder, preset, clip)), reference.get(clip), float(row["crf"])
        if points is None or there is None:
            continue
        for name, refinements in (("as chosen", -1), ("refined", 1)):
            got, encodes = (crf, 1) if refinements < 0 else refined(points, there[0], crf, float(row["step"]), refinements)
            found[f"{encoder} {preset}", name].append([*(a - b for a, b in zip(at(points, got), there)), encodes])
    print("| | | within 0.4 dB | XPSNR (mean of its size; worst) | SSIM, doublings | VMAF (worst) | bits | encodes |")
    print("|---|---|---|---|---|---|---|---|")
    for (encoder, name), clips in found.items():
        off, ssim, vmaf, bits, encodes = zip(*clips)
        n = len(clips)
        print(
            f"| {encoder} | {name} | {sum(abs(o) <= NEAR for o in off)} of {n} | {sum(off) / n:+.2f} ({sum(map(abs, off)) / n:.2f}; "
            f"{max(off, key=abs):+.2f}) | {sum(ssim) / n:+.3f} | {sum(vmaf) / n:+.2f} ({min(vmaf):+.2f}) | "
            f"{100 * (2 ** (sum(bits) / n) - 1):+.0f} % | {sum(encodes) / n:.2f} |"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
