#!/bin/sh
# Makes the derived clips of this folder from sintel_trailer-720p.mp4.
# Needs an ffmpeg program with libx264, libx265, libopus and zscale (Debian 12's was used); the clips are committed, so
# nobody needs to run this to build or test the project.
set -eu
cd "$(dirname "$0")"
source=sintel_trailer-720p.mp4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { ffmpeg -nostdin -v error -y "$@"; }
exact='-fflags +bitexact -flags:v +bitexact -flags:a +bitexact'

# sintel-extras.mkv: two audio tracks, two subtitle tracks, chapters, an attachment.
cat >"$work/en.srt" <<'SRT'
1
00:00:00,500 --> 00:00:03,000
The first subtitle.

2
00:00:04,000 --> 00:00:07,500
The second one, in <i>two</i>
lines.
SRT
sed -e 's/The first subtitle/Der erste Untertitel/' -e 's/The second one, in/Der zweite, in/' -e 's/<i>two/<i>zwei/' \
    -e 's/^lines/Zeilen/' "$work/en.srt" >"$work/de.srt"
cat >"$work/chapters.txt" <<'META'
;FFMETADATA1
title=Sintel trailer, a part
copyright=(c) Blender Foundation, durian.blender.org, CC-BY 3.0
[CHAPTER]
TIMEBASE=1/1000
START=0
END=4000
title=At the camp
[CHAPTER]
TIMEBASE=1/1000
START=4000
END=8000
title=In the snow
META
printf 'Sintel (c) Blender Foundation, durian.blender.org, CC-BY 3.0\n' >"$work/attribution.txt"
run -ss 11.5 -t 8 -i "$source" -i "$work/en.srt" -i "$work/de.srt" -i "$work/chapters.txt" \
    -map 0:v -map 0:a -map 0:a -map 1 -map 2 -map_metadata 3 -map_chapters 3 -attach "$work/attribution.txt" \
    -metadata:s:t mimetype=text/plain -metadata:s:t filename=attribution.txt \
    -vf scale=854:480:flags=lanczos,setsar=1 -c:v libx264 -preset slow -crf 18 -g 48 -colorspace bt709 -color_primaries bt709 \
    -color_trc bt709 -color_range tv -c:a:0 aac -b:a:0 96k -c:a:1 libopus -b:a:1 32k -ac:a:1 1 -c:s srt \
    -metadata:s:a:0 language=eng -metadata:s:a:0 title=Stereo -metadata:s:a:1 language=deu -metadata:s:a:1 title=Mono \
    -metadata:s:s:0 language=eng -metadata:s:s:1 language=deu -disposition:a:0 default -disposition:a:1 comment \
    -disposition:s:0 default -disposition:s:1 forced $exact sintel-extras.mkv

# sintel-splice.mp4: known cuts, a dissolve, a fade through black (truth: sintel-splice.json).
part() { echo "[0:v]crop=1280:544:0:88,scale=640:272:flags=lanczos,trim=start_frame=$1:end_frame=$2,settb=1/24,setpts=N[$3];"; }
run -i "$source" -an -filter_complex "$(part 144 180 a)$(part 294 324 b)$(part 450 486 c)$(part 882 936 d)$(part 534 564 e)$(part 786 822 f)
    [d][e]xfade=transition=fade:duration=0.5:offset=1.75,settb=1/24,setpts=N,fade=out:s=60:n=12[de];
    [f]fade=in:s=0:n=12[ff];
    [a][b][c][de][ff]concat=n=5:v=1:a=0[v]" -map "[v]" -r 24 -c:v libx264 -preset slow -crf 16 -pix_fmt yuv420p \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv $exact sintel-splice.mp4

# sintel-open.mp4: the splice in groups of 32 pictures whatever is shown (a border lies in the dissolve), open ones with a pyramid of
# B pictures, at a variable frame rate.
run -i sintel-splice.mp4 -an -vf "scale=256:108:flags=lanczos,select='not(eq(mod(n\,7)\,3))'" -fps_mode passthrough -c:v libx264 \
    -preset medium -crf 26 -x264-params open-gop=1:keyint=32:min-keyint=32:scenecut=0:bframes=3:b-pyramid=normal $exact sintel-open.mp4

# sintel-phone.mp4: variable frame rate and a rotation of 90 degrees, as telephones record.
run -ss 36.5 -t 4 -i "$source" -vf "crop=1280:544:0:88,scale=480:204,transpose=cclock,setsar=1,select='not(eq(mod(n\,7)\,3)+eq(mod(n\,11)\,5)+between(n\,40\,52))'" \
    -fps_mode passthrough -video_track_timescale 90000 -c:v libx264 -preset slow -crf 18 -c:a aac -b:a 64k "$work/phone.mp4"
run -i "$work/phone.mp4" -c copy -metadata:s:v rotate=90 -movflags +faststart $exact sintel-phone.mp4

# sintel-hlg10.mp4: 10-bit HLG, BT.2020, with mastering display and content light level.
run -ss 36.5 -t 2.5 -i "$source" -an -vf "crop=1280:544:0:88,scale=640:272,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt2020:t=arib-std-b67:m=bt2020nc:r=tv,format=yuv420p10le" \
    -c:v libx265 -preset medium -crf 14 -tag:v hvc1 -color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc \
    -color_range tv -x265-params "log-level=error:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400" \
    $exact sintel-hlg10.mp4

# sintel-interlaced.mkv: 25 interlaced frames a second, top field first, pixels that are not square (PAL, 16:9).
run -ss 36.5 -t 2 -i "$source" -an -vf "crop=1280:544:0:88,fps=50,scale=720:576,setsar=64/45,tinterlace=interleave_top,setfield=tff,format=yuv420p" \
    -c:v libx264 -preset slow -crf 20 -flags +ilme+ildct -top 1 -x264-params tff=1 -colorspace bt470bg -color_primaries bt470bg \
    -color_trc gamma28 -color_range tv $exact sintel-interlaced.mkv

# sintel-audio.m4a: no video at all.
run -ss 36 -t 2 -i "$source" -vn -c:a aac -b:a 48k $exact sintel-audio.m4a
ls -l

# The same frames coded coarsely, to measure: uneven times in a container that rounds them to milliseconds; 10 bits; both with
# odd row lengths.
run -noautorotate -i sintel-phone.mp4 -an -fps_mode passthrough -c:v libx264 -preset medium -qp 36 $exact sintel-phone-coarse.mkv
run -i sintel-hlg10.mp4 -an -vf crop=426:240 -t 1 -c:v libx264 -preset medium -qp 32 $exact sintel-deep.mp4
run -i sintel-deep.mp4 -an -c:v libx264 -preset medium -qp 50 $exact sintel-deep-coarse.mp4
