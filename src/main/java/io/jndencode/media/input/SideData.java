package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.media.OutputContainer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what happens to each type of FFmpeg's side data of packets and frames. A type missing here was unknown when this was written:
 * {@link #ofPackets} and {@link #ofFrames} return {@link Fate#NAMED} for it.
 */
public final class SideData {
    /** What happens to a type of side data. */
    public enum Fate {
        /** Written to the container's header; reported when the file is written if the container has no place for it. */
        CONTAINER,
        /** Written into the coded pictures by the encoder. */
        PICTURES,
        /** Copied with the packets of copied streams; reported if the container cannot hold it. */
        PACKETS,
        /** Cannot be kept, and is reported. */
        NAMED,
        /** Describes the source's coding or transport, or was applied in decoding, so it does not apply to the output. */
        OLD_CODING
    }

    private static final Map<Integer, Fate> PACKETS = new TreeMap<>();
    private static final Map<Integer, Fate> FRAMES = new TreeMap<>();

    static {
        list(
                PACKETS,
                Fate.CONTAINER,
                AV_PKT_DATA_DISPLAYMATRIX,
                AV_PKT_DATA_STEREO3D,
                AV_PKT_DATA_SPHERICAL,
                AV_PKT_DATA_ICC_PROFILE,
                AV_PKT_DATA_FRAME_CROPPING,
                AV_PKT_DATA_REPLAYGAIN,
                AV_PKT_DATA_AUDIO_SERVICE_TYPE,
                AV_PKT_DATA_FALLBACK_TRACK);
        list(
                PACKETS,
                Fate.PICTURES,
                AV_PKT_DATA_MASTERING_DISPLAY_METADATA,
                AV_PKT_DATA_CONTENT_LIGHT_LEVEL,
                AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT,
                AV_PKT_DATA_A53_CC);
        list(
                PACKETS,
                Fate.PACKETS,
                AV_PKT_DATA_PALETTE,
                AV_PKT_DATA_NEW_EXTRADATA,
                AV_PKT_DATA_PARAM_CHANGE,
                AV_PKT_DATA_SKIP_SAMPLES,
                AV_PKT_DATA_JP_DUALMONO,
                AV_PKT_DATA_SUBTITLE_POSITION,
                AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL,
                AV_PKT_DATA_WEBVTT_IDENTIFIER,
                AV_PKT_DATA_WEBVTT_SETTINGS,
                AV_PKT_DATA_METADATA_UPDATE,
                AV_PKT_DATA_IAMF_MIX_GAIN_PARAM,
                AV_PKT_DATA_IAMF_DEMIXING_INFO_PARAM,
                AV_PKT_DATA_IAMF_RECON_GAIN_INFO_PARAM);
        list(
                PACKETS,
                Fate.NAMED,
                AV_PKT_DATA_DOVI_CONF,
                AV_PKT_DATA_DYNAMIC_HDR10_PLUS,
                AV_PKT_DATA_AFD,
                AV_PKT_DATA_S12M_TIMECODE,
                AV_PKT_DATA_LCEVC,
                AV_PKT_DATA_3D_REFERENCE_DISPLAYS,
                AV_PKT_DATA_EXIF);
        list(
                PACKETS,
                Fate.OLD_CODING,
                AV_PKT_DATA_H263_MB_INFO,
                AV_PKT_DATA_QUALITY_STATS,
                AV_PKT_DATA_CPB_PROPERTIES,
                AV_PKT_DATA_STRINGS_METADATA,
                AV_PKT_DATA_MPEGTS_STREAM_ID,
                AV_PKT_DATA_ENCRYPTION_INIT_INFO,
                AV_PKT_DATA_ENCRYPTION_INFO,
                AV_PKT_DATA_PRFT,
                AV_PKT_DATA_RTCP_SR);
        list(
                FRAMES,
                Fate.CONTAINER,
                AV_FRAME_DATA_DISPLAYMATRIX,
                AV_FRAME_DATA_STEREO3D,
                AV_FRAME_DATA_SPHERICAL,
                AV_FRAME_DATA_ICC_PROFILE);
        list(
                FRAMES,
                Fate.PICTURES,
                AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
                AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
                AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT,
                AV_FRAME_DATA_A53_CC);
        list(
                FRAMES,
                Fate.NAMED,
                AV_FRAME_DATA_PANSCAN,
                AV_FRAME_DATA_AFD,
                AV_FRAME_DATA_GOP_TIMECODE,
                AV_FRAME_DATA_S12M_TIMECODE,
                AV_FRAME_DATA_DYNAMIC_HDR_PLUS,
                AV_FRAME_DATA_DYNAMIC_HDR_VIVID,
                AV_FRAME_DATA_SEI_UNREGISTERED,
                AV_FRAME_DATA_DOVI_RPU_BUFFER,
                AV_FRAME_DATA_DOVI_METADATA,
                AV_FRAME_DATA_LCEVC,
                AV_FRAME_DATA_VIEW_ID,
                AV_FRAME_DATA_3D_REFERENCE_DISPLAYS,
                AV_FRAME_DATA_EXIF);
        list(
                FRAMES,
                Fate.OLD_CODING,
                AV_FRAME_DATA_MATRIXENCODING,
                AV_FRAME_DATA_DOWNMIX_INFO,
                AV_FRAME_DATA_REPLAYGAIN,
                AV_FRAME_DATA_SKIP_SAMPLES,
                AV_FRAME_DATA_AUDIO_SERVICE_TYPE,
                AV_FRAME_DATA_MOTION_VECTORS,
                AV_FRAME_DATA_REGIONS_OF_INTEREST,
                AV_FRAME_DATA_VIDEO_ENC_PARAMS,
                AV_FRAME_DATA_FILM_GRAIN_PARAMS,
                AV_FRAME_DATA_DETECTION_BBOXES,
                AV_FRAME_DATA_VIDEO_HINT);
    }

    private SideData() {}

    private static void list(Map<Integer, Fate> table, Fate fate, int... types) {
        for (int type : types) {
            table.put(type, fate);
        }
    }

    /** Returns what happens to one of FFmpeg's packet side data types. */
    public static Fate ofPackets(int type) {
        return PACKETS.getOrDefault(type, Fate.NAMED);
    }

    /** Returns what happens to one of FFmpeg's frame side data types. */
    public static Fate ofFrames(int type) {
        return FRAMES.getOrDefault(type, Fate.NAMED);
    }

    static boolean listsPacket(int type) {
        return PACKETS.containsKey(type);
    }

    static boolean listsFrame(int type) {
        return FRAMES.containsKey(type);
    }

    /** Returns whether side data of a copied stream's packet is written to a container, or need not be. */
    public static boolean travels(int type, OutputContainer container) {
        return switch (type) {
            case AV_PKT_DATA_SKIP_SAMPLES -> container != OutputContainer.MPEG_TS;
            case AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, AV_PKT_DATA_WEBVTT_IDENTIFIER, AV_PKT_DATA_WEBVTT_SETTINGS ->
                container.matroska();
            case AV_PKT_DATA_IAMF_MIX_GAIN_PARAM,
                    AV_PKT_DATA_IAMF_DEMIXING_INFO_PARAM,
                    AV_PKT_DATA_IAMF_RECON_GAIN_INFO_PARAM -> container.isoMedia();
            case AV_PKT_DATA_JP_DUALMONO, AV_PKT_DATA_SUBTITLE_POSITION, AV_PKT_DATA_METADATA_UPDATE -> false;
            default -> listsPacket(type);
        };
    }

    /** Returns whether side data of a frame's type is written to a container's header too, once for all pictures. */
    public static boolean inHeader(int frameType, OutputContainer container) {
        return switch (frameType) {
            case AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL ->
                container != OutputContainer.MPEG_TS;
            case AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT -> container.isoMedia();
            default -> false;
        };
    }

    /** Returns whether the type belongs in a container's header. */
    public static boolean ofContainers(int type) {
        return ofPackets(type) == Fate.CONTAINER;
    }
}
