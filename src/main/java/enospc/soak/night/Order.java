package enospc.soak.night;

import java.util.List;
import java.util.SequencedMap;

/// What a soak was told to do: with it, and a count of runs done, it can go on where it stopped.
///
/// @param command   the command line that began it
/// @param workloads as they were named: files, or names in `workloads/`
/// @param settings  that the command line gave, by key
/// @param firstSeed of the first run of each workload
/// @param swarm     whether each seed switches settings off or up
/// @param runs      how many runs in all, over all shards; 0: as many as the time allows
/// @param seconds   how long; 0: as long as the runs take
/// @param jobs      how many runs at a time
/// @param shard     which of the shards this is, from 0
/// @param shards    how many share the runs: run `i` is done by shard `i` modulo this
/// @param keepEach  how many runs of one signature keep their folder, at most
/// @param diskBytes how much the kept runs may take, about
public record Order(String command, List<String> workloads, SequencedMap<String, String> settings, long firstSeed,
                    boolean swarm, long runs, long seconds, int jobs, int shard, int shards, int keepEach,
                    long diskBytes) {

    public Order {
        workloads = List.copyOf(workloads);
    }

    /// The same for one shard, which writes elsewhere.
    ///
    /// @param jobs of the shard
    public Order shard(int which, int of, int jobs) {
        return new Order(command, workloads, settings, firstSeed, swarm, runs, seconds, jobs, which, of, keepEach,
                diskBytes / of);
    }

    /// How many of the first `runs` runs are this shard's.
    public long mine() {
        return runs == 0 ? Long.MAX_VALUE : (runs - shard + shards - 1) / shards;
    }

    /// The run that comes `nth`, from 0, in this shard.
    public long index(long nth) {
        return nth * shards + shard;
    }
}
