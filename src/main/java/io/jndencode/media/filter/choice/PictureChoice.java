package io.jndencode.media.filter.choice;

import io.jndencode.JndException;
import io.jndencode.media.Cropping;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants done to the picture before anything else sees it, in this order.
 *
 * @param deinterlace {@code auto}, {@code on} or {@code telecine}; this and the next ones are null where not wanted
 * @param crop {@code auto} or {@code W:H:X:Y}, in pixels of the picture as shown, its margins included
 * @param denoise whether to remove a little noise
 * @param scale {@code W:H}, {@code 720} or {@code 1080p}
 * @param filters FFmpeg's filters
 */
public record PictureChoice(
        @Nullable String deinterlace,
        @Nullable String crop,
        boolean denoise,
        @Nullable String scale,
        @Nullable String filters) {
    private static final Pattern CROP = Pattern.compile("(\\d{1,5}):(\\d{1,5}):(\\d{1,5}):(\\d{1,5})");
    private static final Pattern SIZE = Pattern.compile("(-[12]|\\d{1,5})[:x](-[12]|\\d{1,5})");
    private static final Pattern LINES = Pattern.compile("(\\d{2,5})p?");

    public PictureChoice {
        if (deinterlace != null && !deinterlace.matches("auto|on|telecine")) {
            throw new JndException.Usage("--deinterlace is auto, on or telecine, got " + deinterlace);
        }
        if (crop != null && !crop.equals("auto") && !CROP.matcher(crop).matches()) {
            throw new JndException.Usage("--crop is auto or W:H:X:Y in pixels, such as 1920:800:0:140, got " + crop);
        }
        if (scale != null) {
            scaleText(scale, new Turn(0, false));
        }
        if (filters != null) {
            FilterChain.of(filters);
        }
    }

    /** Returns whether the whole video must be looked at to know what is to be done. */
    public boolean looks(MediaInfo info) {
        return surveys(info) || (deinterlace != null && Deinterlacing.joins(info.video()));
    }

    private boolean surveys(MediaInfo info) {
        return "auto".equals(crop)
                || ("auto".equals(deinterlace) && !info.video().geometry().interlaced());
    }

    /** Returns a video as it is to be read; where that takes a look at all of it and it has not been filtered yet, looks. */
    public MediaInfo looked(MediaInfo info) {
        return info.filtered() == null && looks(info) ? of(info) : info;
    }

    /** Refuses a video for which this cannot be done, as far as that is known without decoding it all. */
    public MediaInfo check(MediaInfo info) {
        String fields = !"auto".equals(deinterlace) || info.video().geometry().interlaced() ? deinterlace : null;
        return new PictureChoice(fields, "auto".equals(crop) ? null : crop, denoise, scale, filters).of(info, false);
    }

    /** Returns a video to be read as wanted: the same if nothing is to be done. */
    public MediaInfo of(MediaInfo info) {
        return of(info, true);
    }

    private MediaInfo of(MediaInfo info, boolean looking) {
        if (deinterlace == null && crop == null && !denoise && scale == null && filters == null) {
            return info;
        }
        VideoStream video = info.video();
        PictureSurvey seen = surveys(info) ? PictureSurvey.of(info) : null;
        boolean fields = video.geometry().interlaced() || (seen != null && seen.interlaced());
        List<String> chain = new ArrayList<>();
        if (deinterlace != null && (fields || !deinterlace.equals("auto"))) {
            chain.add(Deinterlacing.of(info, deinterlace, looking));
        } else if (fields && scale != null) {
            throw new JndException.Usage("--scale: " + info.file()
                    + " is interlaced, and scaling would mix its fields: add --deinterlace auto");
        }
        String area =
                crop == null ? "" : "auto".equals(crop) ? used(video, seen, fields && chain.isEmpty()) : given(info);
        if (area.isEmpty()
                && video.geometry().cropping().any()
                && (!chain.isEmpty() || denoise || scale != null || filters != null)) {
            area = shown(video);
        }
        if (!area.isEmpty()) {
            chain.add("crop=" + area + ":exact=1");
        }
        if (denoise) {
            chain.add("hqdn3d=2:1.5:3:2.25");
        }
        if (scale != null) {
            chain.add(scaleText(scale, Turn.of(video)));
        }
        if (filters != null) {
            chain.add(placed(filters, info));
        }
        return chain.isEmpty() ? info : FilteredVideo.of(info, FilterChain.of(String.join(",", chain)));
    }

    /** Refuses filters that would do something at another place than the one that is shown. */
    private static String placed(String filters, MediaInfo info) {
        List<String> placed = FilterChain.of(filters).placed().stream().sorted().toList();
        Turn turn = Turn.of(info.video());
        if ((turn.clockwise() != 0 || turn.mirrored()) && !placed.isEmpty()) {
            throw new JndException.Usage(("--vf: the pictures of %s are stored %s, and %s would see them"
                            + " so: use --crop and --scale, which take the picture as it is shown")
                    .formatted(info.file(), turn, String.join(", ", placed)));
        }
        return filters;
    }

    private static String shown(VideoStream video) {
        Cropping hidden = video.geometry().cropping();
        return "%d:%d:%d:%d"
                .formatted(
                        video.geometry().shownWidth() & ~1,
                        video.geometry().shownHeight() & ~1,
                        hidden.left() & ~1,
                        hidden.top() & ~1);
    }

    /** Returns the area that is ever used, widened to even numbers (four rows where two fields stay); empty if it is all. */
    private static String used(VideoStream video, @Nullable PictureSurvey seen, boolean fields) {
        if (seen == null || seen.right() <= seen.left() || seen.bottom() <= seen.top()) {
            return "";
        }
        int step = fields ? 4 : 2;
        Cropping hidden = video.geometry().cropping();
        int left = Math.max(seen.left(), hidden.left()) / 2 * 2;
        int top = Math.max(seen.top(), hidden.top()) / step * step;
        int right = Math.min(seen.right(), video.geometry().width() - hidden.right());
        int bottom = Math.min(seen.bottom(), video.geometry().height() - hidden.bottom());
        int width = Math.min((right - left + 1) / 2 * 2, video.geometry().width() - left);
        int height = Math.min(
                (bottom - top + step - 1) / step * step, video.geometry().height() - top);
        boolean all = left == 0
                && top == 0
                && width == video.geometry().width()
                && height == video.geometry().height();
        return all || width < 16 || height < 16 ? "" : "%d:%d:%d:%d".formatted(width, height, left, top);
    }

    private String given(MediaInfo info) {
        Matcher numbers = CROP.matcher(String.valueOf(crop));
        if (!numbers.matches()) {
            throw new IllegalStateException("crop was checked");
        }
        VideoStream video = info.video();
        Turn turn = Turn.of(video);
        int columns =
                turn.lying() ? video.geometry().height() : video.geometry().width();
        int rows = turn.lying() ? video.geometry().width() : video.geometry().height();
        Turn.Area area = new Turn.Area(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)),
                Integer.parseInt(numbers.group(4)));
        if (area.width() < 1
                || area.height() < 1
                || area.left() + area.width() > columns
                || area.top() + area.height() > rows) {
            throw new JndException.Usage(
                    "--crop %s does not lie within the %dx%d pixels of %s".formatted(crop, columns, rows, info.file()));
        }
        if ((area.width() | area.height() | area.left() | area.top()) % 2 != 0
                && video.format().pixelFormat().matches("(yuvj?42|nv|p0).*")) {
            throw new JndException.Usage("--crop %s: with the chroma of %s all four numbers must be even"
                    .formatted(crop, video.format().pixelFormat()));
        }
        return turn.stored(area, video.geometry().width(), video.geometry().height())
                .toString();
    }

    private static String scaleText(String scale, Turn turn) {
        Matcher lines = LINES.matcher(scale);
        Matcher size = SIZE.matcher(scale);
        String wanted =
                lines.matches() ? "-2:" + lines.group(1) : size.matches() ? size.group(1) + ":" + size.group(2) : "";
        boolean odd = wanted.matches(".*[13579](:.*|$)") && !wanted.contains("-1");
        if (wanted.isEmpty() || wanted.matches("-[12]:-[12]|0+:.*|.*:0+") || odd) {
            throw new JndException.Usage(
                    "--scale is W:H, -2:H, W:-2 (-2 keeps the shape), or a number of rows such as 720"
                            + " or 1080p, all even, got " + scale);
        }
        String[] sides = wanted.replace("-1", "-2").split(":", 2);
        return turn.lying() ? FilterChain.scaling(sides[1], sides[0]) : FilterChain.scaling(sides[0], sides[1]);
    }
}
