package io.jndencode.analysis;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a model says of single frames of a video, or of a picture, whatever the shots are. The model stays the caller's. */
public final class FramePredictions {
    private final JndModel model;
    private final double every;

    /**
     * What it says of a frame.
     *
     * @param index the frame's place in the video, from 0
     * @param seconds after the first frame
     */
    public record Frame(long index, double seconds, JndPrediction jnd) {}

    /**
     * @param every seconds from one frame that is looked at to the next
     */
    public FramePredictions(JndModel model, double every) {
        this.model = model;
        this.every = every;
    }

    /** Reads a video; the sink is given each frame that was looked at, in order. */
    public void of(MediaInfo info, Consumer<Frame> sink) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.defaults());
                ModelInputRenderer viewer = ModelInputRenderer.of(info.video())) {
            double next = 0;
            long first = 0;
            Earlier earlier = new Earlier(FrameSampler.lag(rate(info)));
            while (reader.next()) {
                first = reader.index() == 0 ? reader.pts() : first;
                double seconds = info.video().timeBase().seconds(reader.pts() - first);
                if (seconds >= next) {
                    FramePair pair = FramePair.of(reader.picture(), earlier.picture(), viewer, model);
                    sink.accept(new Frame(reader.index(), seconds, model.predict(List.of(pair), SourceSize.of(info))));
                    next = seconds + every;
                }
                if (model.usesPreviousFrame()) {
                    earlier.add(reader.picture());
                }
            }
        }
    }

    private static double rate(MediaInfo info) {
        Rational rate = info.video().frameRate();
        return rate.known() ? rate.toDouble() : 0;
    }

    /** The pictures before a frame that a model may want one of. */
    private static final class Earlier {
        private final int lag;
        private final Deque<SourcePicture> pictures = new ArrayDeque<>();

        Earlier(int lag) {
            this.lag = lag;
        }

        @Nullable
        SourcePicture picture() {
            return pictures.size() < lag ? null : pictures.peekFirst();
        }

        void add(SourcePicture picture) {
            pictures.addLast(picture);
            if (pictures.size() > lag) {
                pictures.removeFirst();
            }
        }
    }
}
