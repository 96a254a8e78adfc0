package enospc.run.exec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.history.Value;
import enospc.world.Chance;
import enospc.world.Clock;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who of those that wait at a shim goes next. Where the seed chooses, steps of different ops go one at a time: the
/// next is chosen when all ops that run wait for leave, or when nobody has come for a while. For any thread.
final class Order {

    /// An op that works between two steps comes to the next one within this time, or the choice is made without it.
    static final Duration QUIET = Duration.ofMillis(60);

    /// A step that takes longer, such as an extraction at a quota, does not hold up the others.
    private static final long LONG_NANOS = 2_000_000_000;

    /// PCT spreads its changes of priority over so many choices.
    private static final int SPAN = 200;

    enum Kind { TIMED, RANDOM, PCT }

    private record Asker(String worker, String f, Runnable leave) { }

    private final Kind kind;
    private final Seed seed;
    private final Chance chance;
    private final long quietNanos;
    private final Clock clock;
    private final Journal journal;
    private final Set<Integer> changes = new HashSet<>();
    private final Map<String, Long> priorities = new HashMap<>();
    private final Set<String> live = new HashSet<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final List<Asker> waiting = new ArrayList<>();
    private long grantedAt;
    private long newsAt;
    private int choices;

    /// @param depth for PCT: one less is the number of changes of priority (Burckhardt et al. 2010)
    /// @param quiet without news for so long, the next is chosen from those that have come
    Order(Kind kind, int depth, Seed seed, Duration quiet, Clock clock, Journal journal) {
        this.kind = kind;
        this.seed = seed;
        this.chance = seed.stream("schedule");
        this.quietNanos = quiet.toNanos();
        this.clock = clock;
        this.journal = journal;
        for (int i = 1; kind == Kind.PCT && i < depth; i++) {
            changes.add(chance.below(SPAN));
        }
    }

    synchronized void begins(String worker) {
        live.add(worker);
        newsAt = clock.nanos();
        // Not from the stream of the choices: then it would matter who begins first, which no seed decides.
        priorities.computeIfAbsent(worker, _ -> seed.stream("priority of " + worker).next() >>> 1);
    }

    synchronized void isOver(String worker) {
        live.remove(worker);
        running.remove(worker);
        waiting.removeIf(asker -> asker.worker.equals(worker));
        newsAt = clock.nanos();
        choose();
    }

    /// A second step of an op whose first one runs goes at once: it is the other end of a pipe.
    synchronized void asks(String worker, String f, Runnable leave) {
        Asker asker = new Asker(worker, f, leave);
        newsAt = clock.nanos();
        if (kind == Kind.TIMED || running.getOrDefault(worker, 0) > 0) {
            grant(asker);
        } else {
            waiting.add(asker);
            choose();
        }
    }

    synchronized void ended(String worker) {
        running.computeIfPresent(worker, (_, count) -> count == 1 ? null : count - 1);
        newsAt = clock.nanos();                           // it is now on its way to its next step
        choose();
    }

    /// To be called every few milliseconds: nobody else notices that time has passed.
    synchronized void choose() {
        long now = clock.nanos();
        boolean busy = !running.isEmpty() && now - grantedAt < LONG_NANOS;
        boolean complete = waiting.size() >= live.size() - running.size();
        if (waiting.isEmpty() || busy || !complete && now - newsAt < quietNanos) {
            return;
        }
        waiting.sort(Comparator.comparing(Asker::worker));
        Asker next = kind == Kind.PCT ? first() : waiting.get(chance.below(waiting.size()));
        write(next);
        waiting.remove(next);
        grant(next);
        choices++;
    }

    /// Of the highest priority; at a change the one that would have gone falls behind all others first.
    private Asker first() {
        Comparator<Asker> urgent = Comparator.comparing(asker -> priorities.get(asker.worker));
        if (changes.contains(choices)) {
            priorities.put(waiting.stream().max(urgent).orElseThrow().worker, (long) -choices - 1);
        }
        return waiting.stream().max(urgent).orElseThrow();
    }

    private void write(Asker next) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("worker", next.worker).put("step", next.f);
        json.set("among", JsonNodeFactory.instance.arrayNode());
        waiting.forEach(asker -> json.withArray("among").add(asker.worker + " " + asker.f));
        journal.note("schedule", "schedule", new Value.Other(json));
    }

    private void grant(Asker asker) {
        running.merge(asker.worker, 1, Integer::sum);
        grantedAt = clock.nanos();
        asker.leave.run();
    }
}
