package enospc.soak.night;

import java.util.Comparator;

/// One failing run, as it stands for others like it.
///
/// @param index    of the run in the soak
/// @param atNanos  virtual or real time of the run at which the breach was complete
/// @param events   of the whole run
/// @param why      the sentence of the claim's finding
/// @param replay   the command that repeats it
/// @param run      name of its folder in `results/`, or empty if it was not kept
public record Sample(String workload, long seed, long index, long atNanos, long events, String why, String replay,
                     String run) {

    /// The one that fails soonest first.
    public static final Comparator<Sample> SOONEST = Comparator.comparingLong(Sample::atNanos)
            .thenComparingLong(Sample::events).thenComparingLong(Sample::index);

    /// The same, kept in this folder.
    public Sample in(String folder) {
        return new Sample(workload, seed, index, atNanos, events, why, replay, folder);
    }
}
