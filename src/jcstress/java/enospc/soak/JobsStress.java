package enospc.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/// Pieces of work on two threads, and somebody who says that it is enough.
public final class JobsStress {

    private static final int PIECES = 8;

    private static final int SPINS = 2000;

    private JobsStress() { }

    /// A result as a run's is: put together by plain writes in the thread that did the work.
    private static final class Built {

        private int value;
        private int check;

        static Built of(int piece) {
            Built built = new Built();
            built.value = piece;
            built.check = ~piece;
            return built;
        }

        boolean isWhole() {
            return check == ~value;
        }
    }

    private static void judge(List<Built> results, IZ_Result result) {
        result.r1 = results.size();
        result.r2 = true;
        for (int i = 0; i < results.size(); i++) {
            Built built = results.get(i);
            result.r2 &= built != null && built.value == i && built.isWhole();
        }
    }

    /// Says that it is enough while there are pieces under way, or else that is said before the first.
    private static boolean afterAWhile() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
        return true;
    }

    /// Endless as a soak's is: it ends when it was told so.
    private abstract static class Pieces implements Iterator<Integer> {

        private int next;

        abstract boolean enough();

        @Override
        public boolean hasNext() {
            return next < PIECES && !enough();
        }

        @Override
        public Integer next() {
            return next++;
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "[0-8], true", expect = Expect.ACCEPTABLE, desc = "What was begun has come, whole and in order.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A result is lost, half made, or out of order: a soak would not repeat.")
    public static class Merge {

        private volatile boolean enough;

        @Actor
        public void soaks(IZ_Result result) {
            List<Built> results = new ArrayList<>();
            Pieces pieces = new Pieces() {
                @Override
                boolean enough() {
                    return enough;
                }
            };
            Jobs.each(2, pieces, Built::of, (_, built) -> results.add(built));
            judge(results, result);
            result.r2 &= results.size() == pieces.next;
        }

        @Actor
        public void stops() {
            enough = afterAWhile();
        }
    }

    /// Each thread adds its own result, as soon as it has it.
    @JCStressTest
    @State
    @Outcome(id = "[0-8], true", expect = Expect.ACCEPTABLE, desc = "What was begun has come, whole and in order.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A result is lost, half made, or out of order: a soak would not repeat.")
    public static class MergeTwin {

        private volatile boolean enough;

        @Actor
        public void soaks(IZ_Result result) {
            List<Built> results = Collections.synchronizedList(new ArrayList<>());
            int begun = 0;
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                while (begun < PIECES && !enough) {
                    int piece = begun++;
                    pool.execute(() -> results.add(Built.of(piece)));
                }
            }
            judge(results, result);
            result.r2 &= results.size() == begun;
        }

        @Actor
        public void stops() {
            enough = afterAWhile();
        }
    }
}
