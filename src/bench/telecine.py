#!/usr/bin/env python3
"""What --deinterlace does to telecined film: PSNR of luma against the film's own pictures, of bwdif alone and of joined fields.

Usage: src/bench/telecine.py VIDEO...    (needs ffmpeg and numpy; prints mean and worst frame, tab separated)
"""
import os
import subprocess
import sys
import tempfile

import numpy

WIDTH, HEIGHT, FRAMES = 720, 480, 100
BWDIF = "bwdif=mode=send_frame:parity=auto:deint=interlaced"
CODERS = {
    "x264 tff": ["-c:v", "libx264", "-preset", "fast", "-crf", "16", "-x264-params", "tff=1"],
    "mpeg2 bff": ["-c:v", "mpeg2video", "-b:v", "8M", "-maxrate", "9M", "-bufsize", "1835k", "-g", "15"],
}


def ffmpeg(*words):
    command = ["nice", "ffmpeg", "-nostdin", "-v", "error", "-y", *words]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def luma(video, filters):
    raw = ffmpeg("-i", video, "-vf", filters, "-fps_mode", "passthrough", "-pix_fmt", "gray", "-f", "rawvideo", "-")
    return numpy.frombuffer(raw, numpy.uint8).reshape(-1, HEIGHT, WIDTH).astype(numpy.float32)


def decibels(error):
    return 10 * numpy.log10(255**2 / max(error, 1e-9))


def against(film, frames):
    pictures = [n // 5 * 4 + (0, 1, 1, 2, 3)[n % 5] for n in range(len(frames))]
    errors = [((film[p] - f) ** 2).mean() for p, f in zip(pictures, frames) if p < len(film)]
    return f"{decibels(numpy.mean(errors)):.1f} ({decibels(max(errors)):.1f})"


def main():
    with tempfile.TemporaryDirectory() as work:
        for video in sys.argv[1:]:
            original, made = os.path.join(work, "film.mkv"), os.path.join(work, "telecined.mkv")
            scale = f"setpts=N/24/TB,scale={WIDTH}:{HEIGHT}:flags=lanczos,format=yuv420p"
            ffmpeg("-i", video, "-an", "-frames:v", str(FRAMES), "-vf", scale, "-r", "24", "-c:v", "ffv1", original)
            film = luma(original, "null")
            for name, coder in CODERS.items():
                order = name.split()[1]
                first = "top" if order == "tff" else "bottom"
                woven = f"telecine=first_field={first}:pattern=23,setfield={order}"
                ffmpeg("-i", original, "-vf", woven, *coder, "-flags", "+ildct+ilme", made)
                joined = f"fieldmatch=order={order}:combmatch=full,{BWDIF}"
                figures = [against(film, luma(made, chain)) for chain in ("null", BWDIF, joined)]
                print(os.path.basename(video), name, *figures, sep="\t", flush=True)


main()
