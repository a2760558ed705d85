#!/usr/bin/env python3
"""Encodes clips below ceilings on their rate and works a decoder's buffer through the packets that ffprobe reads.

    src/bench/caps.py WORK ENCODER:PRESET[,ENCODER:PRESET...] CLIP...

Each clip is encoded without a ceiling, then with 100, 60 and 35 % of that encode's mean rate as --maxrate and a buffer of one
second. Prints a row for each, and the sums. The buffer is that of H.264 C.1.1 and C.1.2 with cbr_flag 0, nine tenths full at first;
nothing of jnd-encode is used to check it. Needs ffprobe; JND_ENCODE names the program (default: ./jnd-encode).
"""
import json
import os
import subprocess
import sys
import time

PROGRAM = os.environ.get("JND_ENCODE", "./jnd-encode")


def packets(file):
    words = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,size", "-of", "json", file]
    read = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)["packets"]
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


def encode(clip, output, encoder, preset, *more):
    begun = time.time()
    words = [PROGRAM, clip, "-o", output, "-y", "--no-resume", "--no-audio", "--encoder", encoder, "--encoder-preset", preset]
    words += ["--rate-control", "crf", "--progress", "none", *more]
    run = subprocess.run(words, capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    with open(output.rsplit(".", 1)[0] + ".json") as record:
        return json.load(record), time.time() - begun


def main():
    work, encoders, clips = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
    os.makedirs(work, exist_ok=True)
    print("clip\tencoder\tmaxrate\tlacking without\tlacking\tbuffer low\tshots\theld below\tencodes\tbits\ttime")
    for each in encoders:
        encoder, preset = each.split(":")
        sums = [0] * 5
        for clip in clips:
            name = os.path.splitext(os.path.basename(clip))[0]
            free = os.path.join(work, name + "-free.mp4")
            plan, seconds = encode(clip, free, encoder, preset)
            times, bits = packets(free)
            mean = sum(bits) / (times[-1] - times[0])
            for share in (1.0, 0.6, 0.35):
                rate = max(8, int(mean * share / 1000)) * 1000
                held = os.path.join(work, name + "-held.mp4")
                done, longer = encode(clip, held, encoder, preset, "--maxrate", str(rate), "--bufsize", str(rate))
                without, _ = buffer(free, rate, rate)
                lacking, low = buffer(held, rate, rate)
                shots = done["shots"]
                capped = sum("capped" in shot for shot in shots)
                encodes = sum(shot["result"]["attempts"] for shot in shots)
                coded = sum(shot["result"]["bytes"] for shot in shots)
                before = sum(shot["result"]["bytes"] for shot in plan["shots"])
                print(os.path.basename(clip), each, rate, without, lacking, "%.3f" % low, len(shots), capped, encodes,
                      "%.2f" % (coded / before), "%.2f" % (longer / seconds), sep="\t", flush=True)
                for i, value in enumerate((without, lacking, len(shots), capped, encodes)):
                    sums[i] += value
        print("all", each, "", sums[0], sums[1], "", sums[2], sums[3], sums[4], "", "", sep="\t", flush=True)


main()
