package io.jndencode.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.jndencode.JndException;
import io.jndencode.file.WholeFile;
import io.jndencode.media.CodingCost;
import io.jndencode.text.Json;
import io.jndencode.text.JsonMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} of a dataset: what each picture is and where it came from.
 *
 * @param schema {@value #SCHEMA}
 * @param labels the kind of labels, for the model card
 * @param pictures one entry a picture
 */
public record Manifest(String schema, String labels, List<Entry> pictures) {
    public static final String SCHEMA = "jnd-encode/dataset/1";

    public Manifest {
        Objects.requireNonNull(labels, "labels is null");
        pictures = List.copyOf(pictures);
    }

    /**
     * One picture.
     *
     * @param name file name, the same in all folders of the layout
     * @param split the part it belongs to, by the name of its folder
     * @param source the file it was taken from
     * @param group sources that show the same thing: never on both sides of a split
     * @param shot number of the shot among all labelled shots; pictures of one shot share levels
     * @param frame frame frame of the source
     * @param tag kind of content
     * @param jnd1 QP of JND1
     * @param jnd2 QP of JND2
     * @param jnd3 QP of JND3
     * @param spread how far the label's judges disagree, in QP
     * @param weight how much it counts in training and in nothing else
     * @param trial how well the frame codes after the one before it; null if there was no trial encode
     */
    public record Entry(
            String name,
            String split,
            String source,
            String group,
            int shot,
            long frame,
            String tag,
            double jnd1,
            double jnd2,
            double jnd3,
            double spread,
            double weight,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CodingCost trial) {}

    /** Reads a manifest; unknown fields are tolerated, another schema is not. */
    public static Manifest read(Path file) {
        try {
            Manifest manifest = Json.mapper().readValue(file.toFile(), Manifest.class);
            if (!SCHEMA.equals(manifest.schema())) {
                throw new JndException.Model("The dataset's %s has schema '%s'; this version reads '%s'."
                        .formatted(file, manifest.schema(), SCHEMA));
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new JndException.Model(
                    "The dataset's %s is not a valid manifest: %s".formatted(file, JsonMistake.plain(e)), e);
        } catch (IOException e) {
            throw new JndException.Model("The dataset's %s cannot be read.".formatted(file), e);
        }
    }

    /** Writes a temporary file beside and moves it into place, so that a reader never sees half a manifest. */
    public void write(Path file) throws IOException {
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        byte[] text = Json.mapper().writer(lines).writeValueAsBytes(this);
        WholeFile.write(file, beside -> Files.write(beside, text));
    }
}
