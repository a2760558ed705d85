package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.Child;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.Main;
import io.jndencode.media.open.remote.FileServer;
import io.jndencode.media.open.remote.Tunnels;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses behind TLS, with a certificate made here, and behind proxies. */
class SecuredAddressIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-deep.mp4");
    private static final String SECRET = "s3cret";

    @TempDir
    Path folder;

    private Path keys;
    private FileServer server;

    @BeforeEach
    void start() throws Exception {
        keys = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Child made = Child.run(
                folder,
                Map.of(),
                (keytool
                                + " -genkeypair -alias films -keyalg EC -dname CN=films.invalid -storetype PKCS12 -storepass changeit"
                                + " -ext san=dns:films.invalid,ip:127.0.0.1 -keystore " + keys)
                        .split(" "));
        assertThat(made.code()).as(made.err()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new FileServer(context);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Runs the program in a process of its own: Java reads its properties, and it the environment, once. */
    private Child run(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.add("-Djavax.net.ssl.trustStore=" + keys);
        command.add("-Djavax.net.ssl.trustStorePassword=changeit");
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        return Child.run(Path.of("").toAbsolutePath(), environment, command.toArray(String[]::new));
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() {
        CliRun run = CliRun.of("shots", server.gives("/film.mp4", CLIP));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("https://127.0.0.1:" + server.port() + "/film.mp4")
                .contains("the certificate of 127.0.0.1 cannot be verified")
                .hasLineCount(1);
        assertThat(server.asked()).isEmpty();
    }

    /** Both proxies want a name and a password; the servers they are asked for are known to them alone. */
    @Test
    void aTrustedServerIsReadByAProxyAndNothingSecretIsSaid() throws Exception {
        server.gives("/film.mp4", CLIP);
        List<String> sent = new ArrayList<>();
        try (Tunnels tunnels = new Tunnels(server.port(), "me:" + SECRET);
                FileServer plain = new FileServer()) {
            plain.on("/film.mp4", request -> {
                sent.add(request.exchange().getRequestURI().getHost() + " "
                        + request.exchange().getRequestHeaders().getFirst("Proxy-Authorization"));
                request.part(Files.readAllBytes(CLIP), "\"1\"");
            });
            Map<String, String> environment = Map.of(
                    "https_proxy", "http://me:" + SECRET + "@127.0.0.1:" + tunnels.port(),
                    "http_proxy", "http://me:" + SECRET + "@127.0.0.1:" + plain.port(),
                    "no_proxy", "other.invalid");
            Child run = run(environment, "shots", "https://films.invalid/film.mp4", "http://plain.invalid/film.mp4");
            CliRun local = CliRun.of("shots", CLIP.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains(local.out().lines().skip(1).toList());
            assertThat(run.out() + run.err()).doesNotContain(SECRET);
            assertThat(tunnels.asked()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT films.invalid:443 "));
            assertThat(sent).isNotEmpty().containsOnly("plain.invalid Basic bWU6czNjcmV0");
            Child refused = run(
                    Map.of("https_proxy", "http://you:" + SECRET + "@127.0.0.1:" + tunnels.port()),
                    "shots",
                    "https://films.invalid/film.mp4");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("the proxy wants a name and a password (407)")
                    .doesNotContain(SECRET)
                    .hasLineCount(1);
        }
    }
}
