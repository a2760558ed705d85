#!/usr/bin/env python3
"""What CRF mode keeps by four metrics: clips at x264's constant QP and at the CRF the plan would choose, for docs/crf.md.

    src/bench/crf/vmaf.py CRFS.tsv CLIPS WORK.tsv

CRFS.tsv is made by MappedCrfs.java of src/bench/encoders, of x264:medium; CLIPS is the folder of its clips. FFMPEG and VMAF are in the environment as
for src/bench/encoders/curves.py. Each clip is encoded at the QP, at the CRF and 1.5 below it; bits at equal quality are read off the line
through the two CRFs. What is in WORK.tsv is not made again.
"""
import csv
import math
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../encoders"))
import curves

FINER = 1.5


def main():
    crfs, clips, work = sys.argv[1:]
    table = curves.Curves(work)
    rows = []
    print("| clip | bits | XPSNR | SSIM | VMAF | PSNR-HVS | bits at equal XPSNR | at equal SSIM | at equal VMAF | at equal PSNR-HVS |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for chosen in csv.DictReader(open(crfs), delimiter="\t"):
        clip, crf = os.path.join(clips, chosen["clip"]), round(float(chosen["crf"]), 2)
        there = table.get(clip, "x264", "medium", float(chosen["qp"]), True)
        here = table.get(clip, "x264-crf", "medium", crf, True)
        finer = table.get(clip, "x264-crf", "medium", round(crf - FINER, 2), True)
        more = math.log2(here[0] / there[0])
        step = math.log2(finer[0] / here[0])
        off = [here[i] - there[i] for i in range(1, 5)]
        equal = [more - step * off[i - 1] / (finer[i] - here[i]) for i in range(1, 5)]
        rows.append([more, *off, *equal])
        line(chosen["clip"].replace(".mkv", "").replace("@", " @ "), rows[-1])
    line("**all**, mean", [sum(r[i] for r in rows) / len(rows) for i in range(len(rows[0]))])


def line(name, row):
    percent = ["%+.0f %%" % (100 * (2**v - 1)) for v in (row[0], *row[5:])]
    print("| %s | %s | %+.2f dB | %+.4f | %+.2f | %+.2f dB | %s |" % (name, percent[0], *row[1:5], " | ".join(percent[1:])), flush=True)


if __name__ == "__main__":
    main()
