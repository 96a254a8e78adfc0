package enospc.check;

import enospc.history.Event.Type;
import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Command;
import enospc.pool.PoolLog.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The pool's own log tells the same as the steps: each change to templates and containers that was reported done is
/// in it, and none is that nobody reported.
///
/// What ended as `info` may be in it or not, and late. The log is a ring, and so is what is kept here: only the time
/// that both cover is compared. It knows seconds; that and a transaction group are the tolerance.
final class PoolAgrees implements Checker {

    /// Reported changes that are kept, the newest.
    static final int CHANGES_MOST = 1 << 16;

    private static final long SECOND = 1_000_000_000L;

    /// How many seconds before a step begins, or after it has ended, the pool may date it.
    private static final long EARLY = 1;
    private static final long LATE = 2;

    /// A step that changed something, or may have. Of the step only what a sentence needs is kept.
    ///
    /// @param more of `set` the property
    /// @param sure it was reported done, so the log must have it
    /// @param deep whatever is below the name as well
    /// @param step index of the step, `op` and `ended` of its op and its end
    private record Change(String action, String name, String more, long begin, long end, boolean sure, boolean deep,
                          String process, String f, long step, long op, long ended) {

        boolean explains(Entry entry, long second) {
            boolean same = action.equals(entry.action()) && (name.equals(entry.name()) && more.equals(entry.detail())
                    || deep && (entry.name().startsWith(name + "@") || entry.name().startsWith(name + "/")));
            // A creation that could not set its properties is taken back.
            boolean undone = !sure && action.equals("create") && entry.action().equals("destroy")
                    && name.equals(entry.name());
            return (same || undone) && second >= begin / SECOND - EARLY && (end == Long.MAX_VALUE
                    || second <= end / SECOND + LATE);
        }

        /// Whether it began before that second and may be dated after it: it is not missed, and explains what it did.
        boolean reachesInto(long since) {
            return begin / SECOND <= since && end / SECOND + LATE > since;
        }

        String key() {
            return action + " " + name + " " + more;
        }
    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<Entry> log = new ArrayList<>();
    /// The last second of the history at which the pool may have dated a change that is not kept any more.
    private long forgotten = Long.MIN_VALUE;
    private long read = Event.NO_OP;
    /// Seconds since 1970 at which the history's time is 0.
    private long origin;

    PoolAgrees(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "PoolAgrees";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.CREATE, Kind.DESTROY, Kind.SNAPSHOT, Kind.CLONE, Kind.RENAME, Kind.SET, Kind.OTHER);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.PoolLog part) {
            read = event.index();
            origin = part.second() - event.time() / SECOND;
            log.addAll(part.entries());
        } else if (!event.begins() && span.kind().isStep() && span.named().isOurs()) {
            reported(span, event.type() == Type.OK, event.type() == Type.INFO ? Long.MAX_VALUE : event.time());
        }
    }

    @Override
    public void lost(Event event, Span step) {
        reported(step, false, Long.MAX_VALUE);
    }

    private void reported(Span step, boolean sure, long end) {
        if (!step.named().isOurs() || step.command().isEmpty()) {
            return;
        }
        boolean refused = step.endedAs(Type.FAIL);
        switch (step.command().get()) {
            case Command.Create(String _, var properties) ->
                    keep("create", "", step, sure, end, refused && properties.isEmpty());
            case Command.Clone _ -> keep("clone", "", step, sure, end, false);
            case Command.Snapshot _ -> keep("snapshot", "", step, sure, end, refused);
            case Command.Rename _ -> keep("rename", "", step, sure, end, refused);
            case Command.Set(String _, String property, String _) -> keep("set", property, step, sure, end, refused);
            case Command.Destroy(String _, boolean recursive) ->
                    keep("destroy", "", step, sure, end, refused && !recursive);
            case Command.Mount _, Command.Unmount _, Command.Get _, Command.ListAll _, Command.Sync _,
                 Command.Unsquash _, Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> { }
        }
    }

    /// @param none that it changed nothing: a refusal of what is one step only
    private void keep(String action, String more, Span step, boolean sure, long end, boolean none) {
        if (none) {
            return;
        }
        if (changes.size() == CHANGES_MOST) {
            forgetOldest();
        }
        boolean deep = step.command().orElse(null) instanceof Command.Destroy destroy && destroy.recursive();
        changes.add(new Change(action, step.name(), more, step.begin().time(), end, sure, deep, step.process(),
                step.f(), step.index(), step.op().index(), step.endIndex()));
    }

    /// The first time, of the history in seconds, that both the log and what is kept here cover.
    private long since() {
        boolean whole = log.stream().anyMatch(entry -> entry.action().equals("create")
                && entry.name().equals(scene.store().templates()));
        long ofLog = whole || log.isEmpty() ? Long.MIN_VALUE : log.getFirst().second() - origin + LATE;
        return Math.max(ofLog, forgotten);
    }

    /// Of those whose end was heard. Their end counts, for they come here in the order in which they ended: one that is
    /// kept may have begun long before.
    private void forgetOldest() {
        for (Iterator<Change> all = changes.iterator(); all.hasNext();) {
            Change oldest = all.next();
            if (oldest.end != Long.MAX_VALUE) {
                forgotten = Math.max(forgotten, oldest.end / SECOND + LATE);
                all.remove();
                return;
            }
        }
    }

    /// Whether there is nothing to tell apart: so it is with most runs.
    private boolean agrees(long since) {
        Map<String, List<Entry>> left = new HashMap<>();
        for (Entry entry : log) {
            if (entry.second() - origin >= since && scene.name(entry.name()).isOurs()) {
                left.computeIfAbsent(entry.name(), _ -> new ArrayList<>()).add(entry);
            }
        }
        for (Change change : changes) {
            if (change.sure && change.begin / SECOND > since
                    && !takes(change, left.getOrDefault(change.name, List.of()))) {
                return false;
            }
        }
        List<Change> doubtful = doubtful(since);
        for (List<Entry> entries : left.values()) {
            for (Entry entry : entries) {
                if (isUnreported(entry, since, doubtful)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Takes away the first entry that a change explains.
    private boolean takes(Change change, List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (change.more.equals(entry.detail()) && change.action.equals(entry.action())
                    && change.explains(entry, entry.second() - origin)) {
                entries.remove(i);
                return true;
            }
        }
        return false;
    }

    /// What may explain an entry that no change is missed for.
    private List<Change> doubtful(long since) {
        List<Change> doubtful = new ArrayList<>();
        for (Change change : changes) {
            if (!change.sure || change.deep || change.reachesInto(since)) {
                doubtful.add(change);
            }
        }
        return doubtful;
    }

    private boolean isUnreported(Entry entry, long since, List<Change> doubtful) {
        long second = entry.second() - origin;
        return second > since && !entry.action().equals("set")
                && doubtful.stream().noneMatch(change -> change.explains(entry, second));
    }

    private void compare(long since) {
        Map<String, Deque<Entry>> entries = new HashMap<>();
        for (Entry entry : log) {
            if (scene.name(entry.name()).isOurs()) {
                entries.computeIfAbsent(entry.action() + " " + entry.name() + " " + entry.detail(),
                        _ -> new ArrayDeque<>()).add(entry);
            }
        }
        for (Change change : changes) {
            if (change.sure && change.begin / SECOND > since) {
                Deque<Entry> same = entries.getOrDefault(change.key(), new ArrayDeque<>());
                same.stream().filter(entry -> change.explains(entry, entry.second() - origin)).findFirst()
                        .ifPresentOrElse(same::removeFirstOccurrence, () -> lacks(change));
            }
        }
        List<Change> doubtful = doubtful(since);
        entries.values().forEach(left -> left.stream().filter(entry -> isUnreported(entry, since, doubtful))
                .forEach(this::unreported));
    }

    private void lacks(Change change) {
        breaches.add(change.process + "'s " + change.f + " of " + shortened(change.name) + " was answered with done at "
                + Prose.seconds(change.end) + ", step " + change.step
                + ", but the pool's own log has no " + change.action + " of it then", change.op, change.step,
                change.ended, read);
    }

    private void unreported(Entry entry) {
        breaches.add("the pool's own log has a " + entry.action() + " of " + shortened(entry.name()) + " at "
                + (entry.second() - origin) + " s" + (entry.txg() == 0 ? "" : ", txg " + entry.txg())
                + ", which no step of this history reports", read);
    }

    private String shortened(String name) {
        return name.startsWith(scene.store().root() + "/") ? name.substring(scene.store().root().length() + 1) : name;
    }

    @Override
    public Finding end() {
        scene.open().forEach(step -> reported(step, false, Long.MAX_VALUE));
        if (read == Event.NO_OP || changes.isEmpty() || log.isEmpty()) {
            return Finding.vacuous(claim(), read == Event.NO_OP ? "the pool's own log was not read"
                    : log.isEmpty() ? "the pool's own log shows nothing of this run" : "no step changed a dataset");
        }
        long since = since();
        if (!agrees(since)) {
            compare(since);
        }
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return Finding.pass(claim(), Prose.count(changes.stream().filter(Change::sure).count(), "change")
                + " reported, each in the pool's own log, and no other"
                + (since == Long.MIN_VALUE ? "" : "; only from " + since + " s on, what is older is gone"));
    }
}
