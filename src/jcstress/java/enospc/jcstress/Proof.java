package enospc.jcstress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestList;

/// Runs every jcstress test, and judges: a test must have seen nothing forbidden, and its broken twin something, or the
/// test is blind.
///
/// A test `X` has a twin `XTwin` beside it. What jcstress says of each is in `target/jcstress`.
public final class Proof {

    private static final String TWIN = "Twin";
    private static final Path REPORT = Path.of("target", "jcstress");

    /// Two threads want two cores, and a test that starts threads of its own wants them not to be bound to one.
    private static final List<String> ALWAYS = List.of("-m", "quick", "-af", "GLOBAL", "-sc", "false", "-f", "1");

    private static final Map<String, List<String>> FORMS = Map.of(
            "quick", List.of("-iters", "3", "-time", "200", "-jvmArgs", "-Xmx256m -XX:+UseSerialGC"),
            "long", List.of("-iters", "5", "-time", "500"));          // in each configuration of the JVM

    /// A busy machine may let two threads never meet: a twin that looks sound is looked at again, for longer.
    private static final List<String> AGAIN = List.of("-iters", "10", "-time", "1000", "-jvmArgs",
            "-Xmx256m -XX:+UseSerialGC");
    private static final int LOOKS = 3;

    private Proof() { }

    /// Ends with status 1 if a claim does not hold, a twin was not caught, or a test did not run.
    ///
    /// @param form `quick` or `long`
    public static void main(String[] form) throws IOException, InterruptedException, ClassNotFoundException {
        if (form.length != 1 || !FORMS.containsKey(form[0])) {
            System.err.println("jcstress: say quick or long");
            System.exit(64);
        }
        Files.createDirectories(REPORT);
        try (Stream<Path> old = Files.list(REPORT)) {
            for (Path blob : old.filter(Proof::isBlob).toList()) {
                Files.delete(blob);
            }
        }
        long began = System.nanoTime();
        carryOut("log.txt", FORMS.get(form[0]));
        TreeMap<String, Seen> seen = read();
        for (int look = 2; look <= LOOKS && !blind(seen).isEmpty(); look++) {
            List<String> again = new ArrayList<>(AGAIN);
            again.addAll(List.of("-t", String.join("|", blind(seen))));
            carryOut("log-" + look + ".txt", again);
            seen = read();
        }
        List<String> wrong = judge(seen);
        System.out.printf(Locale.ROOT, "jcstress: %d tests in %.0f s; %s/index.html has them all%n",
                TestList.tests().size(), (System.nanoTime() - began) / 1e9, REPORT);
        wrong.forEach(line -> System.out.println("jcstress: " + line));
        if (!wrong.isEmpty()) {
            System.exit(1);
        }
    }

    /// Its status says nothing here: the twins are to fail.
    private static void carryOut(String log, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath(), Main.class.getName(), "-r", "."));
        command.addAll(ALWAYS);
        command.addAll(options);
        new ProcessBuilder(command).directory(REPORT.toFile()).redirectErrorStream(true)
                .redirectOutput(REPORT.resolve(log).toFile()).start().waitFor();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isBlob(Path file) {
        return file.getFileName().toString().endsWith(".bin.gz");
    }

    private static TreeMap<String, Seen> read() throws IOException, ClassNotFoundException {
        InProcessCollector results = new InProcessCollector();
        try (Stream<Path> files = Files.list(REPORT)) {
            for (Path blob : files.filter(Proof::isBlob).toList()) {
                DiskReadCollector reader = new DiskReadCollector(blob.toString(), results);
                reader.dump();
                reader.close();
            }
        }
        TreeMap<String, Seen> byTest = new TreeMap<>();
        TestList.tests().forEach(test -> byTest.put(test, new Seen()));
        results.getTestResults().forEach(result -> byTest.get(result.getName()).add(result));
        return byTest;
    }

    private static List<String> blind(Map<String, Seen> byTest) {
        return byTest.entrySet().stream().filter(each -> each.getKey().endsWith(TWIN) && each.getValue().forbidden == 0)
                .map(each -> Pattern.quote(each.getKey())).toList();
    }

    private static List<String> judge(Map<String, Seen> byTest) {
        List<String> wrong = new ArrayList<>();
        byTest.forEach((test, seen) -> {
            System.out.printf(Locale.ROOT, "%-48s %,12d times, %,9d of them forbidden%n",
                    test.replace("enospc.", ""), seen.all, seen.forbidden);
            if (seen.all == 0 || !seen.odd.isEmpty()) {
                wrong.add(test + " did not run to its end " + seen.odd + ", see " + REPORT.resolve("log.txt"));
            } else if (test.endsWith(TWIN) && seen.forbidden == 0) {
                wrong.add(test + " looks sound: the test does not see the error that was put into it");
            } else if (!test.endsWith(TWIN) && seen.forbidden > 0) {
                wrong.add(test + " saw what is forbidden: " + seen.said);
            }
            if (!test.endsWith(TWIN) && !byTest.containsKey(test + TWIN)) {
                wrong.add(test + " has no twin: write a broken one beside it, named " + test + TWIN);
            }
        });
        return wrong;
    }

    /// What was seen of one test, in all its configurations.
    private static final class Seen {

        private long all;
        private long forbidden;
        private final List<String> said = new ArrayList<>();
        private final List<Status> odd = new ArrayList<>();

        void add(TestResult result) {
            if (result.status() != Status.NORMAL) {
                odd.add(result.status());
            }
            all += result.getTotalCount();
            for (GradingResult graded : result.grading().gradingResults.values()) {
                if (graded.expect == Expect.FORBIDDEN && graded.count > 0) {
                    forbidden += graded.count;
                    said.add(graded.id + ": " + graded.description);
                }
            }
        }
    }
}
