#!/usr/bin/env python3
"""How much of a forecast's error more trial frames would take away: encodes a few frames from the middle of every shot, and the true size
is compared with what they say for the whole shot.

Usage: src/bench/forecast/trials.py WORK    (after clips.sh; needs ffmpeg with libx264; WORK/trials.tsv is written, what is there is kept)
"""
import collections
import csv
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {
    "12 frames as encoded": (12, ["-preset", "medium"]),
    "24 frames as encoded": (24, ["-preset", "medium"]),
}


def rows(name):
    with open(os.path.join(HERE, name)) as file:
        return list(csv.DictReader(file, delimiter="\t"))


def sizes(clip, begin, end, qp, how):
    """Returns the sizes of the coded frames, in their order of coding."""
    cut = f"trim=start_frame={begin}:end_frame={end},setpts=N/25/TB"
    words = ["-i", clip, "-an", "-vf", cut, "-fps_mode", "passthrough", "-c:v", "libx264", "-qp", qp, "-threads", "1", *how]
    made = clip + ".trial.mkv"
    subprocess.run(["nice", "ffmpeg", "-nostdin", "-v", "error", "-y", *words, made], check=True)
    asked = ["ffprobe", "-v", "error", "-show_entries", "packet=size", "-of", "csv=p=0", made]
    told = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    os.remove(made)
    return [int(line.strip(",")) for line in told.split()]


def measure(work, shots, encodes):
    place = os.path.join(work, "trials.tsv")
    known = {}
    if os.path.exists(place):
        with open(place) as file:
            known = {tuple(line.split("\t")[:3]): float(line.split("\t")[3]) for line in file}
    with open(place, "a") as file:
        for encode in encodes:
            shot = shots[encode["clip"], encode["shot"]]
            frames = int(shot["frames"])
            for kind, (length, how) in KINDS.items():
                key = (encode["clip"], encode["shot"], kind)
                if key in known:
                    continue
                begin = max(shot["start"], shot["start"] + frames // 2 - length // 2)
                end = min(shot["start"] + frames, begin + length)
                coded = sizes(os.path.join(work, "clips", encode["clip"]), begin, end, encode["qp"], how)
                known[key] = coded[0] + (frames - 1) * statistics.mean(coded[1:])
                print(*key, f"{known[key]:.0f}", sep="\t", file=file, flush=True)
    return known


def main():
    shots, start = {}, collections.Counter()
    for shot in rows("shots.tsv"):
        shot["start"] = start[shot["clip"]]
        start[shot["clip"]] += int(shot["frames"])
        shots[shot["clip"], shot["shot"]] = shot
    usual = ("x264", "cqp", "medium", "1")
    encodes = [
        row
        for row in rows("sizes.tsv")
        if (row["encoder"], row["control"], row["preset"], row["target"]) == usual
        and int(shots.get((row["clip"], row["shot"]), {"frames": 0})["frames"]) > 1
    ]
    known = measure(sys.argv[1], shots, encodes)
    for kind in KINDS:
        true, foreseen = collections.Counter(), collections.Counter()
        for encode in encodes:
            true[encode["clip"]] += float(encode["bytes"])
            foreseen[encode["clip"]] += known[encode["clip"], encode["shot"], kind]
        errors = [abs(foreseen[clip] / true[clip] - 1) for clip in true]
        within = [100 * sum(error <= most for error in errors) / len(errors) for most in (0.1, 0.25)]
        print(f"{kind}\t{len(errors)} files\tmedian {100 * statistics.median(errors):.1f} %\twithin 10 % {within[0]:.0f} %\twithin 25 % {within[1]:.0f} %")


main()
