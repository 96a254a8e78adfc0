package enospc.far;

import enospc.far.Frame.Kind;
import enospc.history.Event;
import enospc.history.EventLine;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.plan.PlanReader;
import enospc.world.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The far side of a run, on the machine that has the pool: it says what happens on its standard output, and hears on
/// its standard input that somebody still listens. When it hears nothing any more it stops the run, and if that does
/// not end it ends itself: then the run's guardian, a process of its own, gives everything back.
public final class FarEnd {

    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration ENDING = Duration.ofSeconds(60);
    private static final int LOST = 2;
    private static final long FILE_BYTES_MOST = 1 << 20;
    private static final RealTime TIME = new RealTime();

    private final InputStream in;
    private final PrintStream out;
    private final EventLine lines = new EventLine();
    private final Map<Path, Long> sent = new ConcurrentHashMap<>();
    private volatile long lastHeard = TIME.nanos();
    private boolean stopped;

    public FarEnd(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /// Reads the plan that comes first.
    public Plan plan() {
        String[] words = line().split(" ");
        if (words.length != 2 || !words[0].equals("plan") || !words[1].matches("\\d{1,9}")) {
            throw new BadInput("far is for the program's own use: bin/stress run --target zfs --host ...");
        }
        try {
            Path file = Files.createTempFile("enospc-plan-", ".json");
            try {
                Files.write(file, in.readNBytes(Integer.parseInt(words[1])));
                return PlanReader.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot take the plan", broken);
        }
    }

    /// @return empty at the end of the input
    private String line() {
        StringBuilder line = new StringBuilder();
        try {
            for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
                line.append((char) each);
            }
        } catch (IOException lost) {
            return "";
        }
        return line.toString();
    }

    /// From now on `stop` is called once, when the near side says so, or says nothing any more.
    public void listen(Runnable stop) {
        lastHeard = TIME.nanos();
        Thread.ofPlatform().daemon().name("near end").start(() -> {
            String said = line();
            while (said.equals("beat")) {
                lastHeard = TIME.nanos();
                said = line();
            }
            end(stop, !said.equals("stop"));
        });
        Thread.ofPlatform().daemon().name("beats").start(() -> beat(stop));
    }

    private void beat(Runnable stop) {
        while (true) {
            say(Kind.BEAT, "");
            if (TIME.nanos() - lastHeard > SILENCE.toNanos()) {
                end(stop, true);
            }
            TIME.sleep(NearEnd.BEAT);
        }
    }

    /// @param lost nobody listens: whatever does not end now is ended with this process, and the guardian does the rest
    private void end(Runnable stop, boolean lost) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        stop.run();
        if (lost) {
            TIME.sleep(ENDING);
            Runtime.getRuntime().halt(LOST);
        }
    }

    public void ready(String about) {
        say(Kind.READY, about);
    }

    /// Not for two threads at once.
    public void event(Event event) {
        say(Kind.EVENT, lines.text(event));
    }

    public void log(List<String> lines) {
        lines.forEach(line -> say(Kind.LOG, line));
    }

    public void left(List<String> lines) {
        lines.forEach(line -> say(Kind.LEFT, line));
    }

    public void ended() {
        say(Kind.END, "");
    }

    public void bad(String why) {
        say(Kind.BAD, why);
    }

    public void gone(String why) {
        say(Kind.GONE, why);
    }

    public void broken(String why) {
        say(Kind.BROKEN, why);
    }

    /// Those files of a folder that have changed since the last time; of a large one its beginning.
    public void files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                long size = Files.size(file);
                if (!Long.valueOf(size).equals(sent.put(file, size))) {
                    say(Kind.FILE, file.getFileName() + " " + Base64.getEncoder().encodeToString(head(file)));
                }
            }
        } catch (IOException unreadable) {
            say(Kind.BROKEN, "cannot read " + folder + ": " + unreadable.getMessage());
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes((int) FILE_BYTES_MOST);
        }
    }

    /// What nobody hears any more is no error here: `listen` has noticed, or will.
    private void say(Kind kind, String text) {
        byte[] line = (new Frame(kind, text.replace('\n', ' ')).line() + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }
}
