package enospc.soak.night;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What a soak has seen: counts, and failures grouped by signature. Shards' scores add up to that of the whole.
///
/// For one thread at a time.
final class Score {

    /// More different signatures than this are one cause in many dresses, or nobody's to read: the rest share one line.
    private static final int SIGNATURES_MOST = 1000;
    private static final List<String> REST = List.of("one of more than " + SIGNATURES_MOST + " signatures");

    /// Broken runs that are listed; the others are counted alone.
    private static final int BROKEN_MOST = 100;

    private final int keepEach;
    private final SequencedMap<String, Counts> byWorkload = new TreeMap<>();
    private final SequencedMap<String, Long> transitions = new LinkedHashMap<>();
    private final SequencedMap<String, Long> claims = new TreeMap<>();
    private final Map<String, Seen> signatures = new LinkedHashMap<>();
    private final List<BrokenRun> broken = new ArrayList<>();

    Score(int keepEach) {
        this.keepEach = keepEach;
    }

    /// Adds what a soak, or a part of one, has seen.
    void add(SoakFile file) {
        file.byWorkload().forEach(this::count);
        file.transitions().forEach((name, count) -> transitions.merge(name, count, Long::sum));
        file.claims().forEach((name, count) -> claims.merge(name, count, Long::sum));
        file.signatures().forEach(seen -> signatures.merge(seen.id(), seen, (a, b) -> a.plus(b, keepEach)));
        broken.addAll(file.brokenRuns());
        broken.sort(Comparator.comparingLong(BrokenRun::index));
    }

    void count(String workload, Counts counts) {
        byWorkload.merge(workload, counts, Counts::plus);
    }

    void take(Map<String, Long> taken) {
        taken.forEach((name, count) -> transitions.merge(name, count, Long::sum));
    }

    void broke(BrokenRun run) {
        if (broken.size() < BROKEN_MOST) {
            broken.add(run);
        }
    }

    /// Whether a run with this signature is among those to keep.
    boolean wants(Signature signature, Sample sample) {
        Seen seen = signatures.get(grouped(signature).id());
        return seen == null || seen.soonest().size() < keepEach
                || Sample.SOONEST.compare(sample, seen.soonest().getLast()) < 0;
    }

    void see(Signature signature, Sample sample) {
        Signature group = grouped(signature);
        claims.merge(group.claim(), 1L, Long::sum);
        signatures.merge(group.id(), Seen.once(group, sample), (a, b) -> a.plus(b, keepEach));
    }

    private Signature grouped(Signature signature) {
        boolean room = signatures.size() < SIGNATURES_MOST || signatures.containsKey(signature.id());
        return room ? signature : new Signature(signature.claim(), "-", REST);
    }

    Counts counts() {
        return byWorkload.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    SequencedMap<String, Counts> byWorkload() {
        return new TreeMap<>(byWorkload);
    }

    SequencedMap<String, Long> transitions() {
        return new LinkedHashMap<>(transitions);
    }

    SequencedMap<String, Long> claims() {
        return new TreeMap<>(claims);
    }

    List<Seen> signatures() {
        return signatures.values().stream()
                .sorted(Comparator.comparingLong(Seen::failures).reversed().thenComparing(Seen::id)).toList();
    }

    List<BrokenRun> broken() {
        return broken.stream().limit(BROKEN_MOST).toList();
    }

    /// Where a folder's runs stand in the list of a signature.
    boolean refersTo(String folder) {
        return signatures.values().stream().flatMap(seen -> seen.soonest().stream())
                .anyMatch(sample -> sample.run().equals(folder));
    }

    /// Every folder of the signatures' runs.
    List<String> folders() {
        return signatures.values().stream().flatMap(seen -> seen.soonest().stream()).map(Sample::run)
                .filter(run -> !run.isEmpty()).distinct().toList();
    }
}
