package enospc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// Measures every row, each in a JVM of its own, and writes one table of ratios.
///
/// `bin/bench [--write] [ROW ...]`: `--write` puts the table into doc/performance.md, between its markers.
public final class Bench {

    /// A row more is one class and one line here.
    private static final SequencedMap<String, Row> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("toy", new Toy());
        ROWS.put("runs", new Runs());
        ROWS.put("parts", new Parts());
        ROWS.put("switches", new Switches());
        ROWS.put("histories", new Histories());
        ROWS.put("start", new StartUp());
        ROWS.put("growth", new Growth());
        ROWS.put("checks", new Checks());
        ROWS.put("real", new RealInstalls());
    }

    private static final String BEGIN = "<!-- table begins: bin/bench --write -->";
    private static final String END = "<!-- table ends -->";
    private static final String FIGURE = "figure\t";
    private static final String REASON = "reason\t";

    private Bench() { }

    /// @param arguments names of rows, or nothing for all; `--write`; or `--row NAME` for the child that measures one
    public static void main(String[] arguments) throws Exception {
        List<String> said = new ArrayList<>(List.of(arguments));
        if (said.size() == 2 && said.getFirst().equals("--row")) {
            try {
                ROWS.get(said.get(1)).measure(figure -> System.out.println(figure.line()));
            } catch (CannotMeasure cannot) {
                System.out.println(REASON + cannot.getMessage());
            }
            return;
        }
        boolean writes = said.remove("--write");
        for (String name : said) {
            if (!ROWS.containsKey(name)) {
                System.err.println("bench: there is no row " + name + "; there are " + ROWS.keySet());
                System.exit(64);
            }
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<Figure> figures = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : said.isEmpty() ? ROWS.keySet() : said) {
            measure(name, figures, missing);
        }
        String table = where(load, String.join(" ", arguments)) + table(figures, missing);
        System.out.println(table);
        Files.writeString(Path.of("target/bench.md"), table);
        if (writes) {
            write(table);
        }
    }

    private static void measure(String name, List<Figure> figures, List<String> missing)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED"));
        command.addAll(ROWS.get(name).jvm());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), "--row", name));
        Path errors = Path.of("target/bench-" + name + ".err");
        Process child = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        int heard = 0;
        try (BufferedReader reader = child.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(FIGURE)) {
                    figures.add(Figure.parse(line));
                    heard++;
                } else if (line.startsWith(REASON)) {
                    missing.add(name + ": " + line.substring(REASON.length()));
                }
            }
        }
        int status = child.waitFor();
        if (status != 0) {
            missing.add(name + " ended with status " + status + " after " + heard + " figures; see " + errors);
        }
        System.err.printf(Locale.ROOT, "bench: %s, %d figures in %.0f s%n", name, heard,
                (System.nanoTime() - began) / 1e9);
    }

    /// @param load of the machine, before anything was measured: neighbours spoil what follows
    private static String where(double load, String arguments) throws IOException {
        return String.format(Locale.ROOT, "Measured on %s by `bin/bench%s`: %d cores (%s), %s, JDK %s; load before that"
                + " %.1f.%n%n", LocalDate.now(ZoneOffset.UTC), arguments.isEmpty() ? "" : " " + arguments,
                Runtime.getRuntime().availableProcessors(), processor(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version"), load);
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        return Files.exists(file) ? Files.readAllLines(file).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", "")).findFirst().orElse(System.getProperty("os.arch"))
                : System.getProperty("os.arch");
    }

    private static String table(List<Figure> figures, List<String> missing) {
        Map<String, Figure> byName = new LinkedHashMap<>();
        figures.forEach(figure -> byName.put(figure.name(), figure));
        StringBuilder text = new StringBuilder("| what | median | least .. most | against | ratio | aim |\n"
                + "| --- | ---: | --- | --- | ---: | --- |\n");
        for (Figure figure : figures) {
            Figure baseline = byName.get(figure.baseline());
            text.append("| ").append(figure.name()).append(" | ").append(Figure.text(figure.median()))
                    .append(figure.unit().isEmpty() ? "" : " " + figure.unit()).append(" | ")
                    .append(figure.least() == figure.most() ? "" : Figure.text(figure.least()) + " .. "
                            + Figure.text(figure.most()))
                    .append(" | ").append(figure.baseline()).append(" | ")
                    .append(baseline == null ? "" : Figure.text(figure.median() / baseline.median()))
                    .append(" | ").append(figure.aim()).append(" |\n");
        }
        missing.forEach(each -> text.append("\nNot measured: ").append(each).append(".\n"));
        return text.toString();
    }

    private static void write(String table) throws IOException {
        Path page = Path.of("doc/performance.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(page + " has lost its markers: " + BEGIN + " and " + END);
        }
        Files.writeString(page, text.substring(0, begin) + "\n" + table + text.substring(end));
    }
}
