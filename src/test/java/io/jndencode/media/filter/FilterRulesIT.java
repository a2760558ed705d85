package io.jndencode.media.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avfilter.AVFILTER_FLAG_DYNAMIC_INPUTS;
import static org.bytedeco.ffmpeg.global.avfilter.AVFILTER_FLAG_DYNAMIC_OUTPUTS;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_filter_pad_count;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_pad_get_type;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.ffmpeg.FilterGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avfilter.AVFilter;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list of allowed filters promises, asked of the FFmpeg in use by running every filter on made frames. */
class FilterRulesIT {
    private static final int FRAMES = 30;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final FilterGraph.Timing CLOCK = new FilterGraph.Timing(new Rational(1, 25), new Rational(25, 1));
    private static final String TWO = "split[a][b];[b]hflip[c];[a][c]";

    /** Chains for filters that need options, a pixel format or a second picture, or do nothing without; others stand alone. */
    private static final Map<String, String> CHAINS = chains();

    private static Map<String, String> chains() {
        Map<String, String> chains = new HashMap<>();
        Stream.of(
                        "colormatrix=bt709:bt601",
                        "colorspace=all=bt2020:iall=bt709",
                        "convolution=0 -1 0 -1 5 -1 0 -1 0",
                        "crop=80:48:8:8",
                        "curves=vintage",
                        "delogo=8:8:32:16",
                        "colorbalance=rs=0.3",
                        "eq=contrast=1.2:brightness=0.1:saturation=1.3:gamma=1.1",
                        "exposure=1",
                        "fade=in:st=0:d=0.8",
                        "fftfilt=dc_Y=0:weight_Y=exp(-4*((Y+X)/(W+H)))",
                        "fillborders=8:8:8:8",
                        "fieldmatch=combmatch=full",
                        "format=gray",
                        "gblur=2",
                        "geq=lum=255-lum(X\\,Y)",
                        "hue=h=30*t",
                        "huesaturation=hue=40",
                        "il=d:d",
                        "lutyuv=y=negval",
                        "lutrgb=r=negval",
                        "lut=c0=negval",
                        "noformat=gray",
                        "noise=alls=20",
                        "pad=200:120:8:8",
                        "removegrain=1",
                        "rgbashift=rh=3",
                        "rotate=0.1*t",
                        "scale=80:48",
                        "selectivecolor=reds=0.3",
                        "setfield=tff",
                        "setparams=range=full",
                        "setsar=4/3",
                        "shuffleplanes=0:2:1",
                        "stereo3d=sbsl:abl",
                        "swaprect=32:32:0:0:64:0",
                        "v360=e:flat",
                        "vibrance=1",
                        "zscale=80:48")
                .forEach(chain -> chains.put(chain.substring(0, chain.indexOf('=')), chain));
        chains.put("alphaextract", "format=yuva420p,alphaextract");
        chains.put("alphamerge", TWO + "alphamerge");
        chains.put("blend", TWO + "blend=all_mode=difference");
        chains.put("extractplanes", "extractplanes=u");
        chains.put("lut2", TWO + "lut2=c0=(x+y)/2");
        chains.put("maskedmerge", "split=3[a][b][m];[b]hflip[c];[a][c][m]maskedmerge");
        chains.put("mergeplanes", TWO + "mergeplanes=0x001112:yuv420p");
        chains.put("overlay", TWO + "overlay=16:16");
        chains.put("bm3d", "bm3d=sigma=3");
        chains.put("xmedian", "split=3[a][b][c];[b]hflip[d];[c]vflip[e];[a][d][e]xmedian=inputs=3");
        chains.put("premultiply", "format=yuva420p,premultiply=inplace=1");
        chains.put("split", TWO + "blend=all_mode=average");
        chains.put("tonemap", "format=gbrpf32,tonemap=hable");
        chains.put("unpremultiply", "format=yuva420p,unpremultiply=inplace=1");
        return chains;
    }

    @BeforeAll
    static void load() {
        FfmpegNatives.load();
    }

    static Stream<String> still() {
        return FilterRules.STILL.stream().sorted();
    }

