package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.plan.BadInput;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.WorkloadFile;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A history on the pool under test would stop where the pool is full, and fill it: that is refused.
class ResultsPlaceTest {

    @TempDir
    private Path dir;

    /// The embedded pool, if it were mounted at a folder.
    private static final class Mounted implements Ground {

        private final SimGround sim = new SimGround();
        private final Path at;
        private final List<String> taken = new ArrayList<>();

        Mounted(Path at) {
            this.at = at;
        }

        @Override
        public Race open(Plan plan, String run) {
            return sim.open(plan, run);
        }

        @Override
        public String about() {
            return sim.about();
        }

        @Override
        public boolean isReal() {
            return false;
        }

        @Override
        public boolean holds(Path path) {
            return path.startsWith(at);
        }

        @Override
        public List<String> takeAway() {
            taken.add("all");
            return sim.takeAway();
        }
    }

    @Test
    void resultsOnThePoolUnderTestAreRefusedAndNothingIsWritten() throws IOException {
        Path workload = Files.writeString(dir.resolve("w.json"), "{ \"workers\": 1, \"rounds\": 1 }");
        Plan plan = Generator.plan("1", "again", WorkloadFile.read(workload), new Seed(1));
        Path mount = Files.createDirectory(dir.resolve("mnt"));
        Mounted pool = new Mounted(mount);
        RunOnce there = new RunOnce(plan, mount.resolve("results"), Output.silence());
        BadInput wrong = assertThrows(BadInput.class, () -> there.run(pool));
        assertEquals("the results must not lie on the pool under test: give --results another folder",
                wrong.getMessage());
        assertEquals(List.of("all"), pool.taken);
        assertEquals(false, Files.exists(mount.resolve("results")));
        new RunOnce(plan, dir.resolve("elsewhere"), Output.silence()).run(pool);
        assertTrue(Files.isDirectory(dir.resolve("elsewhere")));
    }
}
