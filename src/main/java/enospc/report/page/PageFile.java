package enospc.report.page;

import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `report.html`: a run as one file that needs no other and asks no network.
public final class PageFile {

    private static final List<String> SCRIPTS = List.of("format.js", "data.js", "theme.js", "view.js", "model.js",
            "pyramid.js", "faults.js", "drawing.js", "timeline.js", "gestures.js", "detail.js", "matches.js",
            "filter.js", "claims.js", "plot.js", "scatter.js", "space.js", "statistics.js", "latency.js", "rates.js",
            "waits.js", "main.js");

    private static final String DATA = "{data}";

    private PageFile() { }

    /// Writes the page of a run, in one step: a reader sees the old one or this.
    ///
    /// @throws IOException if the history cannot be read or the page cannot be written
    public static void write(Path file, RunDirectory run, Verdict verdict) throws IOException {
        write(file, run, verdict, _ -> { });
    }

    /// @param also hears each event as well, so that the history is read once
    public static void write(Path file, RunDirectory run, Verdict verdict, Consumer<Event> also) throws IOException {
        PageData data = new PageData();
        HistoryFile.read(run.history(), data.andThen(also));
        data.close();
        String template = Parts.text("page/page.html");
        int middle = template.indexOf(DATA);
        Map<String, String> texts = texts(verdict);
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
            write(out, template.substring(0, middle), texts);
            Payload.write(out, data, Evidence.of(run, verdict));
            write(out, template.substring(middle + DATA.length()), texts);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(OutputStream out, String part, Map<String, String> texts) throws IOException {
        out.write(Marks.fill(part, texts).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> texts(Verdict verdict) {
        Front front = new Front(verdict);
        String script = Parts.plotsScript() + Parts.script("page", SCRIPTS);
        return Map.of(
                "script", script,
                "script-digest", digest(script),
                "style", Parts.plotsStyle() + Parts.text("page/page.css"),
                "licence", Html.escape(Parts.plotsLicence()),
                "title", front.title(),
                "heading", front.heading(),
                "claims", front.claims(),
                "transitions", front.transitions());
    }

    /// As the page's own rule for scripts names it: this one runs, and no other.
    public static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
