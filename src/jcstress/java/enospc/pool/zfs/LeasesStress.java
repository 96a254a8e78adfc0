package enospc.pool.zfs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// What a fault has taken, against its return at the same moment. The guardian gives back what it was last told.
public final class LeasesStress {

    private LeasesStress() { }

    /// The guardian's end of the pipe: what it was told. A pipe takes words from any thread.
    private static final class Ear {

        private final StringBuffer words = new StringBuffer();

        void hear(String word) {
            words.append(word.startsWith("lease ") ? "taken " : "returned ");
        }

        boolean knows() {
            return !words.isEmpty();
        }

        @Override
        public String toString() {
            return words.toString().strip();
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "taken", expect = Expect.ACCEPTABLE, desc = "There was nothing to return yet; it is taken now.")
    @Outcome(id = "taken returned", expect = Expect.ACCEPTABLE, desc = "Taken, then returned: nothing to give back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Told the other way round: the guardian gives back what is another's.")
    public static class Return {

        private final Ear ear = new Ear();
        private final Leases leases = new Leases(ear::hear);

        @Actor
        public void takes() {
            leases.lease("reservation", "pool/squeeze");
        }

        @Actor
        public void returns() {
            leases.returned("reservation", "pool/squeeze");
        }

        @Arbiter
        public void read(L_Result result) {
            result.r1 = ear.toString();
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "taken", expect = Expect.ACCEPTABLE, desc = "There was nothing to return yet; it is taken now.")
    @Outcome(id = "taken returned", expect = Expect.ACCEPTABLE, desc = "Taken, then returned: nothing to give back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Told the other way round: the guardian gives back what is another's.")
    public static class ReturnTwin {

        private final Ear ear = new Ear();
        private final BrokenLeases leases = new BrokenLeases(ear);

        @Actor
        public void takes() {
            leases.lease("reservation", "pool/squeeze");
        }

        @Actor
        public void returns() {
            leases.returned("reservation", "pool/squeeze");
        }

        @Arbiter
        public void read(L_Result result) {
            result.r1 = ear.toString();
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "Whoever goes on to take it is guarded by then.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Taken before the guardian knows: a crash would leave it so.")
    public static class Told {

        private final Ear ear = new Ear();
        private final Leases leases = new Leases(ear::hear);

        @Actor
        public void first(ZZ_Result result) {
            leases.lease("reservation", "pool/squeeze");
            result.r1 = ear.knows();
        }

        @Actor
        public void second(ZZ_Result result) {
            leases.lease("reservation", "pool/squeeze");
            result.r2 = ear.knows();
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "Whoever goes on to take it is guarded by then.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Taken before the guardian knows: a crash would leave it so.")
    public static class ToldTwin {

        private final Ear ear = new Ear();
        private final BrokenLeases leases = new BrokenLeases(ear);

        @Actor
        public void first(ZZ_Result result) {
            leases.lease("reservation", "pool/squeeze");
            result.r1 = ear.knows();
        }

        @Actor
        public void second(ZZ_Result result) {
            leases.lease("reservation", "pool/squeeze");
            result.r2 = ear.knows();
        }
    }

    /// A concurrent set, and the word after it: as the guardian had it before.
    private static final class BrokenLeases {

        private final Set<String> taken = ConcurrentHashMap.newKeySet();
        private final Ear ear;

        BrokenLeases(Ear ear) {
            this.ear = ear;
        }

        void lease(String kind, String dataset) {
            if (taken.add(kind + " " + dataset)) {
                ear.hear("lease " + kind + " " + dataset);
            }
        }

        void returned(String kind, String dataset) {
            if (taken.remove(kind + " " + dataset)) {
                ear.hear("return " + kind + " " + dataset);
            }
        }
    }
}
