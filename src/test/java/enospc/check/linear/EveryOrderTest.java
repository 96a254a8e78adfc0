package enospc.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.linear.Growing.Add;
import enospc.check.linear.Growing.ReadAll;
import enospc.check.linear.Register.NoSwap;
import enospc.check.linear.Register.Read;
import enospc.check.linear.Register.Swap;
import enospc.check.linear.Register.Write;
import enospc.world.Chance;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The quick searches against the one that tries every order: the same answer, and the same first call that breaks.
class EveryOrderTest {

    /// @param search finds the end of the first call that cannot be placed, or `NEVER`
    private static <S, C> void agrees(int histories, Model<S, C> model, Function<Chance, C> draw,
                                      Function<List<Call<C>>, Answer<S, C>> search) {
        Chance chance = new Seed(1).stream("histories");
        int broken = 0;
        for (int i = 0; i < histories; i++) {
            List<Call<C>> calls = random(chance, draw);
            long expected = EveryOrder.firstBreak(model, calls);
            broken += expected == Call.NEVER ? 0 : 1;
            assertEquals(expected, firstBreak(search.apply(calls)), calls::toString);
        }
        assertTrue(broken > histories / 20 && broken < histories * 19 / 20, broken + " of " + histories + " broken");
    }

    private static <S, C> long firstBreak(Answer<S, C> answer) {
        return switch (answer) {
            case Answer.Fits<S, C> _ -> Call.NEVER;
            case Answer.Breaks<S, C>(Call<C> call, Set<S> _) -> call.end();
            case Answer.TooMany<S, C>(String why) -> throw new AssertionError(why);
        };
    }

    /// Two to six calls, each as long as it likes; one in seven never ends.
    private static <C> List<Call<C>> random(Chance chance, Function<Chance, C> draw) {
        List<Long> moments = new ArrayList<>();
        int count = 2 + chance.below(5);
        for (long moment = 0; moment < 2 * count; moment++) {
            moments.add(moment);
        }
        List<Call<C>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long one = moments.remove(chance.below(moments.size()));
            long other = moments.remove(chance.below(Math.min(6, moments.size())));
            long end = chance.happens(0.15) ? Call.NEVER : Math.max(one, other);
            calls.add(new Call<>(draw.apply(chance), Math.min(one, other), end));
        }
        return calls;
    }

    private static Register<Integer> register(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> new Write<>(chance.below(3));
            case 1 -> new Swap<>(chance.below(3), chance.below(3));
            case 2 -> new NoSwap<>(chance.below(3));
            default -> new Read<>(chance.below(3));
        };
    }

    private static Growing<Integer> growing(Chance chance) {
        if (chance.happens(0.5)) {
            return new Add<>(chance.below(3));
        }
        Set<Integer> elements = new HashSet<>();
        for (int element = 0; element < 3; element++) {
            if (chance.happens(0.5)) {
                elements.add(element);
            }
        }
        return new ReadAll<>(elements);
    }

    @Test
    void ofARegister() {
        Model<Integer, Register<Integer>> model = Register.beginningWith(0);
        agrees(60_000, model, EveryOrderTest::register, calls -> Linearizer.order(model, Budget.USUAL, calls));
    }

    @Test
    void ofATemplate() {
        Template[] steps = Template.values();
        agrees(30_000, Template.MODEL, chance -> steps[chance.below(steps.length)],
                calls -> Linearizer.order(Template.MODEL, Budget.USUAL, calls));
    }

    @Test
    void ofASetByTheModel() {
        Model<Set<Integer>, Growing<Integer>> model = Growing.model();
        agrees(20_000, model, EveryOrderTest::growing, calls -> Linearizer.order(model, Budget.USUAL, calls));
    }

    @Test
    void ofASetWithoutTrying() {
        agrees(40_000, Growing.<Integer>model(), EveryOrderTest::growing, calls -> {
            GrowingOrder<Integer> order = new GrowingOrder<>();
            calls.forEach(order::add);
            return order.answer();
        });
    }

    @Test
    void andPieceByPieceAsWell() {
        Model<Integer, Register<Integer>> model = Register.beginningWith(0);
        agrees(20_000, model, EveryOrderTest::register, calls -> {
            Linearizer<Integer, Register<Integer>> linearizer = new Linearizer<>(model, Budget.USUAL);
            for (long moment = 0; moment < 12; moment++) {
                long at = moment;
                calls.stream().filter(call -> call.end() == at || call.lost() && call.begin() == at)
                        .forEach(linearizer::add);
                linearizer.settle(calls.stream().filter(call -> !call.lost() && call.end() > at)
                        .mapToLong(Call::begin).min().orElse(Call.NEVER));
            }
            return linearizer.answer();
        });
    }
}
