package enospc.check;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a long history out of a run's: the same run again and again, each below a root of its own.
///
/// `java -cp target/test-classes enospc.check.ManyRuns HISTORY EVENTS` writes that many events to standard output.
public final class ManyRuns {

    private static final Pattern HEAD = Pattern.compile("\\{\"index\":(\\d+),\"time\":(\\d+),");
    private static final Pattern OP = Pattern.compile(",\"op\":(\\d+)");

    private ManyRuns() { }

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]), System.out);
    }

    /// @param history of one run
    /// @param events  how many to write
    public static void write(Path history, long events, OutputStream to) throws IOException {
        long left = events;
        long index = 0;
        long time = 0;
        try (OutputStream out = new BufferedOutputStream(to, 1 << 20)) {
            for (int run = 0; left > 0; run++) {
                try (BufferedReader lines = Files.newBufferedReader(history)) {
                    long base = index;
                    long began = time;
                    for (String line = lines.readLine(); line != null && left-- > 0; line = lines.readLine()) {
                        Matcher head = HEAD.matcher(line);
                        if (!head.lookingAt()) {
                            throw new IOException("no event: " + line);
                        }
                        time = began + Long.parseLong(head.group(2));
                        String rest = in("sim" + run, later(line.substring(head.end()), base));
                        out.write(("{\"index\":" + index++ + ",\"time\":" + time + "," + rest + "\n")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private static String later(String rest, long base) {
        Matcher op = OP.matcher(rest);
        return op.find() ? rest.substring(0, op.start(1)) + (base + Long.parseLong(op.group(1)))
                + rest.substring(op.end(1)) : rest;
    }

    private static String in(String root, String rest) {
        return rest.replace("\"sim/", "\"" + root + "/").replace("\"sim\"", "\"" + root + "\"");
    }
}
