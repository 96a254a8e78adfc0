package enospc.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Claims in the order of a verdict, and which of them hear of what: found out once, for all histories.
final class Claims {

    static final Claims ALL = new Claims(List.of(
            NoOrphanStaging::new, EverySuccessInstalled::new, EveryFailureCleanedUp::new, NoPipePastDeadline::new,
            ContentIntact::new, OneExtractorPerTemplate::new, LiveTemplatesSurvive::new, EvictionKeepsItsWord::new,
            _ -> new OneRetry(), NoNeedlessFailure::new, WaitersWakeUp::new, SpaceAddsUp::new,
            TemplatesLinearize::new, PoolAgrees::new));

    private final List<Function<Scene, Checker>> makers;
    private final List<String> names;
    /// By kind of span, the places of those that hear of it.
    private final int[][] hearers;

    Claims(List<Function<Scene, Checker>> makers) {
        this.makers = makers;
        Scene nowhere = new Scene();
        List<Checker> samples = makers.stream().map(maker -> maker.apply(nowhere)).toList();
        this.names = samples.stream().map(Checker::claim).toList();
        this.hearers = Arrays.stream(Kind.values()).map(kind -> IntStream.range(0, samples.size())
                .filter(place -> samples.get(place).hears().contains(kind)).toArray()).toArray(int[][]::new);
    }

    List<String> names() {
        return names;
    }

    /// One of them alone.
    Claims only(String name) {
        return new Claims(List.of(makers.get(names.indexOf(name))));
    }

    /// The same, each in a wrapper.
    Claims as(UnaryOperator<Checker> wrapper) {
        return new Claims(makers.stream().map(maker -> maker.andThen(wrapper)).toList());
    }

    /// A checker of each, for one history.
    Guarded[] checkers(Scene scene) {
        return makers.stream().map(maker -> new Guarded(maker.apply(scene))).toArray(Guarded[]::new);
    }

    /// The places of those that hear of such spans.
    int[] hearing(Kind kind) {
        return hearers[kind.ordinal()];
    }
}
