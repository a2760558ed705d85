#!/usr/bin/env python3
"""What the mapped CRFs give beside x264 at its constant QP: the table of docs/encoders.md.

Every clip is encoded by x264 (medium) at the QP and by each other encoder at or near the CRF that MappedCrfs foresaw and at a second
one; what the foreseen CRF gives, and the one where both are as good (moved by what XPSNR or SSIM, whichever is worse off, is short
of x264's, along a usual slope), is read off the line through the two. What is there already is not made again.

Usage: gain.py CRFS.tsv CLIPS WORK, with FFMPEG and VMAF in the environment as for curves.py; CLIPS is the folder of the clips.
"""
import math
import os
import sys

import curves

METRICS = ("XPSNR", "SSIM", "VMAF", "PSNR-HVS")
# A CRF's worth of SSIM, in halvings of 1 - SSIM, beside that of XPSNR in dB.
HALVINGS_PER_DB = 0.28


NEAR = 1.75


def qualities(point):
    return [point[1], -math.log2(1 - point[2]), point[3], point[4]]


def short(own, wanted):
    """dB of XPSNR that qualities lack, by XPSNR and by SSIM, the more of the two."""
    return max(wanted[0] - own[0], (wanted[1] - own[1]) / HALVINGS_PER_DB)


def at(points, crf):
    """An encode's figures at a CRF: bits in doublings, qualities; on the line through the two nearest that were measured."""
    near, other = sorted(points, key=lambda value: abs(value - crf))[:2]
    share = (crf - near) / (other - near)
    ends = [[math.log2(point[0]), *qualities(point), point[5]] for point in (points[near], points[other])]
    return [x + share * (y - x) for x, y in zip(*ends)]


def row(clip, encoder, preset, qp, crf, table):
    """Measures at the CRF, unless a neighbour is there, and at a second one; then what the two say."""
    there = table.get(clip, "x264", "medium", qp, True)
    wanted = [math.log2(there[0]), *qualities(there)]
    slope = curves.SLOPE[encoder]
    table.read()
    points = {k[3]: p for k, p in table.points.items() if k[:3] == (os.path.basename(clip), encoder, preset)}
    near = min(points, key=lambda value: abs(value - crf), default=crf)
    first = near if abs(near - crf) <= NEAR else crf
    points[first] = table.get(clip, encoder, preset, first, True)
    if len(points) < 2:
        moved = round(4 * short(qualities(points[first]), wanted[1:]) / slope) / 4
        moved = moved if abs(moved) >= 0.5 else math.copysign(round(-4 * 0.5 / slope) / 4, moved)
        second = max(1, min(70, first + moved))
        points[second] = table.get(clip, encoder, preset, second, True)
    found = at(points, crf)
    refined = at(points, crf + round(4 * short(found[1:5], wanted[1:]) / slope) / 4)
    ends = sorted(points, key=lambda value: abs(value - crf))[:2]
    a, b = (at(points, end) for end in ends)
    more = [found[0] + (b[0] - a[0]) / (b[i] - a[i]) * (wanted[i] - found[i]) - wanted[0] for i in range(1, 5)]
    return {
        "off": found[1] - wanted[1],
        "offRefined": refined[1] - wanted[1],
        "bytes": found[0] - wanted[0],
        "more": more,
        "vmaf": found[3] - wanted[3],
        "vmafRefined": refined[3] - wanted[3],
        "hvs": found[4] - wanted[4],
        "hvsRefined": refined[4] - wanted[4],
        "seconds": found[5] / there[5],
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
