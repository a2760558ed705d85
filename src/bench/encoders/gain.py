#!/usr/bin/env python3
"""What the mapped CRFs give beside x264 at its constant QP: the table of docs/encoders.md.

Every clip is encoded by x264 (medium) at the QP, by each other encoder at the CRF that MappedCrfs foresaw, and once more as --refine 1
would: moved by what XPSNR or SSIM, whichever is worse off, is short of x264's. What is there already is not made again.

Usage: gain.py CRFS.tsv CLIPS WORK, with FFMPEG and VMAF in the environment as for curves.py; CLIPS is the folder of the clips.
"""
import math
import os
import sys

import curves

METRICS = ("XPSNR", "SSIM", "VMAF", "PSNR-HVS")
# A CRF's worth of SSIM, in halvings of 1 - SSIM, beside that of XPSNR in dB.
HALVINGS_PER_DB = 0.28


def qualities(point):
    return [point[1], -math.log2(1 - point[2]), point[3], point[4]]


def short(point, wanted):
    """dB of XPSNR that a point lacks, by XPSNR and by SSIM, the more of the two."""
    own = qualities(point)
    return max(wanted[0] - own[0], (wanted[1] - own[1]) / HALVINGS_PER_DB)


def row(clip, encoder, preset, qp, crf, table):
    wanted_point = table.get(clip, "x264", "medium", qp, True)
    wanted = qualities(wanted_point)
    first = table.get(clip, encoder, preset, crf, True)
    slope = curves.SLOPE[encoder]
    moved = round(4 * short(first, wanted) / slope) / 4
    other = crf + (moved if abs(moved) >= 0.5 else math.copysign(1.5 * 0.6 / -slope, moved or 1) // 0.25 * 0.25)
    second = table.get(clip, encoder, preset, max(1, min(63, other)), True)
    refined = second if abs(moved) >= 0.5 else first
    bits, own, there = math.log2(first[0]), qualities(first), qualities(second)
    more = []
    for i in range(4):
        per = (math.log2(second[0]) - bits) / (there[i] - own[i]) if abs(there[i] - own[i]) > 1e-6 else 0
        more.append(bits + per * (wanted[i] - own[i]) - math.log2(wanted_point[0]))
    return {
        "off": first[1] - wanted[0],
        "offRefined": refined[1] - wanted[0],
        "short": -short(first, wanted),
        "shortRefined": -short(refined, wanted),
        "bytes": math.log2(first[0] / wanted_point[0]),
        "more": more,
        "vmaf": first[3] - wanted[2],
        "vmafRefined": refined[3] - wanted[2],
        "hvs": first[4] - wanted[3],
        "hvsRefined": refined[4] - wanted[3],
        "seconds": first[5] / wanted_point[5],
    }


def percent(doublings):
    return f"{100 * (2 ** doublings - 1):+.0f} %"


def line(name, rows):
    def mean(figure):
        return sum(figure(r) for r in rows) / len(rows)

    cells = [name, percent(mean(lambda r: r["bytes"]))]
    cells += [percent(mean(lambda r, i=i: r["more"][i])) for i in range(4)]
    cells += [f"{mean(lambda r: r['off']):+.2f} ({mean(lambda r: abs(r['off'])):.2f})"]
    cells += [f"{mean(lambda r: r['offRefined']):+.2f} ({mean(lambda r: abs(r['offRefined'])):.2f})"]
    cells += [f"{mean(lambda r: r[k]):+.2f} ({min(r[k] for r in rows):+.2f})" for k in ("vmaf", "vmafRefined", "hvs", "hvsRefined")]
    cells += [f"{mean(lambda r: r['seconds']):.1f}"]
    return "| " + " | ".join(cells) + " |"


def main(crfs, clips, work):
    table = curves.Curves(os.path.join(work, "gain.tsv"))
    with open(crfs) as file:
        plan = [text.split("\t") for text in file.read().splitlines()[1:]]
    plan.sort(key=lambda cells: cells[1:3])
    found = {}
    for name, encoder, preset, qp, crf, _ in plan:
        found.setdefault(f"{encoder} {preset}", []).append(
            (name, row(os.path.join(clips, name), encoder, preset, int(qp), float(crf), table))
        )
    print("| | bytes | " + " | ".join("at equal " + m for m in METRICS) + " | dB XPSNR off | refined | VMAF | refined | PSNR-HVS | refined | CPU |")
    print("|" + "---|" * 13)
    for choice, rows in found.items():
        print(line("**" + choice + "**", [r for _, r in rows]))
    for choice, rows in found.items():
        print("\n" + choice + "\n")
        for name, r in rows:
            print(line(name.split("@")[0], [r]))


if __name__ == "__main__":
    main(*sys.argv[1:])
