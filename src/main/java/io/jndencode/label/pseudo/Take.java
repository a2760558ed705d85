package io.jndencode.label.pseudo;

import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.compare.Variation;

/** A few frames of a source, changed in some way; the last is the picture, the one before it the previous frame. */
sealed interface Take {
    /** One for x264 to predict the previous one from, the previous one, and the picture. */
    int FRAMES = 3;

    /** Decodes the frames; the caller closes them. */
    ConstantQpRoundTrip open();

    /** Kind of content, for the manifest. */
    String tag();

    record OfVideo(ConstantQpRoundTrip.Excerpt excerpt, Variation variation) implements Take {
        @Override
        public ConstantQpRoundTrip open() {
            return ConstantQpRoundTrip.of(excerpt, variation);
        }

        @Override
        public String tag() {
            return "video";
        }
    }

    record OfPicture(ConstantQpRoundTrip.Pan pan, Variation variation) implements Take {
        @Override
        public ConstantQpRoundTrip open() {
            return ConstantQpRoundTrip.of(pan, variation);
        }

        @Override
        public String tag() {
            return "pan";
        }
    }
}
