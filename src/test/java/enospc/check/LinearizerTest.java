package enospc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import enospc.check.Linearizer.Answer;
import enospc.check.Linearizer.Call;
import enospc.check.Model.Growing;
import enospc.check.Model.Register;
import enospc.check.Model.Register.NoSwap;
import enospc.check.Model.Register.Read;
import enospc.check.Model.Register.Swap;
import enospc.check.Model.Register.Write;
import enospc.world.Chance;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearizerTest {

    private static Call<Register> call(Register what, long begin, long end) {
        return new Call<>(what, begin, end);
    }

    private static Answer<Integer, Register> ordered(List<Call<Register>> calls) {
        return Linearizer.order(Register.MODEL, Register.MODEL.starts(), calls);
    }

    private static Answer<Integer, Register> fits(Integer... ends) {
        return new Answer.Fits<>(Set.of(ends));
    }

    @Test
    void aReadSeesAWriteThatEndedBefore() {
        assertEquals(fits(1), ordered(List.of(call(new Write(1), 0, 1), call(new Read(1), 2, 3))));
    }

    @Test
    void aReadMustNotSeeWhatWasOverwrittenBefore() {
        Call<Register> stale = call(new Read(1), 4, 5);
        assertEquals(new Answer.Breaks<>(stale, Set.of(2)),
                ordered(List.of(call(new Write(1), 0, 1), call(new Write(2), 2, 3), stale)));
    }

    @Test
    void ofTwoOverlappingWritesEitherMayBeLast() {
        assertEquals(fits(1, 2), ordered(List.of(call(new Write(1), 0, 2), call(new Write(2), 1, 3))));
    }

    @Test
    void oneOfTwoEqualSwapsFails() {
        assertEquals(fits(1), ordered(List.of(call(new Swap(0, 1), 0, 2), call(new NoSwap(0), 1, 3))));
        assertInstanceOf(Answer.Breaks.class,
                ordered(List.of(call(new Swap(0, 1), 0, 2), call(new Swap(0, 2), 1, 3))));
    }

    @Test
    void aWriteThatNobodyHeardOfMayHappenLater() {
        assertEquals(fits(0), ordered(List.of(call(new Write(1), 0, Call.NEVER), call(new Read(0), 1, 2),
                call(new Read(1), 3, 4), call(new Write(0), 5, 7))));
    }

    @Test
    void aSetGrows() {
        List<Call<Growing>> calls = List.of(new Call<>(new Growing.Add(1), 0, 3), new Call<>(new Growing.Add(2), 1, 4),
                new Call<>(new Growing.ReadAll(Set.of(2)), 2, 5));
        assertEquals(new Answer.Fits<>(Set.of(Set.of(1, 2))),
                Linearizer.order(Growing.MODEL, Growing.MODEL.starts(), calls));
    }

    @Test
    void tooManyOpenCallsAreNotFollowed() {
        List<Call<Register>> calls = new ArrayList<>();
        for (int i = 0; i <= Linearizer.OPEN_MAX; i++) {
            calls.add(call(new Write(i), i, 1000 + i));
        }
        assertInstanceOf(Answer.TooMany.class, Linearizer.order(Register.MODEL, Set.of(0), calls));
    }

    @Test
    void itAgreesWithTryingEveryOrder() {
        Chance chance = new Seed(1).stream("histories");
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            List<Call<Register>> calls = random(chance);
            boolean fits = anyOrder(calls, 0);
            broken += fits ? 0 : 1;
            assertEquals(fits, Linearizer.order(Register.MODEL, Set.of(0), calls) instanceof Answer.Fits,
                    calls::toString);
        }
        assertEquals(true, broken > 2_000 && broken < 18_000, broken + " of 20,000 fit no order");
    }

    /// Up to five calls over two values, each as long as it likes.
    private static List<Call<Register>> random(Chance chance) {
        List<Integer> moments = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        List<Call<Register>> calls = new ArrayList<>();
        int count = 2 + chance.below(4);
        for (int i = 0; i < count; i++) {
            int one = moments.remove(chance.below(moments.size()));
            int other = moments.remove(chance.below(moments.size()));
            Register what = switch (chance.below(4)) {
                case 0 -> new Write(chance.below(2));
                case 1 -> new Swap(chance.below(2), chance.below(2));
                case 2 -> new NoSwap(chance.below(2));
                default -> new Read(chance.below(2));
            };
            calls.add(call(what, Math.min(one, other), chance.happens(0.1) ? Call.NEVER : Math.max(one, other)));
        }
        return calls;
    }

    private static boolean anyOrder(List<Call<Register>> left, int state) {
        if (left.stream().allMatch(call -> call.end() == Call.NEVER)) {
            return true;
        }
        long firstEnd = left.stream().mapToLong(Call::end).min().orElseThrow();
        for (Call<Register> next : left) {
            Optional<Integer> after = Register.MODEL.after(state, next.what());
            if (next.begin() < firstEnd && after.isPresent()
                    && anyOrder(left.stream().filter(call -> call != next).toList(), after.get())) {
                return true;
            }
        }
        return false;
    }
}
