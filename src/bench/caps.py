#!/usr/bin/env python3
"""Encodes clips below ceilings on their rate, works a decoder's buffer through the packets that ffprobe reads, and puts two passes
and a capped CRF of the same encoder below the same ceiling beside it.

    src/bench/caps.py hold WORK HELD.tsv SOURCES [ENCODER:PRESET,...]
    src/bench/caps.py beside WORK HELD.tsv BESIDE.tsv
    src/bench/caps.py tables HELD.tsv [BESIDE.tsv]

hold encodes the clips of caps.clips.tsv, cut out of the videos in SOURCES (or SOURCES itself where it is a video), without a ceiling,
then with 100, 60 and 35 % of that encode's mean rate as ceiling and a buffer of one second: the first by the main job, the others by
apply of its sidecar with the ceiling written into it. The buffer is that of H.264 C.1.1 and C.1.2 with cbr_flag 0, nine tenths full at
first; nothing of jnd-encode is used to check it.

beside puts ffmpeg's encodes beside those, of all clips and encoders, one clip after the other: the CRF that takes as many bits as ours
without a ceiling (within 3 %, or the nearest whole one), below the same ceiling; and two passes to the bits that ours below it has
(SVT-AV1, which ffmpeg gives no two passes, one pass to that rate and no ceiling, which it takes only with a CRF). XPSNR and SSIM of luma by
ffmpeg's filters, of all frames and of the worst second; with VMAF, libvmaf's program, VMAF of every third frame at 60 %.

Both go on where they stopped. tables prints sums and medians. Needs python3, ffprobe and an ffmpeg 7.1 or later, which FFMPEG names;
JND_ENCODE names the program (default: ./jnd-encode).
"""
import json
import math
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("JND_ENCODE", "./jnd-encode")
FFMPEG = os.environ.get("FFMPEG", "ffmpeg")
VMAF = os.environ.get("VMAF")
SHARES = (1.0, 0.6, 0.35)
LIBRARY = {"x264": "libx264", "x265": "libx265", "svt-av1": "libsvtav1"}
HALVING = {"x264": 6.0, "x265": 6.0, "svt-av1": 8.0}
QUALITY = ["xpsnr", "xpsnr worst s", "ssim", "ssim worst s", "vmaf", "vmaf worst s"]
HELD = ["clip", "encoder", "share", "maxrate", "kbits", "without", "lacking", "low", "shots", "held", "encodes", "most"]
BESIDE = ["clip", "encoder", "share", "maxrate", "method", "crf", "kbits", "lacking", "low"] + QUALITY
SEEN = 0.6  # the ceiling at which VMAF looks


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError("%s\n%s" % (" ".join(map(str, words)), done.stderr[-2000:]))
    return done.stdout


def ffmpeg(*words):
    run(FFMPEG, "-v", "error", "-nostdin", "-y", *words)


def packets(file):
    words = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,size", "-of", "json", file]
    read = json.loads(run(*words))["packets"]
    return sorted(float(p["pts_time"]) for p in read), [8 * int(p["size"]) for p in read]


def buffer(file, rate, size):
    """Returns how many frames lack bits, and how full the buffer is at its emptiest."""
    times, bits = packets(file)
    fill, low, lacking = 0.9 * size, 1.0, 0
    for i, (time_, frame) in enumerate(zip(times, bits)):
        if i:
            fill = min(size, fill + (time_ - times[i - 1]) * rate)
        lacking += fill < frame
        fill = max(0, fill - frame)
        low = min(low, fill / size)
    return lacking, low


def seconds(file):
    times, _ = packets(file)
    return (times[-1] - times[0]) * len(times) / max(1, len(times) - 1)


def clips(sources, work):
    """The clips of the list beside this, cut without loss, 360 lines."""
    folder = os.path.join(work, "clips")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(HERE, "caps.clips.tsv")) as lines:
        for source, start, frames in [line.split() for line in lines][1:]:
            clip = os.path.join(folder, "%s@%s.mkv" % (os.path.splitext(source)[0], start))
            if not os.path.exists(clip):
                part = clip + ".part.mkv"
                ffmpeg("-ss", start, "-i", os.path.join(sources, source), "-an", "-sn", "-dn", "-fps_mode", "vfr", "-frames:v", frames, "-vf",
                       "scale=-2:360:flags=lanczos,format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-qp", 0, "-threads", 1, part)
                os.rename(part, clip)
            yield clip


