#!/usr/bin/env python3
"""Makes a field-coded (PAFF) H.264 stream, which x264 cannot: codes the fields as pictures of half the height with x264 (all I, CAVLC) and
rewrites the headers, so that each pair is a frame of two field pictures (an IDR field and an I field after it). The coefficients then
stand in another scan order than x264 thought: the pictures look rough, but every decoder shows the same.
    python3 paff.py ../../../../test-videos/sintel-splice.mp4 paff.264        needs ffmpeg and x264
    for e in mkv mp4; do ffmpeg -fflags +genpts -r 48 -i paff.264 -c copy paff.$e; done        a packet a field, 24 frames a second"""
import subprocess
import sys


class Bits:
    def __init__(self, data):
        self.bits = "".join(f"{b:08b}" for b in data)
        self.at = 0

    def u(self, n):
        self.at += n
        return int(self.bits[self.at - n:self.at] or "0", 2)

    def ue(self):
        zeros = 0
        while self.bits[self.at] == "0":
            zeros += 1
            self.at += 1
        return self.u(zeros + 1) - 1

    def rest(self):  # without the trailing bits
        return self.bits[self.at:self.bits.rindex("1")]


def ue(value):
    code = f"{value + 1:b}"
    return "0" * (len(code) - 1) + code


def unescape(nal):
    return nal.replace(b"\0\0\3", b"\0\0")


def packed(head, bits):
    bits += "1"
    bits += "0" * (-len(bits) % 8)
    data, out, zeros = int(bits, 2).to_bytes(len(bits) // 8, "big"), bytearray([head]), 0
    for byte in data:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return b"\0\0\0\1" + bytes(out)


def sps(nal):
    b = Bits(unescape(nal[1:]))
    b.u(24)
    assert nal[1] in (66, 77), "Baseline or Main profile expected"
    b.ue()
    log2_frame_num = b.ue() + 4
    poc_type = b.ue()
    assert poc_type == 2
    b.ue(), b.u(1), b.ue(), b.ue()
    before = f"{77:08b}" + "0" * 8 + b.bits[16:b.at]  # Main: Baseline has no fields
    assert b.u(1) == 1, "frame_mbs_only_flag"
    # Fields may come, but no MBAFF; direct_8x8_inference_flag must be set then.
    b.u(1)
    return log2_frame_num, packed(nal[0], before + "001" + b.rest())


def field(nal, log2_frame_num, bottom):
    b = Bits(unescape(nal[1:]))
    b.ue(), b.ue(), b.ue(), b.u(log2_frame_num)
    head = b.bits[:b.at] + ("11" if bottom else "10")
    idr = ue(b.ue())
    marking = f"{b.u(2):02b}"
    if bottom:
        return packed(nal[0] & 0xE0 | 1, head + "0" + b.rest())
    return packed(nal[0], head + idr + marking + b.rest())


def nals(clip, width, height, frames, parity):
    pictures = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", clip, "-vf", f"scale={width}:{2 * height},setfield=tff,field={parity}", "-frames:v", str(frames),
         "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "-"], check=True, capture_output=True).stdout
    stream = subprocess.run(
        ["x264", "--quiet", "--demuxer", "y4m", "--profile", "main", "--no-cabac", "--keyint", "1", "--qp", "34", "--threads", "1",
         "--no-scenecut", "--bframes", "0", "-o", "-", "--muxer", "raw", "-"], input=pictures, check=True, capture_output=True).stdout
    return [nal.rstrip(b"\0") for nal in stream.split(b"\0\0\1")[1:]]


def main(clip, out, width=160, height=48, frames=25):
    top, bottom = (nals(clip, int(width), int(height), frames, parity) for parity in ("top", "bottom"))
    slices = [[nal for nal in stream if nal[0] & 31 == 5] for stream in (top, bottom)]
    log2_frame_num, head = sps(next(nal for nal in top if nal[0] & 31 == 7))
    pps = b"\0\0\0\1" + next(nal for nal in top if nal[0] & 31 == 8)
    with open(out, "wb") as file:
        for first, second in zip(*slices):
            file.write(head + pps + field(first, log2_frame_num, False) + field(second, log2_frame_num, True))


main(*sys.argv[1:])
