package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A pool that is lent to the suite: only a marked dataset of ours is touched.
class LentStageTest {

    @Test
    void aLentPoolAnswersInTheWordsOfTheCaseAndIsLeftAsItWas() {
        Optional<String> missing = Stages.missingFuse();
        missing.ifPresent(why -> System.out.println("no pool can be lent: " + why));
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (PrivateDaemon daemon = PrivateDaemon.start()) {
            OwnPool pool = new OwnPool(daemon.host(), daemon.folder().toString(), "tank");
            pool.make(Case.POOL_BYTES);
            List<Case> cases = Cases.shipped().stream().filter(each -> List.of("destroy-recursive-clones",
                    "quota-bad-values", "rename-refusals", "race-create", "pool-full").contains(each.name())).toList();
            try (Stage stage = new LentStage(daemon.host(), "tank")) {
                assertEquals("zfs-fuse-0.7.0 tank: 4 agree, 0 differ, 1 cannot run\n",
                        Conformance.play(cases, List.of(stage), new Stop(), result -> { }).counts());
            }
            assertEquals("tank\n", daemon.host().run(List.of("zfs", "list", "-H", "-o", "name", "-r", "tank")).out());
        }
    }
}
