package enospc.report.serve;

import enospc.check.VerdictFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.report.page.PageFile;
import enospc.soak.Trial;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Results as a machine has them: a run that passed, one that failed, a ledger, a soak that goes on.
final class Fixture {

    static final String PASSING = "20261120T000000Z-race-1";
    static final String FAILING = "20261121T000000Z-race-3";
    static final String SOAK = "20261122T000000Z-soak";
    /// Hostile names must stay text wherever they are shown.
    static final String EVIL = "<img src=x onerror=document.title='evil'>";

    private Fixture() { }

    static void make(Path results) throws IOException {
        run(results.resolve(PASSING), 1, Map.of("rounds", "1"));
        run(results.resolve(FAILING), 3, Map.of("rounds", "2", "bug", "orphan-on-busy"));
        Files.createDirectory(results.resolve(SOAK));
        soak(results, 10, "running");
        Files.writeString(results.resolve("index.json"), """
                {"signatures": [{"id": "abcd1234", "claim": "NoOrphanStaging", "transition": "retry-fails",
                   "steps": ["zfs destroy BUSY", "%s"], "shown": {"replay": "bin/stress run"}, "reviews": [],
                   "nights": [{"soak": "n1", "at": "2026-11-20T20:00:00Z", "version": "1", "runs": 100, "failures": 3,
                     "rate": 0.03}, {"soak": "n2", "at": "2026-11-21T20:00:00Z", "version": "1", "runs": 100,
                     "failures": 1, "rate": 0.01}]}],
                 "nights": [{"soak": "n1", "begun": "2026-11-20T20:00:00Z", "state": "ended", "version": "1",
                   "workloads": ["race"], "rate": 7.5, "command": "stress soak",
                   "counts": {"runs": 100, "passed": 97, "failed": 3, "unknown": 0, "broken": 0}},
                   {"soak": "n2", "begun": "2026-11-21T20:00:00Z", "state": "ended", "version": "1",
                   "workloads": ["race"], "rate": 7.5, "command": "stress soak",
                   "counts": {"runs": 100, "passed": 99, "failed": 1, "unknown": 0, "broken": 0}}]}
                """.formatted(EVIL));
    }

    static void soak(Path results, int runs, String state) throws IOException {
        Files.writeString(results.resolve(SOAK).resolve("soak.json"), """
                {"soak": "%s", "state": "%s", "seconds": 5, "left-seconds": 15, "rate": 2.5,
                 "counts": {"runs": %d, "passed": %d, "failed": 0, "unknown": 0, "broken": 0},
                 "signatures": [{"id": "abcd1234", "claim": "NoOrphanStaging", "failures": 1}]}
                """.formatted(SOAK, state, runs, runs));
    }

    private static void run(Path folder, long seed, Map<String, String> settings) throws IOException {
        Files.createDirectories(folder);
        RunDirectory run = new RunDirectory(folder);
        Workload workload = WorkloadFile.read(Path.of("workloads/race.json")).with(settings);
        Plan plan = Generator.plan(EVIL, "bin/stress run race --seed " + seed, workload, new Seed(seed));
        PlanFile.write(run.plan(), plan);
        Trial trial = Trial.of(plan);
        try (HistoryWriter writer = new HistoryWriter(run.history(), false)) {
            trial.history().forEach(writer::write);
        }
        VerdictFile.write(run.verdict(), trial.verdict());
        PageFile.write(run.page(), run, trial.verdict());
    }
}
