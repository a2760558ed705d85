#!/usr/bin/env python3
"""The curves that the mappings from QP to the CRFs of x265 and SVT-AV1 are fitted to.

Every clip of src/bench/crf/clips.tsv (cut to at most 72 frames and 360 lines) is encoded by x264 (medium) at its constant QPs, then by
each other encoder in 10 bit at CRFs around the one of equal XPSNR, with the settings that the mapping in src/main/resources names;
everything is measured against the clip in 10 bit. What is there already is not made again, so that it can be stopped and gone on with.

Usage: curves.py SOURCES WORK JOB...   with FFMPEG (a program with libx264, libx265, libsvtav1, xpsnr) and, for VMAF and PSNR-HVS, VMAF
(libvmaf's program) in the environment. SOURCES has the folders video and pictures; WORK/clips and WORK/curves.tsv are written.
A job is ENCODER:PRESET, of the QP 28; ENCODER:PRESET:all, of all QPs of clips.tsv; /CLIPS for no more than so many clips.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MAPPINGS = os.path.join(HERE, "../../main/resources/io/jndencode/plan/crf")
FFMPEG = os.environ.get("FFMPEG", "ffmpeg")
FFPROBE = os.environ.get("FFPROBE", "ffprobe")
VMAF = os.environ.get("VMAF")
LINES, FRAMES = 360, 72
HEADER = "clip\tencoder\tpreset\tvalue\tbytes\txpsnr\tssim\tvmaf\tpsnrhvs\tseconds\n"
# The same bytes on any machine, one closed GOP.
FIXED = {
    "x264": "keyint=infinite:scenecut=0:threads=1",
    "x264-crf": "keyint=infinite:scenecut=0:threads=1:aq-mode=2:aq-strength=0.6:mbtree=1:qcomp=0.6:rc-lookahead=40",
    "x265": "pools=1:frame-threads=1:lookahead-slices=1:wpp=0:keyint=-1:min-keyint=9999:scenecut=0:open-gop=0:info=0:repeat-headers=0",
    "svt-av1": "lp=1:keyint=-1:scd=0:irefresh-type=2:enable-overlays=0",
}
# Where to begin for a QP, and dB of XPSNR a step: only to choose the CRFs that are measured.
FIRST = {"x265": lambda qp: qp - 1, "svt-av1": lambda qp: 38 + 1.7 * (qp - 28)}
SLOPE = {"x265": -0.6, "svt-av1": -0.3}
NEAR = 0.3


def params(encoder, own=None):
    """All of an encoder's options: the fixed ones, and its own instead of the mapping's."""
    if encoder.startswith("x264"):
        return FIXED[encoder]
    if own is None:
        with open(os.path.join(MAPPINGS, encoder + "-mapping.json")) as file:
            own = ":".join(f"{key}={value}" for key, value in json.load(file)["params"].items())
    return FIXED[encoder] + (":" + own if own else "")


def run(command):
    """What it says, and its CPU seconds."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    text = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise RuntimeError(" ".join(command) + "\n" + text[-2000:])
    return text, usage.ru_utime + usage.ru_stime


def encoder_options(encoder, preset, value, own):
    said = params(encoder, own)
    if encoder == "x264-crf":
        return ["-c:v", "libx264", "-preset", preset, "-crf", f"{value:g}", "-x264-params", said, "-pix_fmt", "yuv420p"]
    if encoder == "x264":
        return ["-c:v", "libx264", "-preset", preset, "-qp", f"{value:g}", "-x264-params", said, "-pix_fmt", "yuv420p"]
    if encoder == "x265":
        return ["-c:v", "libx265", "-preset", preset, "-crf", f"{value:g}", "-x265-params", said, "-pix_fmt", "yuv420p10le"]
    return ["-c:v", "libsvtav1", "-preset", preset, "-svtav1-params", f"crf={value:g}:{said}", "-pix_fmt", "yuv420p10le"]


def measure(clip, encoder, preset, value, vmaf, own=None):
    """Bytes, XPSNR, SSIM, VMAF, PSNR-HVS (0 where not measured), CPU seconds of the encode."""
    folder = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        out, sizes, pictures, originals, scores = (os.path.join(folder, n) for n in ("o.mkv", "sizes", "o.y4m", "r.y4m", "vmaf.json"))
        _, seconds = run(
            [FFMPEG, "-v", "error", "-threads", "1", "-i", clip, "-an", "-fps_mode", "passthrough"]
            + encoder_options(encoder, preset, value, own)
            + ["-threads", "1", "-stats_mux_pre:v", sizes, "-stats_mux_pre_fmt:v", "{size}", out]
        )
        ways = 3 if vmaf else 2
        # Of more than 8 bits, xpsnr reads rightly only what lies in memory as the reference does, in rows without a gap.
        graph = ";".join(
            f"[{n}:v]settb=AVTB,setpts=N,format=yuv420p10le,split={ways}[{n}a][{n}b]" + (f"[{n}c]" if vmaf else "") for n in (0, 1)
        )
        whole = "crop=iw-mod(iw\\,32):ih,copy"
        graph += f";[0a]{whole}[0x];[1a]{whole}[1x];[0x][1x]xpsnr[x];[0b][1b]ssim[s]"
        outputs = ["-map", "[x]", "-f", "null", "-", "-map", "[s]", "-f", "null", "-"]
        if vmaf:
            for label, file in (("[0c]", originals), ("[1c]", pictures)):
                outputs += ["-map", label, "-strict", "-1", "-f", "yuv4mpegpipe", file]
        one = ["-threads", "1", "-i"]
        text, _ = run([FFMPEG, "-nostats", "-filter_complex_threads", "1", *one, clip, *one, out, "-filter_complex", graph, *outputs])
        found = [0.0, 0.0]
        if vmaf:
            run([VMAF, "-r", originals, "-d", pictures, "--feature", "psnr_hvs", "-o", scores, "--json", "-q", "--threads", "1"])
            with open(scores) as file:
                pooled = json.load(file)["pooled_metrics"]
            found = [pooled["vmaf"]["mean"], pooled["psnr_hvs_y"]["mean"]]
        with open(sizes) as file:
            size = sum(map(int, file.read().split()))
        xpsnr = float(re.search(r"XPSNR\s+y: *([\d.]+)", text).group(1))
        ssim = float(re.search(r"SSIM Y:([\d.]+)", text).group(1))
        return [size, xpsnr, ssim, *found, seconds]
    finally:
        shutil.rmtree(folder)