def encode_file(work, clip, each, share):
    return os.path.join(work, "%s-%s-%g.mp4" % (os.path.splitext(os.path.basename(clip))[0], each.replace(":", "-"), 100 * share))


def facts(output):
    with open(output.rsplit(".", 1)[0] + ".json") as record:
        shots = json.load(record)["shots"]
    attempts = [shot["result"]["attempts"] for shot in shots]
    return {"shots": len(shots), "held": sum("capped" in shot for shot in shots), "encodes": sum(attempts), "most": max(attempts)}


def free(clip, output, encoder, preset):
    run(PROGRAM, clip, "-o", output, "-y", "--no-resume", "--no-audio", "--encoder", encoder, "--encoder-preset", preset,
        "--rate-control", "crf", "--workers", 1, "--progress", "none")


def held(clip, plan, output, rate):
    """The same shots below a ceiling."""
    with open(plan.rsplit(".", 1)[0] + ".json") as record:
        sidecar = json.load(record)
    sidecar["encoder"]["cap"] = {"maxrate": rate, "bufsize": rate}
    asked = output.rsplit(".", 1)[0] + ".plan.json"
    with open(asked, "w") as record:
        json.dump(sidecar, record)
    run(PROGRAM, "apply", asked, "--source", clip, "-o", output, "-y", "--no-resume", "--workers", 1, "--progress", "none",
        "--sidecar", output.rsplit(".", 1)[0] + ".json")


def theirs(clip, output, encoder, preset, *rate):
    ffmpeg("-i", clip, "-an", "-c:v", LIBRARY[encoder], "-preset", preset, "-threads", 1,
           *(["-x265-params", "log-level=error:pools=none"] if encoder == "x265" else []),
           *(["-svtav1-params", "lp=1"] if encoder == "svt-av1" else []), *rate, output)


def two_passes(clip, output, encoder, preset, bits, rate):
    log = output + ".log"
    held = ["-b:v", bits, "-maxrate", rate, "-bufsize", rate]
    if encoder == "x264":
        theirs(clip, output, encoder, preset, *held, "-pass", 1, "-passlogfile", log)
        theirs(clip, output, encoder, preset, *held, "-pass", 2, "-passlogfile", log)
    elif encoder == "x265":
        for each in (1, 2):
            ffmpeg("-i", clip, "-an", "-c:v", "libx265", "-preset", preset, "-threads", 1, "-x265-params",
                   "log-level=error:pools=none:pass=%d:stats=%s" % (each, log), *held, output)
    else:
        theirs(clip, output, encoder, preset, "-b:v", bits)


def crf_of(clip, work, encoder, preset, wanted):
    """The CRF at which the encoder takes so many bits without a ceiling."""
    name, tried, crf = os.path.join(work, "search.mp4"), {}, {"x264": 23.0, "x265": 24.0, "svt-av1": 35.0}[encoder]
    while crf not in tried and len(tried) < 6:
        theirs(clip, name, encoder, preset, "-crf", "%g" % crf)
        tried[crf] = math.log2(sum(packets(name)[1]) / wanted)
        if abs(tried[crf]) < math.log2(1.03):
            break
        near = sorted(tried, key=lambda each: abs(tried[each]))[:2]
        slope = -1 / HALVING[encoder]
        if len(near) == 2 and tried[near[0]] != tried[near[1]]:
            slope = min(-0.04, (tried[near[0]] - tried[near[1]]) / (near[0] - near[1]))
        crf = near[0] - max(-12, min(12, tried[near[0]] / slope))
        crf = max(1.0, min(50.0, round(crf * 4) / 4)) if encoder != "svt-av1" else max(1.0, min(63.0, float(round(crf))))
    return min(tried, key=lambda each: abs(tried[each]))


def pooled(values):
    """As the filter does: the mean of the roots of the weighed errors."""
    return -20 * math.log10(max(1e-5, statistics.fmean(10 ** (-min(100, each) / 20) for each in values)))


