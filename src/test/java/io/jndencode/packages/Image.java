package io.jndencode.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An unpacked image: its layers one over the other, and what its configuration says.
 *
 * @param root the file system
 * @param user who its program runs as
 * @param entrypoint the program
 */
record Image(Path root, String user, List<String> entrypoint) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Of a tar with an OCI layout. */
    static Image unpack(Path tar, Path into) throws Exception {
        Path layout = Files.createDirectories(into.resolve("layout"));
        Path root = Files.createDirectories(into.resolve("root"));
        extract(tar, layout);
        JsonNode manifest =
                MAPPER.readTree(blob(layout, read(layout.resolve("index.json")).at("/manifests/0/digest")));
        JsonNode config =
                MAPPER.readTree(blob(layout, manifest.at("/config/digest"))).path("config");
        for (JsonNode layer : manifest.path("layers")) {
            Path file = layout.resolve("layer.tar.gz");
            Files.write(file, blob(layout, layer.path("digest")));
            extract(file, root);
        }
        List<String> entrypoint = new ArrayList<>();
        config.path("Entrypoint").forEach(word -> entrypoint.add(word.asText()));
        return new Image(root, config.path("User").asText(), List.copyOf(entrypoint));
    }

    private static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }

    private static byte[] blob(Path layout, JsonNode digest) throws IOException {
        return Files.readAllBytes(
                layout.resolve("blobs").resolve(digest.asText().replace(':', '/')));
    }

    private static void extract(Path tar, Path into) throws Exception {
        Child child = Child.run(into, Map.of(), "tar", "-xf", tar.toString(), "--no-same-owner");
        assertThat(child.code()).as(child.err()).isZero();
    }
}
