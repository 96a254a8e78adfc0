package enospc.world;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A lock that two lanes want.
public final class LockStress {

    private LockStress() { }

    @JCStressTest
    @State
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "The first lane has it, the other was refused.")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The second lane has it, the other was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Two lanes inside at once, or a free lock that nobody got.")
    public static class Taken {

        private final RealTime time = new RealTime();

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = time.take("lock");
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = time.take("lock");
        }
    }

    /// Looks first and takes then.
    @JCStressTest
    @State
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "The first lane has it, the other was refused.")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The second lane has it, the other was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Two lanes inside at once, or a free lock that nobody got.")
    public static class TakenTwin {

        private final Map<String, String> locks = new ConcurrentHashMap<>();

        private boolean take(String name) {
            if (locks.containsKey(name)) {
                return false;
            }
            locks.put(name, Thread.currentThread().getName());
            return true;
        }

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = take("lock");
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = take("lock");
        }
    }
}