def worst(values, frames, mean):
    whole = [values[i:i + frames] for i in range(0, len(values), frames)]
    return min(mean(each) for each in whole if 2 * len(each) >= frames)


def quality(clip, file, work, frames, share):
    one, two = os.path.join(work, "xpsnr.log"), os.path.join(work, "ssim.log")
    even = "settb=AVTB,setpts=N/TB/25,format=yuv420p"
    ffmpeg("-i", clip, "-i", file, "-lavfi", f"[0:v]{even},split[a][c];[1:v]{even},split[b][d];[a][b]xpsnr=stats_file={one};"
           f"[d][c]ssim=stats_file={two}", "-threads", 1, "-f", "null", "-")
    with open(one) as lines:
        xpsnr = [float(found.group(1)) for found in (re.search(r"XPSNR y: +(\S+)", line) for line in lines) if found]
    with open(two) as lines:
        ssim = [float(found.group(1)) for found in (re.search(r"Y:(\S+)", line) for line in lines) if found]
    all_ = [pooled(xpsnr), worst(xpsnr, frames, pooled), statistics.fmean(ssim), worst(ssim, frames, statistics.fmean)]
    return all_ + (vmaf(clip, file, work, frames) if share == SEEN else [math.nan, math.nan])


def vmaf(clip, file, work, frames):
    if not VMAF:
        return [math.nan, math.nan]
    raw = []
    for each in (clip, file):
        raw.append(os.path.join(work, "vmaf-%d.y4m" % len(raw)))
        ffmpeg("-i", each, "-vf", "format=yuv420p,setpts=N/TB/25", "-fps_mode", "passthrough", "-strict", -1, raw[-1])
    out = os.path.join(work, "vmaf.json")
    run(VMAF, "-r", raw[0], "-d", raw[1], "-o", out, "--json", "-q", "--threads", 1, "--subsample", 3)
    with open(out) as found:
        scores = [(each["frameNum"], each["metrics"]["vmaf"]) for each in json.load(found)["frames"]]
    chunks = [[score for n, score in scores if first <= n < first + frames] for first in range(0, 1 + scores[-1][0], frames)]
    return [statistics.fmean(score for _, score in scores), min(statistics.fmean(each) for each in chunks if 6 * len(each) >= frames)]


def hold(clip, each, work):
    encoder, preset = each.split(":")
    plan = encode_file(work, clip, each, 0)
    free(clip, plan, encoder, preset)
    length, bits = seconds(clip), sum(packets(plan)[1])
    for share in (0.0, *SHARES):
        rate, file = max(8, int(bits / length * share / 1000)) * 1000, encode_file(work, clip, each, share)
        if share:
            held(clip, plan, file, rate)
        without, (lacking, low) = buffer(plan, rate, rate)[0], buffer(file, rate, rate)
        row = dict(facts(file), clip=clip, encoder=each, share=share, maxrate=rate if share else "", without=without if share else "",
                   lacking=lacking if share else "", low="%.3f" % low if share else "", kbits="%.1f" % (sum(packets(file)[1]) / 1000))
        yield [str(row[column]) for column in HELD]


def beside(clip, each, mine, work):
    encoder, preset = each.split(":")
    length = seconds(clip)
    frames = max(1, round(len(packets(clip)[0]) / length))
    file = os.path.join(work, "encode.mp4")

    def row(share, rate, method, coded, crf=""):
        lacking, low = buffer(coded, rate, rate) if share else ("", math.nan)
        values = dict(clip=clip, encoder=each, share=share, maxrate=rate or "", method=method, crf=crf, lacking=lacking, low="%.3f" % low,
                      kbits="%.1f" % (sum(packets(coded)[1]) / 1000))
        values.update({column: "%.4f" % value for column, value in zip(QUALITY, quality(clip, coded, work, frames, share))})
        return [str(values[column]) for column in BESIDE]

    plan = encode_file(work, clip, each, 0)
    crf = crf_of(clip, work, encoder, preset, sum(packets(plan)[1]))
    theirs(clip, file, encoder, preset, "-crf", "%g" % crf)
    yield row(0.0, 0, "ours", plan)
    yield row(0.0, 0, "capped CRF", file, crf)
    for share in SHARES:
        rate, below = int(mine[share]["maxrate"]), encode_file(work, clip, each, share)
        yield row(share, rate, "ours", below)
        theirs(clip, file, encoder, preset, "-crf", "%g" % crf, "-maxrate", rate, "-bufsize", rate)
        yield row(share, rate, "capped CRF", file, crf)
        two_passes(clip, file, encoder, preset, round(sum(packets(below)[1]) / length), rate)
        yield row(share, rate, "two passes", file)


