package enospc.install;

import static enospc.install.Habit.CLONES_AT_ONCE;
import static enospc.install.Habit.CREATE_DECIDES;
import static enospc.install.Habit.EVICTS_ALL_ASKED;
import static enospc.install.Habit.HOLDS_LIFE_SIGN;
import static enospc.install.Habit.OLDEST_FIRST;
import static enospc.install.Habit.PUBLISHES_LAST;
import static enospc.install.Habit.RETRIES;
import static enospc.install.Habit.RETRIES_ONCE;
import static enospc.install.Habit.STAMPS_EARLY;
import static enospc.install.Habit.WAKES_UP;

import enospc.pool.Pool;
import enospc.world.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A mistake that can be planted into the built-in protocol, to see that a checker sees it: habits that it lacks, or a
/// pool that does not do as it is told.
public enum Bug {
    NONE("the protocol as it should be"),
    ORPHAN_ON_BUSY("a staging dataset that is busy is left behind", Side.POOL, Faulty::leavesStaging),
    RENAME_GAP("a template is visible before it is installed", HOLDS_LIFE_SIGN, PUBLISHES_LAST),
    EVICT_PROMISED("a template can be evicted between the promise and the clone", CLONES_AT_ONCE),
    EVICT_UNSTAMPED("a template is visible before its first stamp", HOLDS_LIFE_SIGN, PUBLISHES_LAST, STAMPS_EARLY),
    HALF_EVICTION("the snapshot goes, the busy dataset stays", Side.POOL, Faulty::keepsTemplates),
    STOP_EARLY("\"evict all\" stops below the threshold", EVICTS_ALL_ASKED),
    DEAF_WAITER("a waiter does not notice that its extractor failed", WAKES_UP),
    LOST_RACE_MISREAD("any refusal of the staging dataset counts as somebody else's", Side.PROTOCOL,
            Faulty::misreadsRefusals, HOLDS_LIFE_SIGN),
    STALE_LOCK("the staging dataset of a dead extractor blocks its key", HOLDS_LIFE_SIGN),
    HUNG_PIPE("a pipe at the quota hangs, and has no deadline", Side.POOL, Faulty::hangsPipes),
    SILENT_SENDER("a pipe that was cut off counts as done", Side.PROTOCOL, Faulty::hidesBrokenPipes),
    UNCHECKED_STEPS("a refused rename or snapshot is not noticed", Side.PROTOCOL, Faulty::hidesRefusals),
    DOUBLE_EXTRACT("two extract the same key", HOLDS_LIFE_SIGN, CREATE_DECIDES),
    NO_RETRY("the retry is missing", RETRIES),
    ENDLESS_RETRY("the retry repeats", RETRIES_ONCE),
    LEAKY_SQUEEZE("a reservation is not given back", Side.PROTOCOL, Faulty::keepsReservations),
    WRONG_VICTIM("the most recently used template goes first", OLDEST_FIRST),
    HOLLOW_SEAL("making a template read-only is reported done, and not done", Side.POOL, Faulty::skipsReadonly),
    STRAY_SNAPSHOT("somebody else snapshots a staging dataset", Side.POOL, Faulty::meddles);

    /// A pool that does harm to whoever uses it.
    @FunctionalInterface
    private interface Wrapper {
        Pool round(Pool pool, Clock clock);
    }

    /// Who is wrong: the pool, so that a history shows its answer, or the protocol, so that it shows what it made of
    /// that.
    private enum Side { POOL, PROTOCOL }

    private final String about;
    private final Side side;
    private final Set<Habit> habits;
    private final Wrapper wrapper;

    Bug(String about, Habit... lacks) {
        this(about, Side.PROTOCOL, (pool, clock) -> pool, lacks);
    }

    Bug(String about, Side side, Wrapper wrapper, Habit... lacks) {
        this.about = about;
        this.side = side;
        this.wrapper = wrapper;
        EnumSet<Habit> kept = EnumSet.allOf(Habit.class);
        kept.removeAll(Set.of(lacks));
        this.habits = Collections.unmodifiableSet(kept);
    }

    /// The name on the command line, such as `rename-gap`.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public String about() {
        return about;
    }

    /// What is left of the good habits.
    public Set<Habit> habits() {
        return habits;
    }

    /// The pool as it is under this bug.
    public Pool inPool(Pool pool, Clock clock) {
        return side == Side.POOL ? wrapper.round(pool, clock) : pool;
    }

    /// The pool as a protocol with this bug takes it to be.
    public Pool inProtocol(Pool pool, Clock clock) {
        return side == Side.PROTOCOL ? wrapper.round(pool, clock) : pool;
    }
}
