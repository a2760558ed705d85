package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.ffmpeg.Unreadable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.javacpp.Pointer;

/**
 * The demuxers with which a file may be read: those that need nothing but the one file. Excluded are playlists and manifests, which name
 * other files, network sessions, text rendered as pictures, and raw samples, which do not describe themselves.
 */
final class InputFormats {
    /** Names of the demuxers in FFmpeg. */
    private static final Set<String> ALLOWED =
            Arrays.stream("""
                3dostr 3g2 3gp 4xm aa aac aax ac3 ac4 ace acm act adp ads adx aea afc aiff aix alias_pix alp amr amrnb amrwb anm apac
                apc ape apm apng aptx aptx_hd apv aqtitle argo_asf argo_brp argo_cvg asf asf_o ass ast au av1 avi avr avs avs2 avs3
                bethsoftvid bfi bfstm bink binka bit bmp_pipe bmv boa bonk brender_pix brstm c93 caf cavsvideo cdg cdxl cine codec2
                cri_pipe daud dcstr dds_pipe derf dfa dfpwm dhav dirac dnxhd dpx_pipe dsf dsicin dss dts dtshd dv dvbsub dvbtxt dxa ea
                ea_cdata eac3 epaf evc exr_pipe film_cpk filmstrip fits flac flic flv frm fsb fwse g722 g723_1 g726 g726le g728 g729
                gdv gem_pipe genh gif gif_pipe gsm gxf h261 h263 h264 hca hcom hdr_pipe hevc hnm iamf ico idcin iff ifv ilbc image2
                ingenient ipmovie ipu ircam iss iv8 ivf ivr j2k_pipe jacosub jpeg_pipe jpegls_pipe jpegxl_anim jpegxl_pipe jv kux kvag
                laf lc3 lmlm4 loas lrc luodat lvf lxf m4a m4v matroska mca mcc mgsts microdvd mj2 mjpeg mjpeg_2000 mlp mlv mm mmf mods
                moflex mov mp3 mp4 mpc mpc8 mpeg mpegts mpegvideo mpl2 mpsub msf msp mtaf mtv musx mv mvi mxf mxg nc nistsphere nsp
                nsv nut nuv obu ogg oma osq paf pam_pipe pbm_pipe pcx_pipe pdv pfm_pipe pgm_pipe pgmyuv_pipe pgx_pipe phm_pipe
                photocd_pipe pictor_pipe pjs pmp png_pipe pp_bnk ppm_pipe psd_pipe psxstr pva pvf qcp qdraw_pipe qoa qoi_pipe r3d
                realtext redspark rka rl2 rm roq rpl rsd rso s337m sami sbc scc scd sdns sdr2 sds sdx ser sga sgi_pipe shn siff
                simbiosis_imx sln smjpeg smk smush sol sox spdif srt stl subviewer subviewer1 sunrast_pipe sup svag svs swf tak
                tedcaptions thp tiertexseq tiff_pipe tmv truehd tta txd ty usm vag vbn_pipe vc1 vc1test vividas vivo vmd voc vpk
                vplayer vqf vvc w64 wady wav wavarc wc3movie webm webp_pipe webvtt wsaud wsd wsvqa wtv wv wve xa xbm_pipe xmd xmv
                xpm_pipe xvag xwd_pipe xwma yop yuv4mpegpipe
                """.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());

    private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z0-9_]{1,12})");

    private InputFormats() {}

    /** Returns the list in FFmpeg's format, with one more name unless that is empty; it also applies to demuxers inside a demuxer. */
    static String list(String more) {
        return String.join(",", ALLOWED) + (more.isEmpty() ? "" : "," + more);
    }

    /**
     * Finds the format of an opened file. FFmpeg gets only the extension, because it would take some characters of the name for a pattern.
     *
     * @throws JndException.Input with the reason if the format is unknown or not allowed
     */
    static AVInputFormat of(Path file, AVIOContext bytes, ReadingGuard guard) {
        AVInputFormat format = new AVInputFormat(null);
        var extension = EXTENSION.matcher(String.valueOf(file.getFileName()));
        String name = extension.matches() ? "input." + extension.group(1) : "input";
        guard.begin();
        int status = guard.end(av_probe_input_buffer2(bytes, format, name, (Pointer) null, 0, 0));
        if (status < 0 || format.isNull()) {
            throw Unreadable.because(file, status);
        }
        String names = format.name().getString();
        if (Arrays.stream(names.split(",", -1)).noneMatch(ALLOWED::contains)) {
            throw new JndException.Input(
                    "%s is %s (%s), which is not read here: give a file that holds the video itself."
                            .formatted(file, FfmpegNatives.text(format.long_name(), names), names));
        }
        return format;
    }
}
