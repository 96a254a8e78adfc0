package enospc.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Lanes as threads of the host, time as its clock shows it.
///
/// Killing a lane interrupts its thread; whoever blocks on its behalf (a child process, a sleep) answers the interrupt
/// with [Crashed], and so does each later wait of that lane. A lane that is dead has lost its locks.
public final class RealTime implements Scheduler {

    private final long began = System.nanoTime();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final Map<String, String> locks = new ConcurrentHashMap<>();
    private final Map<String, Boolean> dead = new ConcurrentHashMap<>();

    @Override
    public long nanos() {
        return System.nanoTime() - began;
    }

    @Override
    public long epochSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    @Override
    public void sleepNanos(long nanos) {
        if (dead.containsKey(lane())) {
            throw new Crashed(lane());
        }
        try {
            Thread.sleep(java.time.Duration.ofNanos(nanos));
        } catch (InterruptedException interrupted) {
            throw new Crashed(lane());
        }
    }

    @Override
    public boolean run(SequencedMap<String, Runnable> bodies) {
        AtomicReference<RuntimeException> broken = new AtomicReference<>();
        List<Thread> started = new ArrayList<>();
        bodies.forEach((name, body) -> started.add(
                Thread.ofPlatform().name(name).unstarted(() -> live(name, body, broken))));
        started.forEach(thread -> threads.put(thread.getName(), thread));
        started.forEach(Thread::start);
        boolean whole = true;
        for (Thread thread : started) {
            whole &= await(thread);
        }
        if (broken.get() != null) {
            throw broken.get();
        }
        return whole;
    }

    private void live(String name, Runnable body, AtomicReference<RuntimeException> broken) {
        try {
            body.run();
        } catch (Crashed crashed) {
            // The lane was told to die, and did.
        } catch (RuntimeException | Error thrown) {
            broken.compareAndSet(null, new IllegalStateException("lane " + name + ": " + thrown, thrown));
            killAll();
        } finally {
            bury(name);
        }
    }

    /// The caller's own interrupt means: everybody stops.
    ///
    /// @return false if there was one
    private boolean await(Thread thread) {
        boolean whole = true;
        while (true) {
            try {
                thread.join();
                return whole;
            } catch (InterruptedException interrupted) {
                whole = false;
                killAll();
            }
        }
    }

    @Override
    public void kill(String name) {
        Thread thread = threads.get(name);
        if (thread != null && dead.putIfAbsent(name, true) == null) {
            thread.interrupt();
        }
    }

    @Override
    public void killAll() {
        threads.keySet().forEach(this::kill);
    }

    private void bury(String name) {
        dead.put(name, true);
        locks.values().removeIf(name::equals);
    }

    @Override
    public String lane() {
        return Thread.currentThread().getName();
    }

    @Override
    public boolean take(String name) {
        return locks.putIfAbsent(name, lane()) == null;
    }

    @Override
    public void give(String name) {
        if (!locks.remove(name, lane())) {
            throw new IllegalStateException(lane() + " does not hold " + name);
        }
    }
}
