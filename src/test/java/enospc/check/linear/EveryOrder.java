package enospc.check.linear;

import java.util.List;
import java.util.Optional;

/// The checker that cannot be wrong: it tries every order. For a handful of calls.
final class EveryOrder {

    private EveryOrder() { }

    static <S, C> boolean fits(Model<S, C> model, List<Call<C>> calls) {
        return model.starts().stream().anyMatch(start -> fits(model, calls, start));
    }

    private static <S, C> boolean fits(Model<S, C> model, List<Call<C>> left, S state) {
        if (left.stream().allMatch(Call::lost)) {
            return true;
        }
        long firstEnd = left.stream().mapToLong(Call::end).min().orElseThrow();
        for (Call<C> next : left) {
            Optional<S> after = next.begin() < firstEnd ? model.after(state, next.what()) : Optional.empty();
            if (after.isPresent() && fits(model, left.stream().filter(call -> call != next).toList(), after.get())) {
                return true;
            }
        }
        return false;
    }

    /// Up to the end of the first call without which nothing before has to be dropped; `NEVER` if all fit.
    static <S, C> long firstBreak(Model<S, C> model, List<Call<C>> calls) {
        List<Long> ends = calls.stream().map(Call::end).filter(end -> end < Call.NEVER).sorted().toList();
        return ends.stream().filter(end -> !fits(model, upTo(calls, end))).findFirst().orElse(Call.NEVER);
    }

    /// What ends later is open then: nobody knows of it.
    private static <C> List<Call<C>> upTo(List<Call<C>> calls, long last) {
        return calls.stream().map(call -> call.end() <= last ? call : new Call<>(call.what(), call.begin(), Call.NEVER))
                .toList();
    }
}
