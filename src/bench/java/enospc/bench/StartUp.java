package enospc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a command takes from its beginning to its end: through `bin/stress`, with the archive of classes that the build
/// makes, and as a plain `java -jar` beside it.
final class StartUp implements Row {

    private static final int TIMES = 9;
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Override
    public void measure(Consumer<Figure> table) throws IOException, InterruptedException {
        compare(table, "stress --version", "0.3", "--version");
        compare(table, "stress --help", "0.4", "--help");
        compare(table, "stress, the default run", "1.5", "run", "race", "--quiet", "--seed", "1", "--results",
                "target/bench-results");
    }

    /// In turns, so that a busy machine is as busy for both.
    private static void compare(Consumer<Figure> table, String name, String aim, String... arguments)
            throws IOException, InterruptedException {
        List<String> plain = new ArrayList<>(List.of(JAVA, "-Denospc.home=.", "-jar", "target/stress.jar"));
        List<String> archived = new ArrayList<>(List.of("bin/stress"));
        plain.addAll(List.of(arguments));
        archived.addAll(List.of(arguments));
        double[] cold = new double[TIMES];
        double[] warm = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            cold[i] = seconds(plain);
            warm[i] = seconds(archived);
        }
        String base = name + ", plain java -jar";
        table.accept(Figure.of(base, "s", "", "", cold));
        table.accept(Figure.of(name, "s", base, aim, warm));
    }

    private static double seconds(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with status " + status);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
