package enospc.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import enospc.check.linear.Growing.Add;
import enospc.check.linear.Growing.ReadAll;
import enospc.check.linear.Register.NoSwap;
import enospc.check.linear.Register.Read;
import enospc.check.linear.Register.Swap;
import enospc.check.linear.Register.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearizerTest {

    private static final Model<Integer, Register<Integer>> REGISTER = Register.beginningWith(0);

    private static Call<Register<Integer>> call(Register<Integer> what, long begin, long end) {
        return new Call<>(what, begin, end);
    }

    private static Answer<Integer, Register<Integer>> ordered(List<Call<Register<Integer>>> calls) {
        return Linearizer.order(REGISTER, Budget.USUAL, calls);
    }

    private static Answer<Integer, Register<Integer>> fits(Integer... ends) {
        return new Answer.Fits<>(Set.of(ends));
    }

    @Test
    void aReadSeesAWriteThatEndedBefore() {
        assertEquals(fits(1), ordered(List.of(call(new Write<>(1), 0, 1), call(new Read<>(1), 2, 3))));
    }

    @Test
    void aReadMustNotSeeWhatWasOverwrittenBefore() {
        Call<Register<Integer>> stale = call(new Read<>(1), 4, 5);
        assertEquals(new Answer.Breaks<>(stale, Set.of(2)),
                ordered(List.of(call(new Write<>(1), 0, 1), call(new Write<>(2), 2, 3), stale)));
    }

    @Test
    void ofTwoOverlappingWritesEitherMayBeLast() {
        assertEquals(fits(1, 2), ordered(List.of(call(new Write<>(1), 0, 2), call(new Write<>(2), 1, 3))));
    }

    @Test
    void oneOfTwoEqualSwapsFails() {
        assertEquals(fits(1), ordered(List.of(call(new Swap<>(0, 1), 0, 2), call(new NoSwap<>(0), 1, 3))));
        assertInstanceOf(Answer.Breaks.class,
                ordered(List.of(call(new Swap<>(0, 1), 0, 2), call(new Swap<>(0, 2), 1, 3))));
    }

    @Test
    void aWriteThatNobodyHeardOfMayHappenLater() {
        assertEquals(fits(0), ordered(List.of(call(new Write<>(1), 0, Call.NEVER), call(new Read<>(0), 1, 2),
                call(new Read<>(1), 3, 4), call(new Write<>(0), 5, 7))));
    }

    @Test
    void aWriteThatNobodyHeardOfHappensOnceAtMost() {
        assertInstanceOf(Answer.Breaks.class, ordered(List.of(call(new Write<>(1), 0, Call.NEVER),
                call(new Read<>(1), 1, 2), call(new Write<>(0), 3, 4), call(new Read<>(1), 5, 6))));
    }

    @Test
    void whatOverlapsTheBadReadIsNoPartOfThePrefix() {
        Call<Register<Integer>> bad = call(new Read<>(7), 3, 4);
        assertEquals(new Answer.Breaks<>(bad, Set.of(1)), ordered(List.of(call(new Write<>(1), 0, 1),
                call(new Write<>(2), 2, 6), bad, call(new Read<>(9), 7, 8))));
    }

    @Test
    void aThousandLostWritesAreFollowed() {
        List<Call<Register<Integer>>> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            calls.add(call(new Write<>(i % 5), 4L * i, Call.NEVER));
            calls.add(call(new Write<>(9), 4L * i + 1, 4L * i + 2));
        }
        calls.add(call(new Read<>(3), 5000, 5001));
        assertInstanceOf(Answer.Fits.class, ordered(calls));
    }

    @Test
    void asManyOpenCallsAsFitAreFollowedAndNotOneMore() {
        List<Call<Register<Integer>>> calls = new ArrayList<>();
        for (int i = 0; i < Slots.MAX; i++) {
            calls.add(call(new Write<>(i % 3), i, 1000 + i));
        }
        assertEquals(fits(0, 1, 2), ordered(calls));
        calls.add(call(new Write<>(0), 999, 2000));
        assertEquals(new Answer.TooMany<>("more than 64 were open at once"), ordered(calls));
    }

    @Test
    void aSearchThatTakesTooMuchSaysOfWhat() {
        List<Call<Register<Integer>>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(call(new Write<>(i), i, 1000 + i));
        }
        assertEquals(new Answer.TooMany<>("more than 1000 orders were possible at once"),
                Linearizer.order(REGISTER, new Budget(1000, 1_000_000), calls));
        assertEquals(new Answer.TooMany<>("more than 500 steps were tried"),
                Linearizer.order(REGISTER, new Budget(1000, 500), calls));
    }

    @Test
    void whatIsSettledIsForgotten() {
        Linearizer<Integer, Register<Integer>> linearizer = new Linearizer<>(REGISTER, Budget.USUAL);
        linearizer.add(call(new Write<>(1), 0, 3));
        linearizer.add(call(new Read<>(1), 2, 5));
        linearizer.settle(4);
        assertEquals(List.of(1, fits(1)), List.of(linearizer.pending(), linearizer.answer()));
        linearizer.settle(Call.NEVER);
        assertEquals(true, linearizer.idle());
    }

    @Test
    void aReadOfASetShowsWhatWasAddedBefore() {
        List<Call<Growing<Integer>>> calls = List.of(new Call<>(new Add<>(1), 0, 3), new Call<>(new Add<>(2), 1, 4),
                new Call<>(new ReadAll<>(Set.of(2)), 2, 5));
        assertEquals(new Answer.Fits<>(Set.of(Set.of(1, 2))), Linearizer.order(Growing.model(), Budget.USUAL, calls));
    }

    @Test
    void aReadOfASetThatLacksAnElementBreaksThere() {
        Call<Growing<Integer>> bad = new Call<>(new ReadAll<>(Set.of(2)), 4, 5);
        GrowingOrder<Integer> order = new GrowingOrder<>();
        List.<Call<Growing<Integer>>>of(new Call<>(new Add<>(1), 0, 1), new Call<>(new Add<>(2), 2, 3), bad,
                new Call<>(new Add<>(3), 6, 7)).forEach(order::add);
        assertEquals(new Answer.Breaks<>(bad, Set.of(Set.of(1, 2))), order.answer());
    }
}
