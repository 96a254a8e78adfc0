package enospc.soak.night;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// `soak.json`: how a soak stands, written every few seconds and at its end. Keys as in doc/soak.md.
///
/// @param soak          name of its folder
/// @param version       of the program
/// @param state         one of `running`, `ended`, `interrupted`
/// @param begun         when, such as `2026-11-22T20:00:00Z`
/// @param updated       when this was written
/// @param seconds       of running so far, pauses between an end and a resumption not counted
/// @param process       id of the process that runs it
/// @param selfCheck     what the check of the checkers said, or why it was left out
/// @param done          runs done in this shard: the next is number `done`
/// @param rate          runs a second
/// @param leftSeconds   until the end, about; -1 if nobody knows
/// @param diskBytes     of the kept runs
/// @param byWorkload    how each workload's runs ended
/// @param transitions   how often each path was taken
/// @param claims        how many runs broke each claim
/// @param signatures    the most frequent first
/// @param brokenRuns    the first of them
/// @param lostShards    of a soak over several machines: those that never came to their end
public record SoakFile(String soak, String version, String state, String begun, String updated, double seconds,
                       long process, Order order, String selfCheck, long done, Counts counts, double rate,
                       long leftSeconds, long diskBytes, SequencedMap<String, Counts> byWorkload,
                       SequencedMap<String, Long> transitions, SequencedMap<String, Long> claims,
                       List<Seen> signatures, List<BrokenRun> brokenRuns, List<Integer> lostShards) {

    public static final String NAME = "soak.json";

    public static final String RUNNING = "running";
    public static final String ENDED = "ended";
    public static final String INTERRUPTED = "interrupted";

    public SoakFile {
        signatures = List.copyOf(signatures);
        brokenRuns = List.copyOf(brokenRuns);
        lostShards = List.copyOf(lostShards);
    }

    /// One of which nothing is known yet but its order.
    public static SoakFile begun(String soak, String version, String begun, Order order, String selfCheck) {
        return new SoakFile(soak, version, RUNNING, begun, begun, 0, ProcessHandle.current().pid(), order, selfCheck, 0,
                Counts.NONE, 0, -1, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of(), List.of(),
                List.of());
    }

    /// The same, further on.
    public SoakFile as(String state, String updated, double seconds, List<Integer> lostShards) {
        return new SoakFile(soak, version, state, begun, updated, seconds, ProcessHandle.current().pid(), order,
                selfCheck, done, counts, rate, leftSeconds, diskBytes, byWorkload, transitions, claims, signatures,
                brokenRuns, lostShards);
    }

    /// The same with other signatures.
    public SoakFile with(List<Seen> signatures) {
        return new SoakFile(soak, version, state, begun, updated, seconds, process, order, selfCheck, done, counts,
                rate, leftSeconds, diskBytes, byWorkload, transitions, claims, signatures, brokenRuns, lostShards);
    }
}