def read(table):
    if not os.path.exists(table):
        return []
    with open(table) as lines:
        names, *values = [line.rstrip("\n").split("\t") for line in lines]
    return [dict(zip(names, each)) for each in values]


def going_on(table, columns, tasks, rows_of):
    """Adds the rows of each task that is not in the table yet; names of clips are written without their folders."""
    done = {(row["clip"], row["encoder"]) for row in read(table)}
    if not done:
        with open(table, "w") as lines:
            print(*columns, sep="\t", file=lines)
    for clip, each in tasks:
        name = os.path.splitext(os.path.basename(clip))[0]
        if (name, each) not in done:
            whole = [[name, *row[1:]] for row in rows_of(clip, each)]
            with open(table, "a") as lines:
                print(*["\t".join(row) for row in whole], sep="\n", file=lines)


def medians(mine, others, share, method):
    pairs = [(a, b) for a in mine for b in others if a["clip"] == b["clip"] and float(a["share"]) == share == float(b["share"])
             and a["method"] == "ours" and b["method"] == method]
    if pairs:
        ratio = statistics.median(float(b["kbits"]) / float(a["kbits"]) for a, b in pairs)
        gains = ["%+.4g" % statistics.median(float(a[name]) - float(b[name]) for a, b in pairs) for name in QUALITY]
        print("%g" % share, method, len(pairs), sum(int(b["lacking"] or 0) for _, b in pairs), "%.3f" % ratio, *gains, sep="\t")


def tables(table, other=None):
    rows = read(table)
    print("encoder\tclips\tceilings\tframes that lack bits without\twith it\tshots held\tof\tencodes of a held shot\tat most")
    for each in dict.fromkeys(row["encoder"] for row in rows):
        capped = [row for row in rows if row["encoder"] == each and float(row["share"])]
        held_shots, shots = sum(int(row["held"]) for row in capped), sum(int(row["shots"]) for row in capped)
        again = sum(int(row["encodes"]) for row in capped) - shots
        print(each, len({row["clip"] for row in capped}), len(capped), sum(int(row["without"]) for row in capped),
              sum(int(row["lacking"]) for row in capped), held_shots, shots, "%.2f" % (1 + again / max(1, held_shots)),
              max(int(row["most"]) for row in capped), sep="\t")
    rows = read(other) if other else []
    for each in dict.fromkeys(row["encoder"] for row in rows):
        mine = [row for row in rows if row["encoder"] == each]
        print("\n" + each + "\nshare\tbeside\tclips\ttheir frames that lack bits\ttheir bits / ours\t" + "\t".join("ours - theirs: " + name for name in QUALITY))
        for share in (0.0, *SHARES):
            for method in ("capped CRF", "two passes"):
                medians(mine, mine, share, method)


def main(what, *words):
    if what == "hold":
        work, table, sources, *more = words
        os.makedirs(work, exist_ok=True)
        encoders = more[0].split(",") if more else ["x264:medium", "svt-av1:10", "x265:veryfast"]
        found = list(clips(sources, work)) if os.path.isdir(sources) else [sources]
        going_on(table, HELD, [(clip, each) for clip in found for each in encoders], lambda clip, each: hold(clip, each, work))
    elif what == "beside":
        work, table, other = words
        rows = read(table)
        tasks = dict.fromkeys((os.path.join(work, "clips", row["clip"] + ".mkv"), row["encoder"]) for row in rows)
        going_on(other, BESIDE, list(tasks), lambda clip, each: beside(clip, each, {
            float(row["share"]): row for row in rows if clip.endswith("/" + row["clip"] + ".mkv") and row["encoder"] == each}, work))
    else:
        tables(*words)


main(*sys.argv[1:])
