package io.jndencode.model.keras;

import io.jndencode.model.Architecture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The network that the files belong to, and how its layers match.
 *
 * @param network the network
 * @param target its graph
 * @param matching the matched layers
 * @param notes choices the user should know of
 */
record NetworkChoice(Architecture network, TargetNetwork target, Matching matching, List<String> notes) {
    NetworkChoice {
        notes = List.copyOf(notes);
    }

    /** Chooses by the user's option, else by the file's name, else by the layers. */
    static NetworkChoice of(WeightFiles files, KerasImport.Request request) {
        Optional<Architecture> said =
                request.network().or(() -> FileHint.network(files.main().path()));
        if (said.isPresent()) {
            NetworkChoice choice = attempt(said.get(), files, request);
            choice.matching()
                    .require(
                            files.describe(),
                            said.get().id()
                                    + (request.network().isPresent()
                                            ? ""
                                            : ", the network its name speaks of (--net says otherwise)"));
            return choice;
        }
        List<NetworkChoice> all = new ArrayList<>();
        for (Architecture network : Architecture.values()) {
            all.add(attempt(network, files, request));
        }
        List<NetworkChoice> fitting =
                all.stream().filter(choice -> choice.matching().fits()).toList();
        if (fitting.isEmpty()) {
            NetworkChoice nearest = all.stream()
                    .max(Comparator.comparingInt((NetworkChoice choice) ->
                            2 * choice.matching().pairs().size()
                                    - choice.target().topology().required().size()))
                    .orElseThrow();
            nearest.matching()
                    .require(
                            files.describe(),
                            "any network; the nearest is " + nearest.network().id());
        }
        return fitting.get(0).amongst(fitting, files);
    }

    private static NetworkChoice attempt(Architecture network, WeightFiles files, KerasImport.Request request) {
        TargetNetwork target = TargetNetwork.of(network, request.size());
        Topology topology = target.topology();
        Matching own = Matching.of(topology, files.own());
        if (files.backbones().isEmpty()) {
            return new NetworkChoice(network, target, own, List.of());
        }
        if (own.fits()) {
            String note = "%s holds the whole network: the other files are not needed and not used."
                    .formatted(files.main().path());
            return new NetworkChoice(network, target, own, List.of(note));
        }
        return new NetworkChoice(network, target, Matching.of(topology, files.together()), List.of());
    }

    /** Chooses among fitting networks: those that differ only in their training have the same layers. */
    private NetworkChoice amongst(List<NetworkChoice> fitting, WeightFiles files) {
        if (fitting.size() == 1) {
            return this;
        }
        List<String> extended = new ArrayList<>(notes);
        extended.add("%s fits %s, which compute the same: taken as %s (--net says otherwise)."
                .formatted(
                        files.describe(),
                        fitting.stream().map(choice -> choice.network().id()).collect(Collectors.joining(" and ")),
                        network.id()));
        return new NetworkChoice(network, target, matching, extended);
    }
}
