package enospc.world;

import java.util.function.LongSupplier;
import jdk.internal.vm.Continuation;

/// One lane of [VirtualTime]: what it runs, and until when it sleeps.
final class Lane {

    private static final LongSupplier NOTHING = () -> 0;

    final String name;
    final Continuation body;
    long wake;
    long tie;
    /// Another that wakes at the same time; see [Sleepers].
    Lane beside;
    boolean dead;
    /// Asked at its wake-up whether it sleeps on; see [#asks].
    LongSupplier condition = NOTHING;

    Lane(String name, Continuation body) {
        this.name = name;
        this.body = body;
    }

    /// @param tie decides among those that wake at the same time
    void sleepUntil(long wake, long tie) {
        this.wake = wake;
        this.tie = tie;
    }

    void sleepWhile(LongSupplier condition, long wake, long tie) {
        this.condition = condition;
        sleepUntil(wake, tie);
    }

    /// Whether it sleeps as long as its condition says.
    boolean asks() {
        return condition != NOTHING;
    }

    void wakes() {
        condition = NOTHING;
    }
}
