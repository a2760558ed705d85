#!/usr/bin/python3
"""Finds the shots of videos whose changes are known, by jnd-encode, by FFmpeg's scdet and by PySceneDetect.

    src/bench/shots/compare.py CLIPS WORK [PYSCENEDETECT]

CLIPS holds the takes of takes.tsv. They are spliced here, 640x360 at 25 frames a second, x264 CRF 20: hard cuts, jumps within one take,
dissolves, wipes, fades; and clips without any change of shot that look like one: flashes, a fast pan over a still picture, a caption or a
picture in the picture that comes and goes, bars above and below that come and go. real.tsv beside this file has the changes of edited
videos, told by eye. A hard change is found where a boundary lies within one frame of it, a gradual one where it lies in it or within two
frames; every other boundary is false. Every detector runs as it comes, scdet at a lower threshold too.
PYSCENEDETECT is the folder that holds the package scenedetect; it needs OpenCV. Results: WORK/found.tsv, one row a video and detector.
"""
import pathlib
import random
import re
import subprocess
import sys
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
W, H, LUMA = 640, 360, 640 * 360
SIZE = LUMA * 3 // 2


def frames_of(clip, first, work):
    """The first 120 frames of a take after FIRST, as rows of 8-bit planar 4:2:0 samples."""
    raw = work / "takes" / (clip.name + ".yuv")
    if not raw.exists():
        raw.parent.mkdir(parents=True, exist_ok=True)
        fit = f"scale={W}:{H}:force_original_aspect_ratio=increase:flags=lanczos,crop={W}:{H},format=yuv420p"
        trim = f"trim=start_frame={first}:end_frame={first + 120}"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", clip, "-an", "-vf", f"{trim},{fit}", "-fps_mode", "passthrough",
                        "-f", "rawvideo", raw], check=True)
    return np.fromfile(raw, np.uint8).reshape(-1, SIZE)


def write(path, frames):
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{W}x{H}", "-r", "25", "-i", "-",
         "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", path], stdin=subprocess.PIPE)
    for frame in frames:
        encoder.stdin.write(frame.tobytes())
    encoder.stdin.close()
    if encoder.wait():
        raise SystemExit(f"cannot write {path}")


def mix(a, b, share):
    return np.rint(a * (1 - share) + b * share).astype(np.uint8)


