package enospc.pool.zfs;

import enospc.pool.zfs.Fate.By;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/// A deadline, or a guard, against a step that ends at that moment.
public final class FateStress {

    private FateStress() { }

    @JCStressTest
    @State
    @Outcome(id = "true, false, ITSELF", expect = Expect.ACCEPTABLE, desc = "It had ended: it is not a late one.")
    @Outcome(id = "false, true, DEADLINE", expect = Expect.ACCEPTABLE, desc = "Its deadline was first: it is late.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both have won, or neither, or it says another than who won.")
    public static class Deadline {

        private final Fate fate = new Fate();

        @Actor
        public void ends(ZZL_Result result) {
            result.r1 = fate.claim(By.ITSELF);
        }

        @Actor
        public void isLate(ZZL_Result result) {
            result.r2 = fate.claim(By.DEADLINE);
        }

        @Arbiter
        public void read(ZZL_Result result) {
            result.r3 = fate.by().orElse(null);
        }
    }

    /// Looks first and writes then, as a volatile field alone would have it.
    @JCStressTest
    @State
    @Outcome(id = "true, false, ITSELF", expect = Expect.ACCEPTABLE, desc = "It had ended: it is not a late one.")
    @Outcome(id = "false, true, DEADLINE", expect = Expect.ACCEPTABLE, desc = "Its deadline was first: it is late.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both have won, or neither, or it says another than who won.")
    public static class DeadlineTwin {

        private final BrokenFate fate = new BrokenFate();

        @Actor
        public void ends(ZZL_Result result) {
            result.r1 = fate.claim(By.ITSELF);
        }

        @Actor
        public void isLate(ZZL_Result result) {
            result.r2 = fate.claim(By.DEADLINE);
        }

        @Arbiter
        public void read(ZZL_Result result) {
            result.r3 = fate.by().orElse(null);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "1, DEADLINE", expect = Expect.ACCEPTABLE, desc = "The deadline has ended it, once.")
    @Outcome(id = "1, GUARD", expect = Expect.ACCEPTABLE, desc = "The guard has ended it, once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was signalled twice, by then perhaps another process; or never.")
    public static class Ended {

        private final AtomicInteger signals = new AtomicInteger();
        private final Fate fate = new Fate();

        @Actor
        public void isLate() {
            if (fate.claim(By.DEADLINE)) {
                signals.incrementAndGet();
            }
        }

        @Actor
        public void isGuarded() {
            if (fate.claim(By.GUARD)) {
                signals.incrementAndGet();
            }
        }

        @Arbiter
        public void read(IL_Result result) {
            result.r1 = signals.get();
            result.r2 = fate.by().orElse(null);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "1, DEADLINE", expect = Expect.ACCEPTABLE, desc = "The deadline has ended it, once.")
    @Outcome(id = "1, GUARD", expect = Expect.ACCEPTABLE, desc = "The guard has ended it, once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was signalled twice, by then perhaps another process; or never.")
    public static class EndedTwin {

        private final AtomicInteger signals = new AtomicInteger();
        private final BrokenFate fate = new BrokenFate();

        @Actor
        public void isLate() {
            if (fate.claim(By.DEADLINE)) {
                signals.incrementAndGet();
            }
        }

        @Actor
        public void isGuarded() {
            if (fate.claim(By.GUARD)) {
                signals.incrementAndGet();
            }
        }

        @Arbiter
        public void read(IL_Result result) {
            result.r1 = signals.get();
            result.r2 = fate.by().orElse(null);
        }
    }

    private static final class BrokenFate {

        private volatile By by;

        boolean claim(By who) {
            if (by != null) {
                return false;
            }
            by = who;
            return true;
        }

        Optional<By> by() {
            return Optional.ofNullable(by);
        }
    }
}
