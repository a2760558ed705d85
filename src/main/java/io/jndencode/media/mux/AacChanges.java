package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_remove;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * Handles AAC streams whose sampling rate or channels change midway, as in joined recordings. Containers other than transport streams hold
 * one description of a stream; Matroska's muxer would write a later one over its header, where there is no room for it.
 */
final class AacChanges {
    private static final int HEADER = 4;

    private final AVCodecParameters parameters;
    private final boolean headersStay;
    private int first = -1;
    private boolean changed;

    /**
     * Creates the state for one copied stream.
     *
     * @param parameters parameters of the output's stream
     * @param headersStay whether packets keep their own headers in the output, as in a transport stream
     */
    AacChanges(AVCodecParameters parameters, boolean headersStay) {
        this.parameters = parameters;
        this.headersStay = headersStay;
    }

    /** Examines a packet, and removes a description from it that the output already has or cannot hold. */
    void put(AVPacket packet) {
        if (parameters.codec_id() != AV_CODEC_ID_AAC) {
            return;
        }
        if (parameters.extradata_size() > 0) {
            takeOff(packet);
        }
        if (!headersStay && packet.size() > HEADER) {
            compare(header(packet));
        }
    }

    private void takeOff(AVPacket packet) {
        AVPacketSideData found =
                av_packet_side_data_get(packet.side_data(), packet.side_data_elems(), AV_PKT_DATA_NEW_EXTRADATA);
        if (found == null || found.isNull()) {
            return;
        }
        byte[] later = new byte[(int) found.size()];
        found.data().get(later);
        byte[] known = new byte[parameters.extradata_size()];
        parameters.extradata().get(known);
        changed |= !Arrays.equals(later, known);
        try (IntPointer count = new IntPointer(1).put(packet.side_data_elems())) {
            av_packet_side_data_remove(packet.side_data(), count, AV_PKT_DATA_NEW_EXTRADATA);
            packet.side_data_elems(count.get());
        }
    }

    /** Returns the profile, sampling rate and channels of an ADTS header; -1 if there is none. */
    private static int header(AVPacket packet) {
        int sync = (packet.data().get(0) & 0xff) << 4 | (packet.data().get(1) & 0xf0) >> 4;
        return sync == 0xfff
                ? (packet.data().get(2) & 0xfd) << 2 | (packet.data().get(3) & 0xc0) >> 6
                : -1;
    }

    private void compare(int header) {
        if (header >= 0) {
            changed |= first >= 0 && header != first;
            first = first < 0 ? header : first;
        }
    }

    /** Returns whether later packets do not match the output's description. */
    boolean changed() {
        return changed;
    }
}
