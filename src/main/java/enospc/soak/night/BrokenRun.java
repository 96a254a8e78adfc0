package enospc.soak.night;

/// A run that ended by a mistake of ours or for lack of memory: neither pass nor fail.
///
/// @param why    what was thrown, in one line
/// @param replay the command that repeats it
public record BrokenRun(String workload, long seed, long index, String why, String replay) { }
