package enospc.pool.sim;

import enospc.pool.Grip;
import enospc.world.Clock;
import enospc.world.Scheduler;
import java.util.HashMap;
import java.util.Map;

/// The copies that are under way, by the lane that waits for each.
final class Copies implements Grip {

    private final Clock clock;
    private final Map<String, Hand> hands = new HashMap<>();

    Copies(Clock clock) {
        this.clock = clock;
    }

    Hand begin(long deadlineNanos) {
        Hand hand = new Hand(clock.nanos(), deadlineNanos);
        hands.put(lane(), hand);
        return hand;
    }

    void end() {
        hands.remove(lane());
    }

    /// Where nobody schedules there is one lane, without a name.
    private String lane() {
        return clock instanceof Scheduler scheduler ? scheduler.lane() : "";
    }

    @Override
    public boolean take(String lane, How how) {
        Hand hand = hands.get(lane);
        if (hand == null) {
            return false;
        }
        switch (how) {
            case END -> hand.end(clock.nanos());
            case KILL_ONE -> hand.kill(clock.nanos());
            case STOP -> hand.stop();
            case CONTINUE -> hand.goOn();
        }
        return true;
    }
}
