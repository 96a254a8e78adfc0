package enospc.report.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// How long pages take to be ready, and to zoom in once, in a real Chromium: the least and the most of five times.
///
/// `java -cp target/classes:target/test-classes:$(cat target/bench.classpath) enospc.report.serve.PageSpeed PAGE...`;
/// `bin/bench start` leaves that class path behind.
public final class PageSpeed {

    private static final int TIMES = 5;
    private static final String ZOOM = """
            (() => { const began = performance.now(); document.getElementById('zoom-in').click();
            requestAnimationFrame(() => requestAnimationFrame(() => window.zoomed = performance.now() - began));
            return 0; })()""";

    private PageSpeed() { }

    public static void main(String[] pages) throws IOException {
        for (String page : pages) {
            measure(Path.of(page).toRealPath());
        }
    }

    private static void measure(Path page) throws IOException {
        double[] ready = new double[TIMES];
        double[] zoom = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            try (Browser browser = new Browser()) {
                browser.open(page.toUri().toString());
                ready[i] = Double.parseDouble(browser.run("document.documentElement.dataset.ready")) / 1000;
                browser.run(ZOOM);
                browser.until("window.zoomed !== undefined");
                zoom[i] = Double.parseDouble(browser.run("window.zoomed")) / 1000;
            }
        }
        System.out.printf(Locale.ROOT, "%s: %.2f MB, ready after %s, zoom %s%n", page, Files.size(page) / 1e6,
                range(ready), range(zoom));
    }

    private static String range(double[] seconds) {
        Arrays.sort(seconds);
        return String.format(Locale.ROOT, "%.2f to %.2f s", seconds[0], seconds[TIMES - 1]);
    }
}
