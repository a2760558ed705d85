package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import io.jndencode.media.FileStamp;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OtherStream;
import io.jndencode.media.VideoStream;
import io.jndencode.media.open.AnimatedWebp;
import io.jndencode.media.open.DataReferences;
import io.jndencode.media.open.InputChecks;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Describes media files and checks that their video can be decoded. */
public final class MediaProbe {
    private MediaProbe() {}

    /**
     * Describes a file and decodes the first frame of its video.
     *
     * @throws JndException.Input with one sentence if there is no readable video
     */
    public static MediaInfo probe(Path file) {
        try (InputFile input = InputFile.open(file)) {
            int index = input.bestVideo();
            if (index < 0) {
                throw new JndException.Input(withoutVideo(input));
            }
            List<OtherStream> others = new ArrayList<>();
            for (int i = 0; i < input.streams(); i++) {
                if (i != index) {
                    others.add(StreamDescription.other(input.stream(i)));
                }
            }
            try (VideoDecoder decoder = VideoDecoder.open(input, index, 1)) {
                if (!decoder.next()) {
                    throw new JndException.Input(withoutFrames(input, index));
                }
                VideoStream video = StreamDescription.video(input, decoder);
                InputChecks.checkPixels(
                        file, video.geometry().width(), video.geometry().height(), input.limits());
                InputChecks.checkFrames(file, video.timing().frames(), input.limits());
                return new MediaInfo(
                        file,
                        input.stamps(),
                        input.container(),
                        Math.max(0, input.context().duration()) / (double) AV_TIME_BASE,
                        video,
                        others,
                        input.context().nb_chapters(),
                        Math.max(0, input.context().bit_rate()));
            }
        }
    }

    /** Returns the current description of a file that was probed before: the same, or a new one if the file has changed. */
    public static MediaInfo current(MediaInfo probed) {
        if (probed.files().stream().allMatch(FileStamp::holds)) {
            return probed;
        }
        if (probed.filtered() != null) {
            throw new JndException.Input(
                    probed.file() + " was changed since its filters were chosen: give the same command again");
        }
        return probe(probed.file());
    }

    private static String withoutVideo(InputFile input) {
        boolean audio = false;
        boolean picture = false;
        for (int i = 0; i < input.streams(); i++) {
            int type = input.stream(i).codecpar().codec_type();
            audio |= type == AVMEDIA_TYPE_AUDIO;
            picture |= type == AVMEDIA_TYPE_VIDEO;
        }
        if (audio) {
            return input.file() + " holds only sound" + (picture ? " and a cover picture" : "") + ", no video.";
        }
        return input.file() + " holds no video.";
    }

    private static String withoutFrames(InputFile input, int index) {
        if (AnimatedWebp.is(input.file())) {
            return input.file()
                    + " is an animated WebP, which FFmpeg cannot decode: make a GIF, an APNG or a video of it first.";
        }
        OtherStream video = StreamDescription.other(input.stream(index));
        if (DataReferences.elsewhere(input)) {
            return input.file()
                    + " keeps its pictures in another file (a QuickTime data reference), which is not opened: make it"
                    + " self-contained first.";
        }
        return ("%s has a video stream (%s), but not one frame of it can be decoded: it is damaged, truncated,"
                        + " encrypted, or the beginning of a stream whose other parts are other files.")
                .formatted(input.file(), video.codec());
    }
}
