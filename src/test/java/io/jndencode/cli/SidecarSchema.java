package io.jndencode.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that docs/ publishes for sidecars. */
public final class SidecarSchema {
    private SidecarSchema() {}

    /** What is wrong with a file by it. */
    public static List<Error> problems(Path sidecar) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/sidecar.schema.json")))
                .validate(Files.readString(sidecar), InputFormat.JSON);
    }
}
