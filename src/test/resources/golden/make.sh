#!/usr/bin/env bash
# Makes the golden clips of this folder and frames.csv, what FFmpeg's own program says of them: needs ffmpeg 5.1 on the PATH.
# From the trailer of Sintel (c) Blender Foundation, CC BY 3.0, which lies in test-videos. Two seconds each, no larger than they must be.
set -eu
cd "$(dirname "$0")"
film=../../../../test-videos/sintel_trailer-720p.mp4
small="scale=192:108"
make() { # NAME START SECONDS FILTER OPTIONS...
    local name=$1 start=$2 length=$3 filter=$4
    shift 4
    ffmpeg -v error -y -ss "$start" -t "$length" -i "$film" -an -map_metadata -1 -fflags +bitexact -vf "$filter" -flags +bitexact "$@" "$name"
}
make bframes.mp4 13 2 "$small" -c:v libx264 -preset medium -crf 30 -bf 3 -movflags +faststart
ffmpeg -v error -y -ss 0.7 -i bframes.mp4 -c copy -fflags +bitexact edit-list.mp4
make variable-rate.mp4 24 3 "$small,select='not(mod(n\,3))+lt(mod(n\,17)\,5)'" -vsync vfr -c:v libx264 -crf 30 -video_track_timescale 90000
make open-gop.ts 30 2 "$small" -c:v libx264 -crf 32 -g 12 -x264-params open-gop=1:bframes=2
make hevc-bframes.mp4 34 2 "$small" -c:v libx265 -crf 32 -x265-params log-level=none:info=0 -tag:v hvc1
make vp9.webm 36 2 "$small" -c:v libvpx-vp9 -crf 45 -b:v 0 -auto-alt-ref 1 -lag-in-frames 16
make mpeg4-bframes.avi 38 2 "$small" -c:v mpeg4 -qscale:v 8 -bf 2
make mpeg2-interlaced.mpg 40 2 "$small,interlace" -c:v mpeg2video -qscale:v 10 -flags +ildct+ilme+bitexact -bf 2
make ffv1-10bit.mkv 42 0.3 "scale=96:54" -c:v ffv1 -pix_fmt yuv420p10le
make bt601.mov 30 1 "$small:out_color_matrix=bt601" -c:v libx264 -crf 28 -colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m
make full-range.mkv 24 0.5 "$small:out_range=full" -c:v mjpeg -qscale:v 6 -color_range pc

crc() { python3 -c 'import sys, zlib; print("%08x" % zlib.crc32(sys.stdin.buffer.read()))'; }
{
    echo "file,frames,timestamps,blue,green,red"
    for file in bframes.mp4 edit-list.mp4 variable-rate.mp4 open-gop.ts hevc-bframes.mp4 vp9.webm mpeg4-bframes.avi mpeg2-interlaced.mpg \
        ffv1-10bit.mkv bt601.mov full-range.mkv; do
        # The timestamp of every frame that is shown, one a line, in the stream's time base.
        times=$(ffmpeg -v error -i "$file" -map 0:v:0 -copyts -vsync passthrough -enc_time_base -1 -f framecrc - |
            awk -F, '!/^#/ { print $3 + 0 }')
        # Of none of these does the file say another matrix than the one that players take for small pictures.
        mean=$(ffmpeg -v error -i "$file" -frames:v 1 -vf "scale=64:36:flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp:in_color_matrix=bt601,format=bgr24" -f rawvideo - |
            python3 -c 'import sys; b = sys.stdin.buffer.read(); print(",".join("%.2f" % (sum(b[c::3]) / (64 * 36)) for c in range(3)))')
        echo "$file,$(echo "$times" | wc -l),$(echo "$times" | crc),$mean"
    done
} >frames.csv

# What is no video: sound with a cover, and the head of a fragmented file alone.
ffmpeg -v error -y -i "$film" -vf "scale=48:20" -frames:v 1 -update 1 cover.png
ffmpeg -v error -y -i ../../../../test-videos/sintel-audio.m4a -i cover.png -t 0.3 -map 0:a -map 1:v -c copy -map_metadata -1 -fflags +bitexact -disposition:v:0 attached_pic sound-and-cover.m4a
rm cover.png
ffmpeg -v error -y -i bframes.mp4 -c copy -fflags +bitexact -movflags empty_moov+frag_keyframe+default_base_moof fragments.mp4
python3 - <<'P'
data = open("fragments.mp4", "rb").read()
open("head-alone.mp4", "wb").write(data[: data.index(b"moof") - 4])
P
rm fragments.mp4
