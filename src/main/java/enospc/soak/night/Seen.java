package enospc.soak.night;

import java.util.List;
import java.util.stream.Stream;

/// A signature as a soak has seen it.
///
/// @param id       of the signature
/// @param failures runs that had it
/// @param first    the earliest of them, by index
/// @param soonest  those that failed soonest, the soonest first, at most as many as are to be kept
public record Seen(String id, String claim, String transition, List<String> steps, long failures, Sample first,
                   List<Sample> soonest) {

    public Seen {
        steps = List.copyOf(steps);
        soonest = List.copyOf(soonest);
    }

    static Seen once(Signature signature, Sample sample) {
        return new Seen(signature.id(), signature.claim(), signature.transition(), signature.steps(), 1, sample,
                List.of(sample));
    }

    public Signature signature() {
        return new Signature(claim, transition, steps);
    }

    public Sample shown() {
        return soonest.getFirst();
    }

    /// Both together.
    ///
    /// @param most how many of the soonest stay
    Seen plus(Seen other, int most) {
        Sample earliest = first.index() <= other.first.index() ? first : other.first;
        List<Sample> both = Stream.concat(soonest.stream(), other.soonest.stream()).sorted(Sample.SOONEST)
                .limit(most).toList();
        return new Seen(id, claim, transition, steps, failures + other.failures, earliest, both);
    }

    /// The same, with its runs elsewhere.
    public Seen with(List<Sample> changed) {
        return new Seen(id, claim, transition, steps, failures, first, changed);
    }
}
