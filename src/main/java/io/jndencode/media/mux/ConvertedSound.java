package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.media.ffmpeg.Fractions;
import io.jndencode.media.sound.SoundConverter;
import io.jndencode.media.tags.TimeSpan;
import io.jndencode.media.timing.Timestamps;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The sound of one stream on its way through a converter: cut to the span by the sample, shifted. Owns the converter. */
final class ConvertedSound implements AutoCloseable {
    /** Seconds before the span whose packets are decoded, because sound depends on what came before. */
    private static final long LEAD = 1;

    private final AVStream from;
    private final AVStream to;
    private final TimeSpan span;
    private final SoundConverter converter;

    ConvertedSound(AVStream from, AVStream to, TimeSpan span, SoundConverter converter) {
        this.from = from;
        this.to = to;
        this.span = span;
        this.converter = converter;
        if (!span.whole()) {
            try (AVRational ticks = Fractions.of(span.timeBase())) {
                converter.keep(
                        av_rescale_q(span.start() - span.shift(), ticks, converter.unit()),
                        av_rescale_q(span.end() - span.shift(), ticks, converter.unit()));
            }
        }
    }

    /** Converts a packet of the source; what is coded goes to {@code packets}, owned by this object, in the output's unit. */
    void write(AVPacket packet, Consumer<AVPacket> packets) {
        AVRational unit = from.time_base();
        long time = packet.pts() != Timestamps.NONE ? packet.pts() : packet.dts();
        if (time != Timestamps.NONE) {
            long lead = LEAD * unit.den() / unit.num();
            if (span.before(time + lead, unit) || span.after(time, unit)) {
                return;
            }
            packet.pts(span.moved(time, unit)).dts(packet.pts());
        }
        converter.put(packet, coded -> hand(coded, packets));
    }

    void finish(Consumer<AVPacket> packets) {
        converter.finish(coded -> hand(coded, packets));
    }

    private void hand(AVPacket coded, Consumer<AVPacket> packets) {
        AVPacket copy = av_packet_clone(coded);
        try {
            av_packet_rescale_ts(copy, converter.unit(), to.time_base());
            packets.accept(copy);
        } finally {
            av_packet_free(copy);
        }
    }

    List<String> remarks() {
        return converter.remarks();
    }

    @Override
    public void close() {
        converter.close();
    }
}
