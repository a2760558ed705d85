package io.jndencode.cli;

import io.jndencode.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts that name files, as seeds beside the videos: playlists, manifests, concat scripts, sidecars. Some name a file of their own folder,
 * some one outside, which is a pipe where the system has them: who opens it hangs, and the run says so.
 */
final class HostileSeeds {
    private static final String OWN = "part.mp4";

    private HostileSeeds() {}

    /**
     * Writes them.
     *
     * @param uploads where mutants will lie
     * @param clip a whole small video
     * @return the seeds
     */
    static List<String> write(Path folder, Path uploads, Path clip) throws IOException, InterruptedException {
        Files.copy(clip, uploads.resolve(OWN), StandardCopyOption.REPLACE_EXISTING);
        Path outside = folder.resolve("outside.mp4");
        if (!Files.exists(outside)) {
            new ProcessBuilder("mkfifo", outside.toString()).inheritIO().start().waitFor();
        }
        List<String> seeds = new ArrayList<>();
        Path place = Files.createDirectories(folder.resolve("seeds"));
        Path part = uploads.resolve(OWN);
        Map<String, String> texts = new TreeMap<>(texts(outside));
        String plan = sidecar(folder, part);
        texts.put("own.json", plan);
        texts.put("outside.json", plan.replace(part.toString(), outside.toString()));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            seeds.add(Files.writeString(place.resolve(text.getKey()), text.getValue()).toString());
        }
        return seeds;
    }

    private static Map<String, String> texts(Path outside) {
        String hls = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:3\n#EXT-X-MAP:URI=\"%1$s\",BYTERANGE=\"900@0\"\n"
                + "#EXTINF:2.5,\n#EXT-X-BYTERANGE:7000@900\n%1$s\n#EXT-X-DISCONTINUITY\n#EXTINF:2.5,\n%1$s\n#EXT-X-ENDLIST\n";
        String concat = "ffconcat version 1.0\n# two\nfile '%s'\nduration 2.5\ninpoint 0.5\nfile part.mp4\noutpoint 00:00:01.5\n";
        String dash = "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
                + " profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" mediaPresentationDuration=\"PT3S\"><Period>"
                + "<AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>%s</BaseURL>"
                + "</Representation></AdaptationSet></Period></MPD>";
        return Map.of(
                "own.m3u8", hls.formatted(OWN),
                "outside.m3u8", hls.formatted("../" + outside.getFileName()),
                "own.ffconcat", concat.formatted(OWN),
                "outside.ffconcat", concat.formatted(outside),
                "self.ffconcat", concat.formatted("self.ffconcat"),
                "outside.mpd", dash.formatted(outside),
                "session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n");
    }

    /** The plan of the clip as the program makes it. */
    private static String sidecar(Path folder, Path clip) throws IOException {
        Path sidecar = folder.resolve("plan.json");
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(System.err, true), false, 100);
        int code = new Main(console)
                .run("plan", clip.toString(), "--model", folder.resolve("tiny.onnx").toString(), "--sidecar", sidecar.toString(),
                        "--x264-preset", "ultrafast", "--x264-params", "ref=2:cqm=flat", "-y", "--log-level", "quiet");
        if (code != 0) {
            throw new IllegalStateException("no plan of " + clip + " (" + code + ")");
        }
        return Files.readString(sidecar);
    }
}
