package enospc.world;

import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/// Lanes in one thread: one runs at a time until it sleeps, then time jumps to the next wake-up; the seed breaks ties.
///
/// A lane is a continuation of the JVM, 120 to 190 ns a switch. A killed one is never resumed, so no `finally` of it
/// runs. Code in a lane must not hold a monitor or a `java.util.concurrent` lock while it sleeps, and must not sleep
/// in a static initialiser. Not for use by two threads at once; an interrupt of the one kills all lanes.
public final class VirtualTime implements Scheduler {

    /// 2026-01-01T00:00:00Z, when each virtual run begins.
    public static final long EPOCH_SECONDS = 1_767_225_600L;

    private static final ContinuationScope SCOPE = new ContinuationScope("lanes");

    private final Chance dice;
    private final long horizonNanos;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Lane> locks = new HashMap<>();
    private final Sleepers sleepers = new Sleepers();
    private long now;
    private Lane current;

    /// @param horizonNanos virtual time at which every lane is killed: a livelock ends there and is a finding
    public VirtualTime(Seed seed, long horizonNanos) {
        this.dice = seed.stream("schedule");
        this.horizonNanos = horizonNanos;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long epochSeconds() {
        return EPOCH_SECONDS + now / 1_000_000_000L;
    }

    @Override
    public void sleepNanos(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("cannot sleep " + nanos + " ns");
        }
        long wake = now + nanos;
        if (current == null) {
            now = wake;                                   // outside any lane: before or after the race
        } else if (wake < horizonNanos && sleepers.nextWake() > wake) {
            now = wake;                                   // nobody else would run before: no switch
        } else {
            current.sleepUntil(wake, dice.next());
            sleepers.add(current);
            Continuation.yield(SCOPE);
        }
    }

    /// A lane that is to sleep on is put back by the scheduler itself: no switch, and the dice fall as if there were
    /// one.
    @Override
    public void sleepWhile(LongSupplier wake) {
        long until = wake.getAsLong();
        while (until > now) {
            if (current != null && (until >= horizonNanos || sleepers.nextWake() <= until)) {
                current.sleepWhile(wake, until, dice.next());
                sleepers.add(current);
                Continuation.yield(SCOPE);
                return;
            }
            now = until;                                  // nobody else would run before, or we are outside any lane
            until = wake.getAsLong();
        }
    }

    @Override
    public boolean run(SequencedMap<String, Runnable> bodies) {
        boolean whole = true;
        bodies.forEach((name, body) -> start(new Lane(name, new Continuation(SCOPE, body))));
        while (!sleepers.isEmpty()) {
            Lane lane = sleepers.first();
            boolean late = lane.wake >= horizonNanos;
            if (late || Thread.interrupted()) {
                whole = false;
                now = late ? horizonNanos : now;
                killAll();
            } else {
                now = lane.wake;
                turn(lane);
            }
        }
        return whole;
    }

    /// Asks the next to wake whether it sleeps on. It stays among the sleepers meanwhile: most do.
    private boolean sleepsOn(Lane lane) {
        if (lane.asks()) {
            long until = lane.condition.getAsLong();
            if (until > now) {
                lane.sleepUntil(until, dice.next());
                sleepers.firstSleepsOn();
                return true;
            }
            lane.wakes();
        }
        return false;
    }

    private void start(Lane lane) {
        if (lanes.putIfAbsent(lane.name, lane) != null) {
            throw new IllegalArgumentException("there was a lane " + lane.name + " already");
        }
        lane.sleepUntil(now, dice.next());
        sleepers.add(lane);
    }

    private void turn(Lane lane) {
        current = lane;
        try {
            if (sleepsOn(lane)) {
                return;
            }
            sleepers.removeFirst();
            lane.body.run();
        } catch (Crashed crashed) {
            sleepers.remove(lane);
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
        if (lane != null && !lane.dead) {
            sleepers.remove(lane);
            end(lane);
            if (lane == current) {
                throw new Crashed(name);
            }
        }
    }

    @Override
    public void killAll() {
        sleepers.killAll();
        locks.clear();
    }

    private void end(Lane lane) {
        lane.dead = true;
        locks.values().removeIf(holder -> holder == lane);
    }

    @Override
    public String lane() {
        return current == null ? "main" : current.name;
    }

    @Override
    public boolean take(String name) {
        return locks.putIfAbsent(name, current) == null;
    }

    @Override
    public void give(String name) {
        if (!locks.remove(name, current)) {
            throw new IllegalStateException(lane() + " does not hold " + name);
        }
    }
}