class Curves:
    def __init__(self, path):
        self.path = path
        self.points = {}
        if not os.path.exists(path):
            with open(path, "w") as file:
                file.write(HEADER)

    def read(self):
        """What is there by now: two of these may run at once, with different jobs."""
        with open(self.path) as file:
            for row in file.read().splitlines()[1:]:
                clip, encoder, preset, value, *cells = row.split("\t")
                self.points[clip, encoder, preset, float(value)] = [float(cell) for cell in cells]

    def get(self, clip, encoder, preset, value, vmaf):
        key = (os.path.basename(clip), encoder, preset, float(value))
        if key not in self.points:
            self.read()
        if key not in self.points:
            point = measure(clip, encoder, preset, value, vmaf and VMAF is not None)
            self.points[key] = point
            with open(self.path, "a") as file:
                file.write("%s\t%s\t%s\t%g\t%d\t%.4f\t%.6f\t%.4f\t%.4f\t%.2f\n" % (*key, *point))
        return self.points[key]

    def around(self, clip, encoder, preset, qp):
        """Measures until two CRFs have the XPSNR of the constant QP between them, or nearly."""
        self.read()
        wanted = self.get(clip, "x264", "medium", qp, qp == 28)[1]
        own = {k[3]: p for k, p in self.points.items() if k[:3] == (os.path.basename(clip), encoder, preset)}
        best = min(own, key=lambda value: abs(own[value][1] - wanted), default=FIRST[encoder](qp))
        value = round(4 * best) / 4
        for _ in range(3):
            off = self.get(clip, encoder, preset, value, qp == 28)[1] - wanted
            own[value] = self.points[os.path.basename(clip), encoder, preset, value]
            finer = [v for v in own if own[v][1] >= wanted and own[v][1] < wanted + 3 * NEAR + 1]
            coarser = [v for v in own if own[v][1] <= wanted and own[v][1] > wanted - 3 * NEAR - 1]
            if finer and coarser and len(own) > 1:
                return
            beyond = NEAR if off > 0 else -NEAR
            step = -(off + beyond) / SLOPE[encoder]
            value = round(4 * max(4, min(63, value + step))) / 4
            if value in own:
                return


def cut(sources, source, start, frames, clip):
    every, picture = 1, source.endswith(".jpg")
    file = os.path.join(sources, "pictures" if picture else "video", source)
    if not picture:
        rate = subprocess.check_output(
            [FFPROBE, "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=avg_frame_rate", "-of", "csv=p=0", file]
        )
        over, under = rate.decode().split()[0].strip(",").split("/")
        every = 2 if int(over) / int(under) > 31 else 1
    run(
        [FFMPEG, "-v", "error", "-y", *(["-loop", "1", "-framerate", "25"] if picture else ["-ss", start]), "-i", file, "-an", "-sn"]
        + ["-dn", "-fps_mode", "vfr", "-frames:v", str(frames), "-vf"]
        + [f"select='not(mod(n,{every}))',scale=-2:'min({LINES},ih)':flags=lanczos,format=yuv420p"]
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-threads", "1", clip + ".part.mkv"]
    )
    os.rename(clip + ".part.mkv", clip)


def clips(sources, work):
    """With their QPs; one of every source first."""
    with open(os.path.join(HERE, "../crf/clips.tsv")) as file:
        rows = [row.split("\t") for row in file.read().splitlines()[1:]]
    seen, found = {}, []
    for source, start, frames, qps in rows:
        rank = seen[source] = seen.get(source, -1) + 1
        name = f"{source}@{start}+{min(FRAMES, int(frames))}.mkv"
        clip = os.path.join(work, "clips", name)
        if not os.path.exists(clip):
            cut(sources, source, start, min(FRAMES, int(frames)), clip)
        found.append((rank, clip, [int(qp) for qp in qps.split(",")]))
    return [(clip, qps) for _, clip, qps in sorted(found, key=lambda item: item[0])]


def main(sources, work, *jobs):
    os.makedirs(os.path.join(work, "clips"), exist_ok=True)
    curves = Curves(os.path.join(work, "curves.tsv"))
    chosen = clips(sources, work)
    for job in jobs:
        what, _, most = job.partition("/")
        encoder, preset, *every = what.split(":")
        for clip, qps in chosen[: int(most) if most else None]:
            for qp in qps if every else [28]:
                curves.around(clip, encoder, preset, qp)


if __name__ == "__main__":
    main(*sys.argv[1:])
