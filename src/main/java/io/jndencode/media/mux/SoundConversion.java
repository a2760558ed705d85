package io.jndencode.media.mux;

import io.jndencode.JndException;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.sound.SoundConverter;
import io.jndencode.media.streams.AudioChoice;
import io.jndencode.media.streams.SoundCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Decides which streams of sound are converted, and to what.
 *
 * @param choice what the user wants
 * @param container the output's
 * @param remarks one sentence for each stream that is converted, or cannot be
 */
record SoundConversion(AudioChoice choice, OutputContainer container, List<String> remarks) {
    SoundConversion(AudioChoice choice, OutputContainer container) {
        this(choice, container, new ArrayList<>());
    }

    /**
     * Returns the converter of a stream; empty if it is copied or left out.
     *
     * @param fits whether the container holds it as it is
     */
    Optional<SoundConverter> of(AVStream stream, List<AVPacket> packets, boolean fits) {
        if (choice instanceof AudioChoice.Convert convert) {
            boolean same =
                    StreamSelection.codecName(stream).equals(convert.codec().id());
            if (!convert.codec().fits(container)) {
                throw new JndException.Usage("%s cannot be held by %s: name the output %s, or give --audio %s"
                        .formatted(
                                convert.codec().title(),
                                container.muxer(),
                                convert.codec() == SoundCodec.OPUS ? ".mkv or .mp4" : ".mkv, .mp4 or .mov",
                                SoundCodec.usual(container).id()));
            }
            return fits && same && convert.bitRate().isEmpty()
                    ? Optional.empty()
                    : opened(stream, packets, convert.codec(), convert.bitRate().orElse(0));
        }
        return choice instanceof AudioChoice.Auto && !fits
                ? opened(stream, packets, SoundCodec.usual(container), 0)
                : Optional.empty();
    }

    private Optional<SoundConverter> opened(AVStream stream, List<AVPacket> packets, SoundCodec codec, int bitRate) {
        try {
            SoundConverter converter = SoundConverter.open(stream, packets, codec, bitRate);
            remarks.add("%s is converted to %s".formatted(StreamSelection.name(stream), converter.told()));
            return Optional.of(converter);
        } catch (JndException.Encode e) {
            remarks.add("%s cannot be converted to %s: %s"
                    .formatted(StreamSelection.name(stream), codec.title(), e.getMessage()));
            return Optional.empty();
        }
    }
}
