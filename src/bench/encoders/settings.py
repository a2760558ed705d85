#!/usr/bin/env python3
"""What settings of an encoder cost: the table of docs/encoders.md that the settings were chosen by.

Every clip is encoded by x264 (medium) at QP 26, by each encoder (x265 medium, SVT-AV1 preset 6) as it comes at two CRFs, then with each
of the settings at one CRF a clip, that of equal XPSNR as it comes. Bits are corrected to equal quality along the line through the two.
What is there already is not made again.

Usage: settings.py RESULTS.tsv CLIP... < SETTINGS, of a line each: the encoder, a blank, its options; with FFMPEG and VMAF as for curves.py
"""
import math
import os
import sys

import curves

HEADER = "clip\tencoder\tpreset\tparams\tvalue\tbytes\txpsnr\tssim\tvmaf\tpsnrhvs\tseconds\n"
QP = 26
PRESETS = {"x264": "medium", "x265": "medium", "svt-av1": "6"}
AS_IT_COMES = {"x265": (22, 26), "svt-av1": (25, 35)}


class Results:
    def __init__(self, path):
        self.path = path
        self.points = {}
        if not os.path.exists(path):
            with open(path, "w") as file:
                file.write(HEADER)
        with open(path) as file:
            for row in file.read().splitlines()[1:]:
                cells = row.split("\t")
                self.points[cells[0], cells[1], cells[3], float(cells[4])] = [float(cell) for cell in cells[5:]]

    def get(self, clip, encoder, own, value):
        key = (os.path.basename(clip), encoder, own, float(value))
        if key not in self.points:
            point = curves.measure(clip, encoder, PRESETS[encoder], value, True, own)
            self.points[key] = point
            with open(self.path, "a") as file:
                file.write("%s\t%s\t%s\t%s\t%g\t%d\t%.4f\t%.6f\t%.4f\t%.4f\t%.2f\n" % (key[0], encoder, PRESETS[encoder], own, value, *point))
        return self.points[key]


def qualities(point):
    return [point[1], -math.log2(1 - point[2]), point[3], point[4]]


def compared(results, clip, encoder, own):
    """Doublings of the bits at equal XPSNR, SSIM, VMAF and PSNR-HVS, VMAF lost where XPSNR and SSIM are as good, times of CPU."""
    there = results.get(clip, "x264", "", QP)
    wanted = qualities(there)
    finer, coarser = (results.get(clip, encoder, "", crf) for crf in AS_IT_COMES[encoder])
    low, high = AS_IT_COMES[encoder]
    crf = low + (wanted[0] - finer[1]) / (coarser[1] - finer[1]) * (high - low)
    point = results.get(clip, encoder, own, round(4 * max(12, min(60, crf))) / 4)
    bits = []
    for i in range(4):
        per = math.log2(finer[0] / coarser[0]) / (qualities(finer)[i] - qualities(coarser)[i])
        bits.append(math.log2(point[0] / there[0]) + per * (wanted[i] - qualities(point)[i]))
        if i == 2:
            a_vmaf = per
    return bits + [(max(bits[:2]) - bits[2]) / a_vmaf, point[5] / there[5]]


def main(path, *clips):
    results = Results(path)
    print("| encoder, settings | at equal XPSNR | SSIM | VMAF | PSNR-HVS | VMAF lost (most) | CPU, times x264's |")
    print("|---|---|---|---|---|---|---|")
    for line in sys.stdin.read().splitlines():
        encoder, _, own = line.partition(" ")
        rows = [compared(results, clip, encoder, own) for clip in clips]
        means = [sum(row[i] for row in rows) / len(rows) for i in range(6)]
        shown = [f"{100 * (2 ** bits - 1):+.0f} %" for bits in means[:4]]
        lost = f"{-means[4]:.2f} ({-min(row[4] for row in rows):.2f})"
        print("| " + " | ".join([f"{encoder} `{own}`" if own else f"{encoder} as it comes", *shown, lost, f"{means[5]:.1f}"]) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:])