def plain(luma):
    return np.concatenate([np.full(LUMA, luma, np.uint8), np.full(LUMA // 2, 128, np.uint8)])


class Splices:
    """Splices takes at random; the same seed makes the same ones. Each kind returns frames and changes (from, to)."""

    def __init__(self, takes, seed):
        self.takes = takes
        self.random = random.Random(seed)

    def other(self, last=None):
        take = self.random.choice(self.takes)
        return take if last is None or take[0] != last[0] else self.other(last)

    def piece(self, take, shortest, longest):
        frames = take[1]
        length = min(len(frames), self.random.randint(shortest, longest))
        start = self.random.randint(0, len(frames) - length)
        return frames[start:start + length]

    def cut(self):
        out, changes, last = [], [], None
        for _ in range(16):
            last = self.other(last)
            if out:
                changes.append((len(out), len(out)))
            out.extend(self.piece(last, 20, 80))
        return out, changes

    def jump(self):
        """One take, 34 frames left out in its middle: as interviews are cut."""
        out, changes = [], []
        for _ in range(8):
            take = self.other()
            while len(take[1]) < 110:
                take = self.other()
            if out:
                changes.append((len(out), len(out)))
            out.extend(take[1][:38])
            changes.append((len(out), len(out)))
            out.extend(take[1][72:110])
        return out, changes

    def blended(self, blend):
        last = self.other()
        out, changes, shot = [], [], list(self.piece(last, 80, 110))
        for _ in range(9):
            last = self.other(last)
            following = list(self.piece(last, 80, 110))
            length = min(self.random.randint(8, 50), len(shot) - 16, len(following) - 16)
            if length < 4:
                continue
            out.extend(shot[:len(shot) - length])
            changes.append((len(out), len(out) + length))
            for k in range(length):
                out.append(blend(shot[len(shot) - length + k], following[k], (k + 1) / (length + 1)))
            shot = following[length:]
        return out + shot, changes

    def dissolve(self):
        return self.blended(mix)

    def wipe(self):
        def blend(a, b, share):
            picture = a.copy()
            edge = int(W * share) // 2 * 2
            for start, width, height, to in ((0, W, H, edge), (LUMA, W // 2, H // 2, edge // 2),
                                             (LUMA * 5 // 4, W // 2, H // 2, edge // 2)):
                plane = slice(start, start + width * height)
                picture[plane].reshape(height, width)[:, :to] = b[plane].reshape(height, width)[:, :to]
            return picture
        return self.blended(blend)

    def fade(self):
        out, changes, last = [], [], None
        colour = plain(16)
        for i in range(9):
            last = self.other(last)
            shot = self.piece(last, 50, 90)
            fade_in, fade_out = self.random.randint(5, 20), self.random.randint(5, 20)
            if i:
                changes[-1] = (changes[-1][0], len(out) + fade_in)
            for k, frame in enumerate(shot):
                share = min(1, (k + 1) / (fade_in + 1) if i else 1, (len(shot) - k) / (fade_out + 1))
                out.append(mix(colour, frame, share))
            changes.append((len(out) - fade_out, 0))
            out.extend([colour] * self.random.randint(0, 12))
        return out, changes[:-1]

    def single(self, alter):
        """Takes faded into each other slowly are not wanted here: one take a video, so nothing else can be found."""
        take = self.other()
        while len(take[1]) < 90:
            take = self.other()
        frames = [frame.copy() for frame in take[1]]
        alter(frames)
        return frames, []

    def flash(self):
        def alter(frames):
            for at in (20, 45, 70):
                strength = 0.4 + 0.6 * self.random.random()
                for k in range(self.random.randint(1, 4)):
                    frames[at + k] = mix(frames[at + k], plain(235), strength)
        return self.single(alter)

    def overlay(self):
        """A caption over the lower quarter, or another take in a corner, comes and goes at once."""
        def alter(frames):
            inner = self.other()[1][0][:LUMA].reshape(H, W)[::3, ::3]
            for at in range(25, 60):
                luma = frames[at][:LUMA].reshape(H, W)
                if caption:
                    luma[270:340, 40:600] = 30
                    luma[290:320, 60:580:7] = 230
                else:
                    luma[20:20 + inner.shape[0], 400:400 + inner.shape[1]] = inner
        caption = self.random.random() < 0.5
        return self.single(alter)

    def bars(self):
        def alter(frames):
            for at in range(30, 65):
                frames[at][:LUMA].reshape(H, W)[:46] = 16
                frames[at][:LUMA].reshape(H, W)[-46:] = 16
        return self.single(alter)

    def pan(self):
        """Fast from one end to the other of three pictures put side by side: no cut, nearly nothing in common after half a second."""
        pictures = [take[1][10] for take in (self.other(), self.other(), self.other())]
        wide = [np.concatenate([p[a:b].reshape(h, w) for p in pictures], axis=1)
                for a, b, h, w in ((0, LUMA, H, W), (LUMA, LUMA * 5 // 4, H // 2, W // 2),
                                   (LUMA * 5 // 4, SIZE, H // 2, W // 2))]
        step = self.random.choice((12, 24, 40, 60))
        out = [0] * 20
        x, places = 0, []
        while x + W <= 3 * W:
            places.append(x)
            x += step
        places = [0] * 20 + places + [places[-1]] * 20
        return [np.concatenate([wide[0][:, p:p + W].ravel(), wide[1][:, p // 2:p // 2 + W // 2].ravel(),
                                wide[2][:, p // 2:p // 2 + W // 2].ravel()]) for p in places], []


KINDS = {"cut": 5, "jump": 5, "dissolve": 5, "wipe": 3, "fade": 5, "flash": 20, "overlay": 20, "bars": 12, "pan": 12}


def made(clips, work):
    """The spliced videos, made once: name, kind, whether our detector was tuned on these takes, path, changes."""
    rows = [line.split("\t") for line in (HERE / "takes.tsv").read_text().splitlines() if not line.startswith("#")]
    for tuned in ("no", "yes"):
        takes = [(scene, frames_of(clips / name, int(first), work))
                 for name, scene, first, used in rows if used.strip() == tuned and (clips / name).exists()]
        splices = Splices(takes, 1 if tuned == "no" else 2)
        for kind, count in KINDS.items():
            for i in range(count):
                path = work / "made" / f"{kind}-{tuned}-{i}.mp4"
                frames, changes = getattr(splices, kind)()
                if not path.exists():
                    path.parent.mkdir(exist_ok=True)
                    write(path, frames)
                yield kind, tuned, path, changes


def real(clips):
    by_file = {}
    table = HERE / "real.tsv"
    if table.exists():
        for line in table.read_text().splitlines():
            if not line.startswith("#"):
                name, start, end, what = line.split("\t")
                by_file.setdefault(name, []).append((int(start), int(end), what.strip()))
    for name, changes in by_file.items():
        for folder in (clips, ROOT / "test-videos"):
            if (folder / name).exists():
                yield "real", "yes" if "sintel" in name else "no", folder / name, changes
                break


def ours(path):
    out = subprocess.run([ROOT / "jnd-encode", "shots", "--format", "csv", "--progress", "none", path],
                         capture_output=True, text=True, check=True).stdout.splitlines()
    head = out[0].split(",")
    start, kind = head.index("startFrame"), head.index("transition")
    rows = [line.split(",") for line in out[1:] if line]
    return [int(row[start]) for row in rows if row[kind] not in ("start", "split")]


def frame_times(path):
    out = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time", "-of",
                          "csv=p=0", path], capture_output=True, text=True, check=True).stdout
    return [float(line.split(",")[0]) for line in out.split() if re.match(r"-?\d", line)]


def scdet(threshold):
    def run(path):
        out = subprocess.run(["ffmpeg", "-v", "info", "-nostats", "-i", path, "-an", "-vf", f"scdet=t={threshold}", "-f", "null", "-"],
                             capture_output=True, text=True, check=True).stderr
        found = [float(t) for t in re.findall(r"lavfi\.scd\.time: ([\d.]+)", out)]
        known = np.array(frame_times(path))
        return [int(np.abs(known - t).argmin()) for t in found]
    return run


def scenedetect(make):
    def run(path):
        from scenedetect import SceneManager, open_video
        manager = SceneManager()
        manager.add_detector(make())
        video = open_video(str(path))
        manager.detect_scenes(video)
        return [start.frame_num for start, _ in manager.get_scene_list()[1:]]
    return run


def detectors(package):
    yield "jnd-encode", ours
    for threshold in (10, 7):
        yield f"scdet {threshold}", scdet(threshold)
    if package:
        sys.path.insert(0, package)
        import scenedetect as peer
        yield "PySceneDetect adaptive", scenedetect(peer.AdaptiveDetector)
        yield "PySceneDetect content", scenedetect(peer.ContentDetector)


def score(changes, found):
    """How many changes were found, and the boundaries that are none. What is open counts neither way."""
    left, hits = sorted(found), 0
    for start, end, *what in changes:
        slack = 1 if start == end else 2
        match = [f for f in left if start - slack <= f <= end + slack]
        if what == ["open"]:
            left = [f for f in left if f not in match]
        elif match:
            left.remove(match[0])
            hits += 1
    return hits, left


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    clips, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    package = sys.argv[3] if len(sys.argv) > 3 else None
    table = work / "found.tsv"
    done = {tuple(line.split("\t")[:2]) for line in table.read_text().splitlines()} if table.exists() else set()
    runs = list(detectors(package))
    with table.open("a") as out:
        for kind, tuned, path, changes in [*made(clips, work), *real(clips)]:
            for name, run in runs:
                if (path.name, name) in done:
                    continue
                begun = time.time()
                found = run(path)
                hits, false = score(changes, found)
                print(path.name, name, kind, tuned, sum(c[2:] != ("open",) for c in changes), hits, len(false), round(time.time() - begun, 2),
                      ",".join(map(str, found)), sep="\t", file=out, flush=True)
    summary(table)


def summary(table):
    """Recall of the kinds with changes, false boundaries a video of those without, and both of all that were made."""
    rows = [line.split("\t") for line in table.read_text().splitlines()]
    kinds = [k for k in (*KINDS, "real") if any(r[2] == k for r in rows)]
    for tuned in ("no", "yes"):
        print(f"takes our detector was tuned on: {tuned}")
        for name in dict.fromkeys(r[1] for r in rows):
            cells = []
            for kind in kinds:
                mine = [r for r in rows if r[1] == name and r[2] == kind and r[3] == tuned]
                changes, hits, false = (sum(int(r[i]) for r in mine) for i in (4, 5, 6))
                cells.append(f"{kind} {hits}/{changes} +{false}" if changes else f"{kind} {len(mine)}: +{false}")
            print(f"{name:28}", " | ".join(cells))


if __name__ == "__main__":
    main()
