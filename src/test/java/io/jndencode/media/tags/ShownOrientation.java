package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.input.Orientation;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/** How players turn a video: as its container says, else as its pictures do. */
final class ShownOrientation {
    private ShownOrientation() {}

    static Orientation of(Path file) {
        MediaInfo info = MediaProbe.probe(file);
        try (FirstFrame first = FirstFrame.of(info);
                InputFile input = InputFile.open(file)) {
            AVPacketSideData stored =
                    CodecSideData.of(input.stream(info.video().streamIndex()).codecpar(), AV_PKT_DATA_DISPLAYMATRIX);
            AVFrameSideData shown = av_frame_get_side_data(first.frame(), AV_FRAME_DATA_DISPLAYMATRIX);
            byte[] matrix = new byte[36];
            if (stored != null) {
                stored.data().get(matrix);
            } else if (shown != null && !shown.isNull()) {
                shown.data().get(matrix);
            } else {
                return Orientation.of(null);
            }
            return Orientation.of(matrix);
        }
    }
}
