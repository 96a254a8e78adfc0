package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.sim.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RandomConformanceTest {

    private static String run(long seed, int seeds, Stage left, Stage right) {
        return run(seed, seeds, left, right, new Stop());
    }

    private static String run(long seed, int seeds, Stage left, Stage right, Stop stop) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RandomConformance.run(new RandomConformance.Request(seed, seeds, 30, false, 1),
                () -> new RandomConformance.Pair(left, right), stop,
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
        String said = run(1, 20, sim, new Planted("forgetful", sim, (line, shell) -> line.equals("zfs create p/r/b")
                ? Shell.Answer.refused("cannot create 'p/r/b': out of memory\n") : shell.type(line)));
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

    @Test
    void aPoolThatWritesNothingAnewAfterASnapshotIsFound() {
        Stage sim = Stages.sim(Version.ZFS_FUSE_0_7);
        String said = run(1, 100, sim, new Planted("cheap", sim, (line, shell) -> cheaper(shell.type(line))));
        assertTrue(said.contains("# usedbysnapshots p/r"), said);
        assertTrue(said.contains(" 1 differ, "), said);
    }

    /// As the embedded pool itself was once: a snapshot does not keep what the first change after it writes anew.
    private static Shell.Answer cheaper(Shell.Answer answer) {
        String out = Pattern.compile("^(usedbysnapshots\t.*\t)(\\d+)$", Pattern.MULTILINE)
                .matcher(answer.out()).replaceAll(found -> found.group(1)
                        + Math.max(0, Long.parseLong(found.group(2)) - 90_112));
        return new Shell.Answer(answer.status(), out, answer.err());
    }

    @Test
    void aWordTooManyAtAQuotaIsFound() {
        Stage sim = Stages.sim(Version.ZFS_FUSE_0_7);
        String more = "filesystem successfully created, but not mounted\n";
        String said = run(1, 400, sim, new Planted("talkative", sim, (line, shell) -> {
            Shell.Answer answer = shell.type(line);
            return line.startsWith("zfs clone") && answer.err().contains("failed to create mountpoint")
                    ? Shell.Answer.refused(answer.err() + more) : answer;
        }));
        assertTrue(said.contains("#   talkative: 1 [cannot mount '"), said);
        assertTrue(said.contains(" 1 differ, "), said);
    }

    @Test
    void whatDiffersOrBreaksWhileItIsStoppedIsNoFinding() {
        Stage sim = Stages.sim(Version.ZFS_FUSE_0_7);
        for (boolean breaks : new boolean[] {false, true}) {
            Stop stop = new Stop();
            AtomicInteger lines = new AtomicInteger();
            String said = run(1, 200, sim, new Planted("ended", sim, (line, shell) -> {
                if (lines.incrementAndGet() < 100) {
                    return shell.type(line);
                }
                stop.ask();
                if (breaks) {
                    throw new IllegalStateException("the daemon is gone");
                }
                return Shell.Answer.refused("cannot connect\n");
            }), stop);
            assertTrue(Pattern.compile("^sim zfs-fuse-0.7 and ended: [1-9]\\d? sequences of 30 lines from seed 1, "
                    + "0 differ, 0 end at a known difference$", Pattern.MULTILINE).matcher(said).find(), said);
        }
    }

    /// A pool that answers some lines otherwise.
    private record Planted(String name, Stage stage, BiFunction<String, Shell, Shell.Answer> answer)
            implements Stage {

        @Override
        public Release release() {
            return stage.release();
        }

        @Override
        public Shell fresh(long poolBytes) {
            Shell shell = stage.fresh(poolBytes);
            return line -> answer.apply(line, shell);
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
