package enospc.report;

import enospc.soak.ledger.Morning;
import enospc.soak.night.Counts;
import enospc.soak.night.SoakFile;
import java.util.Map;

/// A night as OpenMetrics text, for the textfile collector of Prometheus's node exporter.
public final class SoakMetrics {

    private final StringBuilder out = new StringBuilder();

    private SoakMetrics() { }

    public static String text(Morning morning) {
        return new SoakMetrics().write(morning);
    }

    private String write(Morning morning) {
        SoakFile soak = morning.soak();
        family("enospc_soak_runs", "counter", "Runs of the last soak by workload and verdict.");
        for (Map.Entry<String, Counts> each : soak.byWorkload().entrySet()) {
            Counts counts = each.getValue();
            Map.of("pass", counts.passed(), "fail", counts.failed(), "unknown", counts.unknown(), "broken",
                    counts.broken()).entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(verdict ->
                    sample("enospc_soak_runs_total", "workload=\"" + escaped(each.getKey()) + "\",verdict=\""
                            + verdict.getKey() + '"', verdict.getValue()));
        }
        family("enospc_soak_claim_failures", "counter", "Runs of the last soak that broke a claim.");
        soak.claims().forEach((claim, count) ->
                sample("enospc_soak_claim_failures_total", "claim=\"" + escaped(claim) + '"', count));
        family("enospc_soak_transitions", "counter", "How often the runs of the last soak took a path.");
        soak.transitions().forEach((name, count) ->
                sample("enospc_soak_transitions_total", "transition=\"" + escaped(name) + '"', count));
        family("enospc_soak_signatures", "gauge", "Signatures of the last soak, by whether they are accepted.");
        sample("enospc_soak_signatures", "accepted=\"no\"", morning.red().size());
        sample("enospc_soak_signatures", "accepted=\"yes\"", morning.accepted().size());
        family("enospc_soak_runs_per_second", "gauge", "Speed of the last soak.");
        sample("enospc_soak_runs_per_second", "", soak.rate());
        family("enospc_soak_verdict", "gauge", "Of the last soak: 0 pass, 1 fail, 2 unknown.");
        sample("enospc_soak_verdict", "", switch (morning.grade()) {
            case PASS -> 0;
            case FAIL -> 1;
            case UNKNOWN -> 2;
        });
        family("enospc_soak_updated_timestamp_seconds", "gauge", "When the last soak was written down.");
        sample("enospc_soak_updated_timestamp_seconds", "",
                java.time.Instant.parse(soak.updated()).getEpochSecond());
        return out.append("# EOF\n").toString();
    }

    private void family(String name, String type, String help) {
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    private void sample(String name, String labels, Number value) {
        out.append(name).append(labels.isEmpty() ? "" : "{" + labels + "}").append(' ').append(value).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
