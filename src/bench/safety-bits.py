#!/usr/bin/env python3
"""What a margin under the predicted level costs in bits, by the labels' own encodes.

    src/bench/safety-bits.py MODELS/lite-held-out.csv LABELS.tsv...

Reads the shots as `train lite` predicted them without their source, and the tables of labels, which hold the bytes of each shot at six QPs
(bytes_18 ... bytes_38). Each shot is planned from two frames, rounded down, with every margin; its bytes are interpolated between the QPs,
linearly in their logarithm, and beyond them by the slope at the end. Prints a line of Markdown a margin: the share planned more than 1.5 QP
above the label, of all and of real footage, with the margin in parts of the spread and as one constant of the same mean, and how many more bits
than without a margin (geometric mean over shots). Nothing but Python is needed.
"""
import csv
import math
import sys

QPS = [18, 22, 26, 30, 34, 38]


def log_bytes(curve, qp):
    if qp <= QPS[0] or qp >= QPS[-1]:
        i = 0 if qp <= QPS[0] else len(QPS) - 2
    else:
        i = max(k for k in range(len(QPS) - 1) if QPS[k] <= qp)
    slope = (curve[i + 1] - curve[i]) / (QPS[i + 1] - QPS[i])
    return curve[i] + slope * (qp - QPS[i])


def main():
    curves = {}
    for table in sys.argv[2:]:
        for row in csv.DictReader(open(table), delimiter="\t"):
            key = row["file"], round(float(row["jnd1"]), 2)
            curves[key] = [math.log(float(row["bytes_%d" % qp])) for qp in QPS]
    shots = list(csv.DictReader(open(sys.argv[1])))
    for shot in shots:
        shot["curve"] = curves[shot["source"], round(float(shot["jnd1"]), 2)]
        shot["footage"] = not shot["source"].lower().endswith((".png", ".jpg", ".jpeg", ".bmp"))
    mean = sum(float(s["spread"]) for s in shots) / len(shots)

    def planned(shot, margin):
        return math.floor(float(shot["two_frames1"]) - margin + 1e-6)

    def coarse(some, margin):
        return 100 * sum(planned(s, margin(s)) - float(s["jnd1"]) > 1.5 for s in some) / len(some)

    def bits(some, margin):
        more = [log_bytes(s["curve"], planned(s, margin(s))) - log_bytes(s["curve"], planned(s, 0)) for s in some]
        return 100 * (math.exp(sum(more) / len(more)) - 1)

    footage = [s for s in shots if s["footage"]]
    print("| safety | over 1.5 QP, all | footage | as a constant, all | footage | bits, all | footage |")
    print("|---|---|---|---|---|---|---|")
    for safety in (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1):
        own = lambda s: safety * float(s["spread"])
        same = lambda s: safety * mean
        figures = [coarse(shots, own), coarse(footage, own), coarse(shots, same), coarse(footage, same), bits(shots, own), bits(footage, own)]
        print("| %.2f | %s |" % (safety, " | ".join("%.1f %%" % f for f in figures)))


if __name__ == "__main__":
    main()
