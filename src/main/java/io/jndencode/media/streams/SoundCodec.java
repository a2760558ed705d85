package io.jndencode.media.streams;

import io.jndencode.media.OutputContainer;

/** The codings sound is converted to. */
public enum SoundCodec {
    AAC("aac", "AAC", "aac", 96_000),
    OPUS("opus", "Opus", "libopus", 64_000);

    private final String id;
    private final String title;
    private final String encoder;
    private final int channelRate;

    SoundCodec(String id, String title, String encoder, int channelRate) {
        this.id = id;
        this.title = title;
        this.encoder = encoder;
        this.channelRate = channelRate;
    }

    /** Returns the coding for sound that a container cannot hold as it is. */
    public static SoundCodec usual(OutputContainer container) {
        return container == OutputContainer.WEBM ? OPUS : AAC;
    }

    /** Returns the name in options, which is also FFmpeg's name of the codec. */
    public String id() {
        return id;
    }

    /** Returns the name in sentences. */
    public String title() {
        return title;
    }

    /** Returns FFmpeg's name of the encoder. */
    public String encoder() {
        return encoder;
    }

    /** Returns the usual bits per second of one channel. */
    public int channelRate() {
        return channelRate;
    }

    /** Returns whether a container can hold the coding. */
    public boolean fits(OutputContainer container) {
        return switch (container) {
            case WEBM -> this == OPUS;
            case MOV -> this == AAC;
            default -> true;
        };
    }
}
