package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.sim.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RandomConformanceTest {

    private static String run(long seed, int seeds, Stage left, Stage right) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RandomConformance.run(new RandomConformance.Request(seed, seeds, 30, false, 1),
                () -> new RandomConformance.Pair(left, right),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPoolAgreesWithItself() {
        Stage sim = Stages.sim(Version.ZFS_FUSE_0_7);
        String said = run(1, 200, sim, sim);
        assertTrue(said.endsWith("sim zfs-fuse-0.7 and sim zfs-fuse-0.7: 200 sequences of 30 lines from seed 1, "
                + "0 differ, 0 end at a known difference\n"), said);
    }

    @Test
    void aDifferenceIsShrunkToWhatShowsIt() {
        Stage sim = Stages.sim(Version.ZFS_FUSE_0_7);
        String said = run(1, 20, sim, new Forgetful(sim));
        assertTrue(said.contains("""
                ~ zfs create p/r
                  ok
                  or refused
                ~ zfs create p/r/b
                # zfs create p/r/b
                #   sim zfs-fuse-0.7: 0 []
                #   forgetful: 1 [cannot create 'p/r/b': out of memory]
                """), said);
    }

    /// A pool that never makes `p/r/b`.
    private record Forgetful(Stage stage) implements Stage {

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public Release release() {
            return stage.release();
        }

        @Override
        public Shell fresh(long poolBytes) {
            Shell shell = stage.fresh(poolBytes);
            return line -> line.equals("zfs create p/r/b")
                    ? Shell.Answer.refused("cannot create 'p/r/b': out of memory\n") : shell.type(line);
        }

        @Override
        public boolean ownPool() {
            return true;
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