    static Stream<String> all() {
        return Stream.concat(FilterRules.STILL.stream(), FilterRules.REMEMBERING.stream())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesAndGivesVideo(String name) {
        AVFilter filter = avfilter_get_by_name(name);
        assertThat(filter).as("%s is in this build", name).isNotNull();
        int in = avfilter_filter_pad_count(filter, 0);
        int out = avfilter_filter_pad_count(filter, 1);
        boolean ins = (filter.flags() & AVFILTER_FLAG_DYNAMIC_INPUTS) != 0;
        boolean outs = (filter.flags() & AVFILTER_FLAG_DYNAMIC_OUTPUTS) != 0;
        assertThat(in > 0 || ins).as("takes pictures").isTrue();
        assertThat(out > 0 || outs).as("gives pictures").isTrue();
        assertThat((in <= 1 && out <= 1 && !ins && !outs) || CHAINS.containsKey(name))
                .as("has one picture in and one out, or is tried in a chain")
                .isTrue();
        IntStream.range(0, in)
                .forEach(i ->
                        assertThat(avfilter_pad_get_type(filter.inputs(), i)).isEqualTo(AVMEDIA_TYPE_VIDEO));
        IntStream.range(0, out)
                .forEach(i ->
                        assertThat(avfilter_pad_get_type(filter.outputs(), i)).isEqualTo(AVMEDIA_TYPE_VIDEO));
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepsFrames(String name) {
        String chain = CHAINS.getOrDefault(name, name);
        FilterChain.of(chain);
        boolean fields = FilterRules.DEINTERLACERS.contains(name) && !name.matches("kerndeint|yadif");
        assertThat(run(chain, 0, FRAMES).stream().map(Picture::time).toList())
                .as(chain)
                .isEqualTo(times(fields));
    }

    @ParameterizedTest
    @CsvSource({
        "bwdif=mode=send_field, true",
        "bwdif=mode=send_frame, false",
        "bwdif=0, false",
        "estdif=mode=field, true",
        "estdif=mode=frame, false",
        "w3fdif=mode=field, true",
        "w3fdif=mode=frame, false",
        "yadif=mode=send_field, true",
        "yadif=1, true",
        "yadif=3, true",
        "yadif=mode=send_frame, false"
    })
    void deinterlacersGiveAFrameForEachFieldWhereAsked(String chain, boolean fields) {
        FilterChain.of(chain);
        assertThat(run(chain, 0, FRAMES).stream().map(Picture::time).toList()).isEqualTo(times(fields));
    }

    private static List<Long> times(boolean fields) {
        return LongStream.range(0, 2 * FRAMES)
                .filter(time -> fields || time % 2 == 0)
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("still")
    void forgetsEarlierFrames(String name) {
        forgets(CHAINS.getOrDefault(name, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eq=brightness=0.2*t:eval=frame",
                "fade=out:st=0.4:d=0.5",
                "fade=t=in:st=0.4:d=0.5:color=white",
                "geq=lum=lum(X+10*T\\,Y)",
                "histeq=antibanding=strong",
                "histeq=antibanding=weak",
                "nlmeans=s=3",
                "perspective=x0=10*sin(0.1):eval=frame",
                "pixelize",
                "rotate=t:fillcolor=gray",
                "scale=80:48:sws_dither=ed:flags=lanczos+error_diffusion,format=yuv420p",
                "zscale=dither=random,format=yuv420p",
                "zscale=dither=error_diffusion,format=yuv420p"
            })
    void forgetsEarlierFramesWithOtherOptions(String chain) {
        assertThat(FilterChain.of(chain).remembers()).isFalse();
        forgets(chain);
    }

    private static void forgets(String chain) {
        List<Picture> all = run(chain, 0, FRAMES);
        for (int n : new int[] {1, 13, FRAMES - 1}) {
            assertThat(run(chain, n, n + 1)).as("%s: frame %d", chain, n).isEqualTo(List.of(all.get(n)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perspective=x0=in:eval=frame",
                "perspective=eval=frame:y1=H/on",
                "geq=lum=255*random(0)",
                "geq=lum=st(0\\,ld(0)+1)",
                "rotate=st(1\\,ld(1)+0.1)",
                "scale=80:48:sws_dither=ed,format=rgb8",
                "backgroundkey",
                "amplify"
            })
    void refusesWhatDependsOnTheFirstFrameFed(String chain) {
        assertThatThrownBy(() -> FilterChain.of(chain)).isInstanceOf(JndException.Usage.class);
    }

    /** A filtered frame; its samples as one hash. */
    private record Picture(long time, int width, int height, int samples) {}

    private static List<Picture> run(String chain, int from, int to) {
        List<Picture> pictures = new ArrayList<>();
        AVFrame like = frame(0);
        AVFrame out = av_frame_alloc();
        try (FilterRun run = FilterRun.open(like, CLOCK, chain)) {
            for (int n = from; n < to; n++) {
                AVFrame frame = frame(n);
                run.feed(frame, n);
                av_frame_free(frame);
                drain(run, out, pictures);
            }
            run.end();
            drain(run, out, pictures);
        } finally {
            av_frame_free(out);
            av_frame_free(like);
        }
        return pictures;
    }

    private static void drain(FilterRun run, AVFrame out, List<Picture> pictures) {
        while (run.take(out)) {
            byte[] samples = new byte[av_image_get_buffer_size(out.format(), out.width(), out.height(), 1)];
            try (BytePointer copy = new BytePointer(samples.length)) {
                int code = av_image_copy_to_buffer(
                        copy, samples.length, out.data(), out.linesize(), out.format(), out.width(), out.height(), 1);
                FfmpegError.check(code, "reading a frame");
                copy.get(samples);
            }
            pictures.add(new Picture(out.pts(), out.width(), out.height(), Arrays.hashCode(samples)));
            av_frame_unref(out);
        }
    }

    /** Makes a frame: a moving grid with grain of its own on a slope whose light changes from frame to frame, in two fields. */
    private static AVFrame frame(int number) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(WIDTH).height(HEIGHT);
        frame.sample_aspect_ratio().num(1).den(1);
        frame.colorspace(AVCOL_SPC_BT709)
                .color_range(AVCOL_RANGE_MPEG)
                .color_primaries(1)
                .color_trc(1);
        frame.flags(AVFrame.AV_FRAME_FLAG_INTERLACED | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
        FfmpegError.check(av_frame_get_buffer(frame, 0), "making a frame");
        Random grain = new Random(number);
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            byte[] row = new byte[WIDTH >> shift];
            for (int y = 0; y < HEIGHT >> shift; y++) {
                for (int x = 0; x < row.length; x++) {
                    int moved = x + 3 * (2 * number + y % 2);
                    int grid = (moved / 16 + y / 16) % 2 * 60;
                    row[x] = (byte) (40 + x / 2 + number * 7 % 50 + grid + grain.nextInt(9));
                }
                frame.data(plane).position((long) y * frame.linesize(plane)).put(row);
            }
            frame.data(plane).position(0);
        }
        return frame;
    }
}
