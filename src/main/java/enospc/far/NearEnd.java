package enospc.far;

import enospc.far.Frame.Kind;
import enospc.history.Event;
import enospc.history.EventLine;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.pool.OutOfReach;
import enospc.world.Crashed;
import enospc.world.RealTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A run that happens on another machine, as seen from here: its events come as they happen. When nothing has come for
/// a while, or the connection has ended, the run is [OutOfReach], and what came until then stays.
public final class NearEnd {

    static final Duration BEAT = Duration.ofSeconds(2);

    /// Longer than ssh itself takes to notice that a machine has gone.
    static final Duration SILENCE = Duration.ofSeconds(30);

    /// A JVM on a slow machine takes its time before it says its first word. If the connection is lost meanwhile, ssh
    /// itself notices.
    private static final Duration BEGINNING = Duration.ofMinutes(5);

    private static final Frame NO_MORE = new Frame(Kind.END, "no more");
    private static final Duration PUTTING_AWAY = Duration.ofMinutes(3);
    private static final RealTime TIME = new RealTime();

    private final Station station;
    private final Process process;
    private final EventLine lines = new EventLine();
    private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private boolean begun;
    private boolean over;
    private boolean lost;

    private NearEnd(Station station, Process process) {
        this.station = station;
        this.process = process;
    }

    /// Starts the far side and hands it the plan.
    ///
    /// @param options words that go with a real target, such as `--pool tank`
    public static NearEnd begin(Station station, Plan plan, List<String> options) throws IOException {
        List<String> args = new ArrayList<>(List.of("far"));
        args.addAll(options);
        NearEnd end = new NearEnd(station, station.start(args));
        byte[] text = PlanFile.text(plan).getBytes(StandardCharsets.UTF_8);
        end.say("plan " + text.length + "\n", text);
        Thread.ofVirtual().name("far events").start(end::listen);
        Thread.ofVirtual().name("far beats").start(end::beat);
        return end;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(Frame.of(line));
            }
        } catch (IOException lost) {
            heard.add(new Frame(Kind.BEAT, ""));           // the end of the stream says it below
        } finally {
            heard.add(NO_MORE);
        }
    }

    private void beat() {
        while (process.isAlive()) {
            say("beat\n", new byte[0]);
            TIME.sleep(BEAT);
        }
    }

    /// If nobody hears it any more, [#next] finds that out.
    private synchronized void say(String line, byte[] bytes) {
        try {
            OutputStream mouth = process.getOutputStream();
            mouth.write(line.getBytes(StandardCharsets.UTF_8));
            mouth.write(bytes);
            mouth.flush();
        } catch (IOException lost) {
            process.destroy();
        }
    }

    /// Waits until the pool is there.
    ///
    /// @return what it is, in a line
    /// @throws BadInput if it cannot be had
    public String awaitReady() {
        while (true) {
            Frame frame = nextOrCrash();
            if (frame == NO_MORE) {
                String words = station.ssh().lastWords();
                throw new BadInput("the run did not begin on " + station.ssh().host() + ": "
                        + (words.isEmpty() ? "nothing was heard from there" : words));
            } else if (frame.kind() == Kind.READY) {
                return frame.text();
            }
            see(frame, Optional.empty(), _ -> { });
        }
    }

    private Frame nextOrCrash() {
        try {
            return next();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Crashed("far");
        }
    }

    /// [#NO_MORE] at the end of what the far side says, and when it has said nothing for too long.
    private Frame next() throws InterruptedException {
        Frame frame = lost ? null : heard.poll((begun ? SILENCE : BEGINNING).toSeconds(), TimeUnit.SECONDS);
        begun = true;
        lost = frame == null || frame == NO_MORE;
        return lost ? NO_MORE : frame;
    }

    /// Hands on all that happens until the run has ended. An interrupt stops the run as a signal would, and what it
    /// still has to say is heard.
    ///
    /// @param logs folder for evidence, made if there is some
    /// @throws OutOfReach when the connection is lost, or the pool there
    public void carryOut(Path logs, Consumer<Event> sink) {
        while (!over) {
            try {
                Frame frame = next();
                if (frame == NO_MORE) {
                    over = true;
                    process.destroy();
                    throw new OutOfReach("the connection to " + station.ssh().host() + " was lost"
                            + said() + "; what the run had taken is given back there: bin/stress"
                            + " clean --host " + station.ssh().host() + " --dry-run shows whether anything is left");
                }
                see(frame, Optional.of(logs), sink);
            } catch (InterruptedException stopped) {
                say("stop\n", new byte[0]);
            }
        }
    }

    private String said() {
        String words = station.ssh().lastWords();
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    private void see(Frame frame, Optional<Path> logs, Consumer<Event> sink) {
        switch (frame.kind()) {
            case EVENT -> sink.accept(lines.parse(frame.text()));
            case LOG -> log.add(frame.text());
            case FILE -> logs.ifPresent(folder -> write(folder, frame.text()));
            case END -> over = true;
            case BAD -> throw over(new BadInput(frame.text()));
            case GONE -> throw over(new OutOfReach(frame.text()));
            case BROKEN -> throw over(new IllegalStateException("on " + station.ssh().host() + ": " + frame.text()));
            case LEFT -> left.add(frame.text());
            case READY, BEAT -> { }
        }
    }

    private RuntimeException over(RuntimeException why) {
        over = true;
        return why;
    }

    private static void write(Path folder, String text) {
        String name = text.substring(0, text.indexOf(' '));
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            return;                                        // such a name is none of ours, and might lead elsewhere
        }
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), Base64.getDecoder().decode(text.substring(name.length() + 1)));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), refused);
        }
    }

    /// The far pool's own log, once the run has ended.
    public List<String> poolLog() {
        return List.copyOf(log);
    }

    /// Waits until the far side has put everything away.
    ///
    /// @return what could not be taken away, a line each
    public List<String> takeAway() {
        boolean interrupted = Thread.interrupted();
        if (!over) {
            say("stop\n", new byte[0]);
        }
        try {
            long until = TIME.nanos() + PUTTING_AWAY.toNanos();
            for (Frame frame = next(); frame != NO_MORE && TIME.nanos() < until; frame = next()) {
                if (frame.kind() == Kind.LEFT) {
                    left.add(station.ssh().host() + ": " + frame.text());
                }
            }
        } catch (InterruptedException hurried) {
            interrupted = true;
        }
        process.destroy();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(left);
    }
}
