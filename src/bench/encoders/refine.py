#!/usr/bin/env python3
"""How near --refine brings shots to x264's at their QPs: the table of docs/encoders.md.

Every clip is encoded by x264 medium at the constant QPs of the plan and by each other encoder at the CRFs that stand for them: as planned,
and refined once (what was encoded and measured before is kept). A line a shot and step goes to the table: differences
from x264's shot in dB of XPSNR and, as doublings of 1 - SSIM, in SSIM. An encoder that is in the table already is not measured again.

Usage: refine.py TABLE.tsv WORK ENCODER:PRESET[,ENCODER:PRESET] CLIP..., JND_ENCODE another launcher. Without clips: the summary alone.
"""
import collections
import csv
import glob
import json
import math
import os
import shlex
import subprocess
import sys

FIELDS = ("clip", "shot", "frames", "qp", "encoder", "preset", "refine", "crf", "attempts", "bytes", "x264Bytes", "xpsnr", "ssim")
NEAR = 0.4


def run(clips, work, options):
    """Encodes all clips in one process; the shots of each by its name."""
    root = os.path.join(os.path.dirname(__file__), "..", "..", "..")
    launcher = shlex.split(os.environ.get("JND_ENCODE", os.path.join(root, "jnd-encode")))
    done = subprocess.run(
        [*launcher, *clips, "-o", work + "/", "-y", "--workers", "1", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode not in (0, 6):
        sys.exit(done.stderr.decode())
    shots = {}
    for path in glob.glob(os.path.join(work, "*.json")):
        with open(path) as file:
            sidecar = json.load(file)
        shots[os.path.basename(sidecar["source"]["file"])] = sidecar["shots"]
    return shots


def rows(clip, choice, refine, shots, there):
    for own, ref in zip(shots, there):
        if own["qp"] != ref["qp"] or own["startFrame"] != ref["startFrame"]:
            sys.exit(f"{clip}: another plan")
        a, b = own["result"], ref["result"]
        ssim = math.log2((1 - b["ssim"]) / (1 - a["ssim"])) if a["ssim"] < 1 and b["ssim"] < 1 else 0
        yield (
            [clip, own["index"], own["endFrame"] - own["startFrame"], own["qp"], *choice, refine, own["crf"]]
            + [a["attempts"], a["bytes"], b["bytes"], f"{a['xpsnr'] - b['xpsnr']:.3f}", f"{ssim:.4f}"]
        )


def measure(clips, work, choice, table):
    there = run(clips, os.path.join(work, "x264"), ["--x264-preset", "medium", "--verify"])
    for refine in range(2):
        checks = ["--refine", str(refine)] if refine else ["--verify"]
        options = ["--encoder", choice[0], "--encoder-preset", choice[1], "--keep-temp", *checks]
        found = run(clips, os.path.join(work, choice[0]), options)
        with open(table, "a") as file:
            for clip in sorted(there):
                csv.writer(file, delimiter="\t", lineterminator="\n").writerows(rows(clip, choice, refine, found[clip], there[clip]))


def read(table):
    if not os.path.exists(table):
        with open(table, "w") as file:
            file.write("\t".join(FIELDS) + "\n")
    with open(table) as file:
        return list(csv.DictReader(file, delimiter="\t"))


def summary(rows):
    groups = collections.defaultdict(list)
    for row in rows:
        groups[row["encoder"], row["preset"], row["refine"]].append(row)
    print("| | refined | shots | within 0.4 dB | mean | mean of its size | worst | SSIM, doublings of 1 - SSIM | encodes a shot | bits beside x264's |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for (encoder, preset, refine), shots in sorted(groups.items()):
        off = [float(s["xpsnr"]) for s in shots]
        n = len(off)
        bits = sum(math.log2(int(s["bytes"]) / int(s["x264Bytes"])) for s in shots) / n
        print(
            f"| {encoder} {preset} | {refine} | {n} | {100 * sum(abs(o) <= NEAR for o in off) / n:.0f} % | {sum(off) / n:+.2f} | "
            f"{sum(map(abs, off)) / n:.2f} | {max(off, key=abs):+.2f} | {sum(float(s['ssim']) for s in shots) / n:+.3f} | "
            f"{sum(int(s['attempts']) for s in shots) / n:.2f} | {100 * (2 ** bits - 1):+.0f} % |"
        )


def main(table, work="", choices="", *clips):
    known = {(r["encoder"], r["preset"]) for r in read(table)}
    for choice in [tuple(c.split(":")) for c in choices.split(",") if c]:
        if choice not in known:
            measure(clips, work, choice, table)
    summary(read(table))


if __name__ == "__main__":
    main(*sys.argv[1:])
