package enospc.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Image;
import enospc.world.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static Plan plan(Map<String, String> said) {
        return Generator.plan("1", "again", Workload.of("test", said), new Seed(5));
    }

    private static List<Image> installed(Plan.Worker worker) {
        return worker.ops().stream().filter(Op.Install.class::isInstance).map(op -> ((Op.Install) op).image()).toList();
    }

    @Test
    void uniqueImagesAreNobodyElses() {
        Plan plan = plan(Map.of("workers", "4", "images", "8", "rounds", "6"));
        List<Set<Image>> sets = plan.workers().stream().map(worker -> Set.copyOf(installed(worker))).toList();
        assertEquals(List.of(2, 2, 2, 2), sets.stream().map(Set::size).toList());
        assertEquals(8, sets.stream().flatMap(Set::stream).collect(Collectors.toSet()).size());
    }

    @Test
    void sharedImagesAreInstalledByMany() {
        Plan plan = plan(Map.of("workers", "8", "images", "2", "sharing", "shared", "rounds", "4"));
        assertTrue(plan.workers().stream().filter(worker -> installed(worker).contains(plan.images().getFirst()))
                .count() > 1);
    }

    @Test
    void imagesHaveTheSizesThatWereAskedFor() {
        Plan plan = plan(Map.of("images", "40", "image-size", "1M..2M"));
        assertTrue(plan.images().stream().allMatch(image ->
                image.nominalBytes() > (1 << 20) - 8 && image.nominalBytes() <= 2 << 20), plan.images().toString());
    }

    @Test
    void containersAreRemovedAfterTheirHold() {
        Plan plan = plan(Map.of("workers", "1", "rounds", "1", "hold", "2s", "pause", "1s"));
        Op.Install install = (Op.Install) plan.workers().getFirst().ops().getFirst();
        assertEquals(List.of(install, new Op.Hold(Duration.ofSeconds(2)), new Op.Remove(install.container()),
                new Op.Hold(Duration.ofSeconds(1))), plan.workers().getFirst().ops());
    }

    @Test
    void aTimeLimitStandsForAsManyRoundsAsFit() {
        Plan plan = plan(Map.of("workers", "1", "time-limit", "10s", "hold", "1s", "pause", "0s"));
        assertEquals(4 * 11, plan.workers().getFirst().ops().size());
    }

    @Test
    void faultsThatAreOffAreNotPlanned() {
        assertEquals(List.of(), plan(Map.of("sweep-every", "0s", "squeeze-every", "0s")).faults());
    }

    @Test
    void equalSeedsGiveEqualPlans() throws IOException {
        assertEquals(PlanFile.text(plan(Map.of())), PlanFile.text(plan(Map.of())));
    }
}
