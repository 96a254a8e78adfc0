package enospc.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SequencedMap;
import java.util.TreeMap;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/// Lanes in one thread whose order somebody chooses: at each [#turn] any lane that could go on may be the next.
///
/// How long a step takes is nobody's promise, so time has no say in the order: a short sleep is part of a step and only
/// moves the clock; a longer one ends as soon as another lane has changed something, or, when no lane can go on, at its
/// time. A lane that sleeps until something changes therefore looks once for each change, which bounds the orders.
public final class ChosenOrder implements Scheduler, Turns {

    /// What a step itself may take; longer sleeps are waits for others.
    private static final long BRIEF_NANOS = 1_000_000;

    private static final ContinuationScope SCOPE = new ContinuationScope("chosen");

    private final Chooser chooser;
    private final long horizonNanos;
    private final TreeMap<String, Lane> lanes = new TreeMap<>();
    private final Map<String, Lane> locks = new HashMap<>();
    private final List<Preemption> preemptions = new ArrayList<>();
    private long now;
    private long changes;
    private long choices;
    private Lane current;

    /// @param horizonNanos time at which every lane is killed: a livelock ends there and is a finding
    public ChosenOrder(Chooser chooser, long horizonNanos) {
        this.chooser = chooser;
        this.horizonNanos = horizonNanos;
    }

    /// Where the order so far was another than that of whoever runs going on while it can.
    public List<Preemption> preemptions() {
        return List.copyOf(preemptions);
    }

    /// What decides how it goes on, except for what the lanes work on: what each lane has seen, who waits, who holds
    /// which lock. Equal states have equal numbers.
    public long state() {
        long state = 0;
        for (Lane lane : lanes.values()) {
            long status = lane.ended ? 1 : lane.wake == Lane.AWAKE ? 2 : lane.sleptAt < changes ? 3 : 4;
            state = state * 31 + (lane.seen * 31 + status) * 0x9e3779b97f4a7c15L;
        }
        for (Entry<String, Lane> held : locks.entrySet()) {
            state += (held.getKey().hashCode() * 31L + held.getValue().name.hashCode()) * 0xbf58476d1ce4e5b9L;
        }
        return state * 31 + epochSeconds();
    }

    @Override
    public void turn() {
        if (current != null) {
            Continuation.yield(SCOPE);
        }
    }

    @Override
    public void changed() {
        changes++;
    }

    @Override
    public void saw(Object what) {
        if (current != null) {
            current.seen = current.seen * 0x100000001b3L + what.hashCode();
        }
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long epochSeconds() {
        return VirtualTime.EPOCH_SECONDS + now / 1_000_000_000L;
    }

    @Override
    public void sleepNanos(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("cannot sleep " + nanos + " ns");
        }
        if (current == null || nanos <= BRIEF_NANOS) {
            now += nanos;
            return;
        }
        current.wake = now + nanos;
        current.sleptAt = changes;
        Continuation.yield(SCOPE);
    }

    @Override
    public boolean run(SequencedMap<String, Runnable> bodies) {
        boolean whole = true;
        bodies.forEach((name, body) -> {
            if (lanes.putIfAbsent(name, new Lane(name, body)) != null) {
                throw new IllegalArgumentException("there was a lane " + name + " already");
            }
        });
        for (Lane last = null; whole; ) {
            List<Lane> ready = ready();
            if (ready.isEmpty()) {
                break;
            }
            last = chosen(ready, last);
            now = last.wake == Lane.AWAKE || last.sleptAt < changes ? now : Math.max(now, last.wake);
            if (now >= horizonNanos || Thread.interrupted()) {
                whole = false;
                killAll();
            } else {
                resume(last);
            }
        }
        return whole;
    }

    /// In the order of their names; the first sleeper of all when nobody else can go on.
    private List<Lane> ready() {
        List<Lane> ready = new ArrayList<>();
        Lane first = null;
        for (Lane lane : lanes.values()) {
            if (lane.ended) {
                continue;
            }
            if (lane.wake == Lane.AWAKE || lane.sleptAt < changes) {
                ready.add(lane);
            } else if (first == null || lane.wake < first.wake) {
                first = lane;
            }
        }
        if (ready.isEmpty() && first != null) {
            ready.add(first);
        }
        return ready;
    }

    private Lane chosen(List<Lane> ready, Lane last) {
        if (ready.size() == 1) {
            return ready.getFirst();
        }
        int still = ready.indexOf(last);
        List<String> names = ready.stream().map(lane -> lane.name).toList();
        int choice = chooser.choose(choices, names, still);
        if (choice != Math.max(still, 0)) {
            preemptions.add(new Preemption(choices, names.get(choice)));
        }
        choices++;
        return ready.get(choice);
    }

    private void resume(Lane lane) {
        current = lane;
        lane.wake = Lane.AWAKE;
        saw("its turn");
        try {
            lane.body.run();
        } catch (Crashed crashed) {
            end(lane);
        } catch (RuntimeException | Error thrown) {
            killAll();
            throw new IllegalStateException("lane " + lane.name + " at " + now + " ns: " + thrown, thrown);
        } finally {
            current = null;
        }
        if (lane.body.isDone()) {
            end(lane);
        }
    }

    @Override
    public void kill(String name) {
        Lane lane = lanes.get(name);
        if (lane != null && !lane.ended) {
            end(lane);
            if (lane == current) {
                throw new Crashed(name);
            }
        }
    }

    @Override
    public void killAll() {
        lanes.values().forEach(lane -> lane.ended = true);
        locks.clear();
    }

    private void end(Lane lane) {
        lane.ended = true;
        locks.values().removeIf(holder -> holder == lane);
        changed();
    }

    @Override
    public String lane() {
        return current == null ? "main" : current.name;
    }

    @Override
    public boolean take(String name) {
        boolean taken = locks.putIfAbsent(name, current) == null;
        saw(taken);
        changes += taken ? 1 : 0;
        return taken;
    }

    @Override
    public void give(String name) {
        if (!locks.remove(name, current)) {
            throw new IllegalStateException(lane() + " does not hold " + name);
        }
        changed();
    }

    private static final class Lane {

        static final long AWAKE = -1;

        final String name;
        final Continuation body;
        long wake = AWAKE;
        /// How much had changed when it went to sleep.
        long sleptAt;
        /// All that it was told so far, and how often it went on: with that, it does the same again.
        long seen;
        boolean ended;

        Lane(String name, Runnable body) {
            this.name = name;
            this.body = new Continuation(SCOPE, body);
        }
    }
}
