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

/** Predicts single frames of a video, or a picture, regardless of shots. The model remains the caller's to close. */
public final class FramePredictions {
    private final JndModel model;
    private final double every;

    /**
     * The prediction for one frame.
     *
     * @param index position of the frame in the video, from 0
     * @param seconds time after the first frame
     */
    public record Frame(long index, double seconds, JndPrediction jnd) {}

    /**
     * Predicts with the given model at regular intervals.
     *
     * @param every seconds between the frames predicted
     */
    public FramePredictions(JndModel model, double every) {
        this.model = model;
        this.every = every;
    }

    /** Reads a video and passes the predictions to the sink in order. */
    public void of(MediaInfo info, Consumer<Frame> sink) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.defaults());
                ModelInputRenderer viewer = ModelInputRenderer.of(info.video())) {
            double next = 0;
            long first = 0;
            Earlier earlier = new Earlier(FrameSampler.lag(rate(info)));
            while (reader.next()) {
                first = reader.index() == 0 ? reader.pts() : first;
                double seconds = info.video().timing().timeBase().seconds(reader.pts() - first);
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
        Rational rate = info.video().timing().frameRate();
        return rate.known() ? rate.toDouble() : 0;
    }

    /** The pictures before a frame, of which a model may use one. */
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
