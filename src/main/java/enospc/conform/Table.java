package enospc.conform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What came of a run of the suite: agree, differ or cannot run, for each case on each ZFS.
public record Table(List<Conformance.Result> results) {

    /// Exit status of the command: all that could run agreed; something differed; nothing could run.
    public static final int AGREE = 0;
    public static final int DIFFER = 1;
    public static final int NOTHING_RAN = 2;

    public Table {
        results = List.copyOf(results);
    }

    public int status() {
        if (results.stream().anyMatch(each -> each.verdict() instanceof Verdict.Differ)) {
            return DIFFER;
        }
        return results.stream().anyMatch(each -> each.verdict() instanceof Verdict.Agree) ? AGREE : NOTHING_RAN;
    }

    /// A line for each result, then the counts.
    public String text() {
        StringBuilder text = new StringBuilder();
        results.forEach(each -> text.append(row(each)).append('\n'));
        return text.append('\n').append(counts()).toString();
    }

    static String row(Conformance.Result result) {
        String head = "%-10s %-16s %-6s %s".formatted(word(result.verdict()), result.stage(), result.played().id(),
                result.played().name());
        return switch (result.verdict()) {
            case Verdict.Agree _ -> head;
            case Verdict.CannotRun cannot -> head + "\n           " + cannot.why();
            case Verdict.Differ differ -> head + "\n           line " + differ.line() + ": " + differ.typed()
                    + "\n           case says: " + differ.said() + "\n           " + result.stage() + " says: "
                    + differ.seen();
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agree _ -> "agree";
            case Verdict.Differ _ -> "differ";
            case Verdict.CannotRun _ -> "cannot run";
        };
    }

    /// `zfs-fuse-0.7.0: 100 agree, 0 differ, 3 cannot run`, a line for each stage.
    public String counts() {
        SequencedSet<String> stages = new LinkedHashSet<>();
        results.forEach(each -> stages.add(each.stage()));
        StringBuilder text = new StringBuilder();
        for (String stage : stages) {
            text.append("%s: %d agree, %d differ, %d cannot run%n".formatted(stage, count(stage, Verdict.Agree.class),
                    count(stage, Verdict.Differ.class), count(stage, Verdict.CannotRun.class)));
        }
        return text.toString();
    }

    private long count(String stage, Class<? extends Verdict> kind) {
        return results.stream().filter(each -> each.stage().equals(stage) && kind.isInstance(each.verdict())).count();
    }
}
