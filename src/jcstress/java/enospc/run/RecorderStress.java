package enospc.run;

import enospc.history.Event;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.world.Clock;
import enospc.world.Crashed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// What two workers, and the end of a run, do to the recorder.
public final class RecorderStress {

    private RecorderStress() { }

    /// How many events came, and whether each has the next index: a history is read by that.
    private static void judge(List<Event> history, IZ_Result result) {
        result.r1 = history.size();
        result.r2 = true;
        for (int i = 0; i < history.size(); i++) {
            result.r2 &= history.get(i) != null && history.get(i).index() == i;
        }
    }

    private static Event event(long index, String process, Event.Type type) {
        return new Event(index, 0, process, type, "install", Value.None.NONE, Problem.NONE, Event.NO_OP);
    }

    private static final class Still implements Clock {

        private static final Still CLOCK = new Still();

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long epochSeconds() {
            return 0;
        }

        @Override
        public void sleepNanos(long nanos) {
            throw new UnsupportedOperationException("nobody sleeps here");
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "4, true", expect = Expect.ACCEPTABLE, desc = "All four events, numbered in the order of the file.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An event is lost, or the order of the file is not that of the numbers.")
    public static class Order {

        private final List<Event> history = new ArrayList<>();
        private final Recorder recorder = new Recorder(Still.CLOCK, history::add);

        @Actor
        public void first() {
            recorder.invoke("w1", "install", Value.None.NONE, Event.NO_OP);
            recorder.end("w1", Event.Type.OK, Value.None.NONE, Problem.NONE);
        }

        @Actor
        public void second() {
            recorder.invoke("w2", "install", Value.None.NONE, Event.NO_OP);
            recorder.end("w2", Event.Type.OK, Value.None.NONE, Problem.NONE);
        }

        @Arbiter
        public void read(IZ_Result result) {
            judge(history, result);
        }
    }

    /// Numbers atomically, but hands on outside of that.
    @JCStressTest
    @State
    @Outcome(id = "4, true", expect = Expect.ACCEPTABLE, desc = "All four events, numbered in the order of the file.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An event is lost, or the order of the file is not that of the numbers.")
    public static class OrderTwin {

        private final List<Event> history = Collections.synchronizedList(new ArrayList<>());
        private final Consumer<Event> sink = history::add;
        private long next;

        private synchronized long next() {
            return next++;
        }

        @Actor
        public void first() {
            sink.accept(event(next(), "w1", Event.Type.INVOKE));
            sink.accept(event(next(), "w1", Event.Type.OK));
        }

        @Actor
        public void second() {
            sink.accept(event(next(), "w2", Event.Type.INVOKE));
            sink.accept(event(next(), "w2", Event.Type.OK));
        }

        @Arbiter
        public void read(IZ_Result result) {
            judge(history, result);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The event came before the close, and is in the file.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The close came first: the writer died, nothing came.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Something was written after the close, or an accepted event is lost.")
    public static class Close {

        private final List<Event> history = new ArrayList<>();
        private final Recorder recorder = new Recorder(Still.CLOCK, history::add);
        private boolean accepted;
        private int atClose;

        @Actor
        public void writes() {
            try {
                recorder.note("w1", "install", Value.None.NONE);
                accepted = true;
            } catch (Crashed late) {
                accepted = false;
            }
        }

        @Actor
        public void closes() {
            recorder.close();
            atClose = history.size();
        }

        @Arbiter
        public void read(II_Result result) {
            result.r1 = accepted ? history.size() : -history.size();
            result.r2 = atClose;
        }
    }

    /// Looks whether it is closed before it takes its turn.
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The event came before the close, and is in the file.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The close came first: the writer died, nothing came.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Something was written after the close, or an accepted event is lost.")
    public static class CloseTwin {

        private final List<Event> history = new ArrayList<>();
        private volatile boolean closed;
        private boolean accepted;
        private int atClose;

        @Actor
        public void writes() {
            if (!closed) {
                synchronized (history) {
                    history.add(event(0, "w1", Event.Type.OK));
                }
                accepted = true;
            }
        }

        @Actor
        public void closes() {
            closed = true;
            synchronized (history) {
                atClose = history.size();
            }
        }

        @Arbiter
        public void read(II_Result result) {
            result.r1 = accepted ? history.size() : -history.size();
            result.r2 = atClose;
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "It ended before it was killed: its end is known.")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "It was killed first: nobody knows how it ended.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An op with two ends, or with none.")
    public static class Bury {

        private final List<Event> history = new ArrayList<>();
        private final Recorder recorder = new Recorder(Still.CLOCK, history::add);

        public Bury() {
            recorder.invoke("w1", "install", Value.None.NONE, Event.NO_OP);
        }

        @Actor
        public void ends() {
            try {
                recorder.end("w1", Event.Type.OK, Value.None.NONE, Problem.NONE);
            } catch (Crashed killed) {
                return;
            }
        }

        @Actor
        public void kills() {
            recorder.bury("w1");
        }

        @Arbiter
        public void read(ZZ_Result result) {
            result.r1 = history.stream().anyMatch(event -> event.type() == Event.Type.OK);
            result.r2 = history.stream().anyMatch(event -> event.type() == Event.Type.INFO);
        }
    }

    /// Asks whether the op is open in one step, and ends it in another.
    @JCStressTest
    @State
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "It ended before it was killed: its end is known.")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "It was killed first: nobody knows how it ended.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An op with two ends, or with none.")
    public static class BuryTwin {

        private final List<Event> history = new ArrayList<>();
        private boolean open = true;

        private synchronized boolean isOpen() {
            return open;
        }

        private synchronized void end(Event.Type type) {
            open = false;
            history.add(event(history.size(), "w1", type));
        }

        @Actor
        public void ends() {
            if (isOpen()) {
                end(Event.Type.OK);
            }
        }

        @Actor
        public void kills() {
            if (isOpen()) {
                end(Event.Type.INFO);
            }
        }

        @Arbiter
        public void read(ZZ_Result result) {
            result.r1 = history.stream().anyMatch(event -> event.type() == Event.Type.OK);
            result.r2 = history.stream().anyMatch(event -> event.type() == Event.Type.INFO);
        }
    }
}
