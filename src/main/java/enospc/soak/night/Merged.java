package enospc.soak.night;

import java.util.List;

/// Shards of one soak put together: what is counted adds up, whatever the order.
public final class Merged {

    private final Score score;
    private long done;
    private long bytes;
    private double rate;
    private long left;

    /// @param parts as each shard wrote it, with the folders of its runs named from `results`
    public Merged(List<SoakFile> parts, int keepEach) {
        score = new Score(keepEach);
        for (SoakFile part : parts) {
            score.add(part);
            done += part.done();
            bytes += part.diskBytes();
            rate += part.state().equals(SoakFile.RUNNING) ? part.rate() : 0;
            left = Math.max(left, part.state().equals(SoakFile.RUNNING) ? part.leftSeconds() : 0);
        }
    }

    /// @param whole what is known of the whole: its name, order, times
    public SoakFile over(SoakFile whole) {
        boolean running = whole.state().equals(SoakFile.RUNNING);
        double mean = whole.seconds() == 0 ? 0 : Math.round(done / whole.seconds() * 100) / 100.0;
        return new SoakFile(whole.soak(), whole.version(), whole.state(), whole.begun(), whole.updated(),
                whole.seconds(), whole.process(), whole.order(), whole.selfCheck(), done, score.counts(),
                running ? rate : mean, running ? left : 0, bytes, score.byWorkload(), score.transitions(),
                score.claims(), score.signatures(), score.broken(), whole.lostShards());
    }
}
