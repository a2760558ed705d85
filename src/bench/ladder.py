#!/usr/bin/env python3
"""Puts a ladder beside a fixed one: x264 in two passes at one rate a rung, whatever the video.

    src/bench/ladder.py LADDER VIDEO WORK SECONDS LINES=KBPS[,KBPS...] ...

LADDER is the folder that `jnd-encode ladder VIDEO` made. Every rung of it is encoded anew at its size with each of the rates
(`-preset medium`, peaks of twice the rate, key frames at most 2 s apart). All are shown at the size of the largest rung, as a player
does that fills its window, and compared with the video there, over the first SECONDS: mean XPSNR of each shot's frames, of which the
worst shot counts. Prints a row for each encode; rates at equal worst-shot quality are read off a line through the two nearest encodes.
FFMPEG names an ffmpeg with libx264 and the xpsnr filter (FFmpeg 7.1 or later); with VMAF, libvmaf's program, VMAF's mean stands beside.
"""
import json
import math
import os
import re
import resource
import subprocess
import sys

FFMPEG = os.environ.get("FFMPEG", "ffmpeg")
VMAF = os.environ.get("VMAF")
BEST = 60.0


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more)


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def joined(ladder, rung, work):
    """A rung's fragments as one file."""
    folder = os.path.join(ladder, rung["folder"])
    name = os.path.join(work, rung["folder"] + ".mp4")
    with open(name, "wb") as whole:
        for part in ["init.mp4"] + sorted(each for each in os.listdir(folder) if each.endswith(".m4s")):
            with open(os.path.join(folder, part), "rb") as piece:
                whole.write(piece.read())
    return name


def fixed(video, rung, kbps, work):
    name = os.path.join(work, "fixed-%d-%d.mp4" % (rung["height"], kbps))
    log = name + ".log"
    begun = cpu()
    words = [FFMPEG, "-v", "error", "-nostdin", "-y", "-i", video, "-an", "-vf",
             "scale=%d:%d,format=yuv420p" % (rung["width"], rung["height"]), "-c:v", "libx264", "-preset", "medium",
             "-b:v", "%dk" % kbps, "-maxrate", "%dk" % (2 * kbps), "-bufsize", "%dk" % (4 * kbps),
             "-force_key_frames", "expr:gte(t,n_forced*2)", "-passlogfile", log]
    if not os.path.exists(name):
        run(*words, "-pass", 1, "-f", "null", "-")
        run(*words, "-pass", 2, name)
    return name, cpu() - begun


def coded(file, seconds):
    """Bits a second of the coded pictures."""
    words = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=size", "-of", "csv=p=0", file]
    return sum(int(size) for size in re.findall(r"\d+", run(*words).stdout)) * 8 / seconds


def frames(file, video, size, seconds, work):
    """XPSNR of each frame at the size shown."""
    stats = os.path.join(work, "xpsnr.log")
    shown = "scale=%d:%d:flags=bicubic,format=yuv420p,setpts=N/TB/24" % size
    graph = f"[0:v]{shown}[a];[1:v]{shown}[b];[a][b]xpsnr=stats_file={stats}"
    run(FFMPEG, "-v", "error", "-nostdin", "-t", seconds, "-i", file, "-t", seconds, "-i", video, "-lavfi", graph,
        "-f", "null", "-")
    with open(stats) as lines:
        found = [re.search(r"XPSNR y: +(\S+)", line) for line in lines]
    return [min(BEST, float(each.group(1))) for each in found if each]


def vmaf(file, video, size, seconds, work):
    """Mean VMAF at the size shown; not a number without the program."""
    if not VMAF:
        return math.nan
    raw = []
    for each in (video, file):
        raw.append(os.path.join(work, "vmaf-%d.y4m" % len(raw)))
        run(FFMPEG, "-v", "error", "-nostdin", "-y", "-t", seconds, "-i", each, "-vf",
            "scale=%d:%d:flags=bicubic,format=yuv420p,select=not(mod(n\\,4)),setpts=N/TB/24" % size, "-fps_mode", "passthrough", "-strict", "-1", raw[-1])
    out = os.path.join(work, "vmaf.json")
    run(VMAF, "-r", raw[0], "-d", raw[1], "-o", out, "--json", "-q")
    with open(out) as found:
        return json.load(found)["pooled_metrics"]["vmaf"]["mean"]


def worst(values, shots):
    """The worst shot's mean and its number."""
    means = []
    for shot in shots:
        mine = values[shot["startFrame"]:shot["endFrame"]]
        if len(mine) == shot["endFrame"] - shot["startFrame"]:
            means.append((sum(mine) / len(mine), shot["index"]))
    return min(means), sum(mean for mean, _ in means) / len(means)


def at(points, wanted):
    """Bits a second at which a fixed encode's worst shot would be as good: on a line of log rate over dB."""
    points = sorted(points)
    if len(points) < 2:
        return math.nan
    (a, one), (b, two) = min(zip(points, points[1:]), key=lambda pair: abs((pair[0][1] + pair[1][1]) / 2 - wanted))
    if not -1 <= (wanted - one) / max(1e-9, two - one) <= 2:
        return math.nan  # too far beyond both to tell
    return math.exp(math.log(a) + (wanted - one) / max(1e-9, two - one) * (math.log(b) - math.log(a)))


def main():
    ladder, video, work, seconds = sys.argv[1:5]
    rates = {int(lines): [int(rate) for rate in kbps.split(",")]
             for lines, kbps in (word.split("=") for word in sys.argv[5:])}
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(ladder, "ladder.json")) as file:
        record = json.load(file)
    size = max((rung["width"], rung["height"]) for rung in record["rungs"])
    print("encode\tsize\tkbit/s\tworst shot\tits XPSNR\tmean of shots\tVMAF\tCPU s")
    for rung in record["rungs"]:
        points, levels = [], []
        encodes = [("jnd " + rung["rung"], joined(ladder, rung, work), math.nan)]
        for kbps in rates.get(min(rung["width"], rung["height"]), []):
            name, seconds_used = fixed(video, rung, kbps, work)
            encodes.append(("fixed %dk" % kbps, name, seconds_used))
        for what, name, used in encodes:
            rate = coded(name, record["duration"])
            (quality, number), mean = worst(frames(name, video, size, seconds, work), record["shots"])
            print(what, "%dx%d" % (rung["width"], rung["height"]), "%.0f" % (rate / 1000), number, "%.2f" % quality,
                  "%.2f" % mean, "%.2f" % vmaf(name, video, size, seconds, work), "%.1f" % used, sep="\t", flush=True)
            (points if what.startswith("fixed") else levels).append((rate, quality))
        needed = at(points, levels[0][1])
        if not math.isnan(needed):
            print("fixed at equal worst shot", rung["rung"], "%.0f" % (needed / 1000),
                  "the ladder's rung takes %+.0f %%" % (100 * (levels[0][0] / needed - 1)), sep="\t", flush=True)
    for dropped in record["dropped"]:
        print("left out", dropped["rung"], dropped["reason"], sep="\t")


main()
