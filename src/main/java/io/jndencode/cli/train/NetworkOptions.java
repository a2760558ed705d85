package io.jndencode.cli.train;

import io.jndencode.JndException;
import io.jndencode.model.Architecture;
import io.jndencode.train.data.NetworkId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which network to train. */
final class NetworkOptions {
    @Parameters(
            paramLabel = "MODEL",
            description = "img-recon, jnd-recon, lat, rec, e2e-lat, e2e-rec, mj-lat or mj-rec; or lite or mj-lat-small")
    private String model = "";

    @Mixin
    private LevelOption level = new LevelOption();

    boolean named(String name) {
        return model.equals(name);
    }

    NetworkId id() {
        Architecture architecture = Architecture.of(model)
                .orElseThrow(() -> new JndException.Usage(
                        "There is no network '%s'; there are %s.".formatted(model, Architecture.ids())));
        return NetworkId.of(architecture, level.chosen());
    }
}
