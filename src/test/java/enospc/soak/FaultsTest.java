package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Grade;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.plan.Generator;
import enospc.pool.Dataset;
import enospc.run.Races;
import enospc.world.Seed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Faults beside sweeps, squeezes and kills, on the embedded pool: each is done, recorded, and given back; and the
/// protocol keeps its promises under all of them.
class FaultsTest {

    private static Trial trial(Map<String, String> said) {
        Map<String, String> settings = new HashMap<>(Map.of("workers", "6", "rounds", "4", "image-size", "1M..4M",
                "squeeze-every", "0s", "profile", "disk"));
        settings.putAll(said);
        Trial trial = Trial.of(Generator.plan("test", "again", Races.race(settings), new Seed(1)));
        assertTrue(trial.verdict().grade() != Grade.FAIL, trial.verdict().summary());
        return trial;
    }

    private static long done(Trial trial, String f) {
        return trial.history().stream().filter(event -> event.f().equals(f) && event.type() == Type.OK).count();
    }

    private static List<String> copiesThatEndedAs(Trial trial, String kind) {
        return trial.history().stream().filter(event -> event.error().kind().equals(kind))
                .filter(event -> event.f().equals("pipe") || event.f().equals("unsquashfs"))
                .map(event -> event.error().text()).toList();
    }

    @Test
    void aQuotaThatIsLoweredIsRaisedAgain() {
        Trial trial = trial(Map.of("quota-cut-every", "2s"));
        assertTrue(done(trial, "quota cut") > 0);
        assertTrue(done(trial, "quota raised") > 0);
        List<Long> quotas = trial.history().stream().filter(event -> event.f().equals("census"))
                .filter(event -> event.value() instanceof Value.Census census
                        && census.scope().equals("final") && !event.begins())
                .flatMap(event -> ((Value.Census) event.value()).datasets().stream())
                .filter(dataset -> dataset.name().endsWith("/.templates")).map(dataset -> dataset.quota()).toList();
        assertEquals(List.of(setup(trial).quota()), quotas);
    }

    @Test
    void ballastTakesSpaceAndIsRemovedAgain() {
        Trial trial = trial(Map.of("ballast-every", "2s"));
        assertTrue(done(trial, "ballast") > 0 && done(trial, "fill") > 0);
        assertEquals(done(trial, "ballast"), done(trial, "ballast removed"));
        long most = trial.history().stream().filter(event -> event.value() instanceof Value.Census)
                .flatMap(event -> ((Value.Census) event.value()).datasets().stream())
                .filter(dataset -> dataset.name().endsWith("/ballast")).mapToLong(Dataset::used).max().orElse(0);
        assertTrue(most > 1 << 20, () -> "the censuses show at most " + most + " B of ballast");
    }

    @Test
    void slowSyncsMakeCopiesNearTheQuotaSlower() {
        Trial slow = trial(Map.of("slow-sync-every", "1s", "squeeze-hold", "5s..9s", "slow-sync-factor", "20"));
        assertTrue(done(slow, "slow sync") > 0);
        assertTrue(done(slow, "sync as before") > 0);
        long before = trial(Map.of()).history().getLast().time();
        long after = slow.history().getLast().time();
        assertTrue(after > before * 3 / 2, () -> "the run took " + before + " ns, and slowed " + after + " ns");
    }

    @Test
    void aPipeThatHangsWithoutAGuardHangsUntilTheRunIsCut() {
        Trial trial = Trial.of(Generator.plan("test", "again", Races.race(Map.of("workers", "2", "rounds", "1",
                "guard", "none", "bug", "hung-pipe", "formats", "layers")), new Seed(1)));
        assertTrue(trial.verdict().cut(), trial.verdict().summary());
    }

    private static Value.Setup setup(Trial trial) {
        return trial.history().stream().map(Event::value).filter(Value.Setup.class::isInstance)
                .map(Value.Setup.class::cast).findFirst().orElseThrow();
    }

    @Test
    void aCopyWhoseProcessIsKilledFailsAndIsCleanedUp() {
        Trial trial = trial(Map.of("pipe-kill-every", "200ms"));
        assertTrue(done(trial, "pipe kill") > 0);
        assertTrue(copiesThatEndedAs(trial, "OTHER").getFirst().endsWith("killed by signal 9"));
    }

    @Test
    void aCopyThatIsStoppedForTooLongHangsAndIsEnded() {
        Trial trial = trial(Map.of("stop-every", "200ms", "squeeze-hold", "60s", "pipe-deadline", "10s"));
        assertTrue(done(trial, "stop") > 0);
        String text = copiesThatEndedAs(trial, "DEADLINE").getFirst();
        assertTrue(text.contains("; hung: ") && text.endsWith(", and it was stopped"), text);
    }

    @Test
    void aCopyThatIsOnlySlowAtItsDeadlineIsSaidToHaveStalled() {
        Trial trial = trial(Map.of("pipe-deadline", "200ms", "formats", "layers"));
        assertTrue(copiesThatEndedAs(trial, "DEADLINE").getFirst().contains("; stalled: "));
    }

    @Test
    void thePollerEndsCopiesOnceNothingIsAvailable() {
        Trial trial = LongStream.range(0, 40).mapToObj(seed -> Trial.of(Generator.plan("test", "again",
                        Races.race(Map.of("guard", "poller", "formats", "layers", "profile", "disk",
                        "squeeze-size", "1", "squeeze-every", "3s", "squeeze-hold", "5s..8s")), new Seed(seed))))
                .filter(each -> done(each, "end copy") > 0).findFirst().orElseThrow();
        assertTrue(copiesThatEndedAs(trial, "DEADLINE").getFirst().contains("ended by its guard"));
    }

    @Test
    void preflightMakesRoomBeforeACopy() {
        Trial trial = trial(Map.of("guard", "preflight", "rounds", "6"));
        assertTrue(trial.history().stream().anyMatch(event -> event.value()
                instanceof Value.Sweeping sweeping && sweeping.reason().equals("preflight")));
    }
}
