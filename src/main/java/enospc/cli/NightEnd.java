package enospc.cli;

import enospc.report.SoakJUnit;
import enospc.report.SoakMetrics;
import enospc.report.SoakSummary;
import enospc.soak.ledger.Ledger;
import enospc.soak.ledger.LedgerFile;
import enospc.soak.ledger.Morning;
import enospc.soak.ledger.Retention;
import enospc.soak.night.JsonFile;
import enospc.soak.night.SoakFile;
import enospc.world.Clock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The end of a soak: the ledger, the files for the machines, the lines for people, the exit status.
final class NightEnd {

    private final NightOptions night;
    private final Clock clock;

    NightEnd(NightOptions night, Clock clock) {
        this.night = night;
        this.clock = clock;
    }

    /// @return the exit status
    int say(SoakFile end) {
        Path results = night.results();
        Path folder = results.resolve(end.soak());
        LedgerFile ledger = new Ledger(results).add(end);
        Morning morning = Morning.of(end, ledger, today(clock));
        SoakSummary summary = new SoakSummary(morning, results);
        String metrics = SoakMetrics.text(morning);
        JsonFile.replace(folder.resolve("summary.txt"), summary.fiveLines());
        JsonFile.replace(folder.resolve("junit.xml"), SoakJUnit.text(morning));
        JsonFile.replace(folder.resolve("metrics.prom"), metrics);
        print(end, summary);
        night.prometheus().ifPresent(file -> JsonFile.replace(file, metrics));
        night.keep().ifPresent(keep -> {
            List<Path> gone = new Retention(results, ledger, clock.epochSeconds(), keep).takeAway();
            gone.forEach(each -> System.err.println("stress: older than --keep, removed: " + each));
        });
        return end.state().equals(SoakFile.INTERRUPTED) ? Stress.INTERRUPTED : Judgement.exitStatus(morning.grade());
    }

    private void print(SoakFile end, SoakSummary summary) {
        if (night.output.json) {
            System.out.print(JsonFile.text(end));
            return;
        }
        System.out.print(summary.fiveLines());
        if (!night.output.quiet) {
            summary.signatures().forEach(System.out::println);
        }
    }

    /// `2026-11-22`, in UTC.
    static String today(Clock clock) {
        return Instant.ofEpochSecond(clock.epochSeconds()).toString().substring(0, 10);
    }
}
