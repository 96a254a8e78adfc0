package enospc.pool.zfs;

import static enospc.pool.zfs.Lent.LONG;
import static enospc.pool.zfs.Lent.create;
import static enospc.pool.zfs.Lent.image;
import static enospc.pool.zfs.Lent.must;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.Contents;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Image.Format;
import enospc.pool.Reply;
import enospc.pool.Reply.Digested;
import enospc.pool.Reply.Found;
import enospc.pool.Reply.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// What a real pool answers. Each test works in a dataset of its own, named after it.
class ZfsPoolTest {

    private static final Image SQUASHED = image("i01", Format.SQUASHFS, 12, 200_000);
    private static final Image LAYERED = image("i02", Format.LAYERS, 300, 8_000);

    @TempDir
    private static Path parent;
    private static ZfsTarget target;

    private String home;

    @BeforeAll
    static void openTarget() throws CannotRun {
        target = Lent.target(parent);
        target.makeImages(List.of(SQUASHED, LAYERED));
    }

    @AfterAll
    static void closeTarget() {
        if (target != null) {
            assertEquals(List.of(), target.takeAway());
        }
    }

    @BeforeEach
    void makeHome(TestInfo test) {
        home = target.root() + "/" + test.getTestMethod().orElseThrow().getName();
        must(target, create(home), new Command.Mount(home));
    }

    private Reply run(Command command) {
        return target.pool().run(command);
    }

    private List<Dataset> list(String name) {
        return run(new Command.ListAll(name)) instanceof Found found ? found.datasets() : List.of();
    }

    @Test
    void aTemplateIsMadeClonedRenamedAndDestroyed() {
        must(target, create(home + "/a.tmp", "quota=20971520"), new Command.Mount(home + "/a.tmp"),
                new Command.Unmount(home + "/a.tmp"), new Command.Rename(home + "/a.tmp", home + "/a"),
                new Command.Snapshot(home + "/a@pristine"), new Command.Clone(home + "/a@pristine", home + "/c"),
                new Command.Mount(home + "/c"), new Command.Set(home + "/a", "readonly", "on"));
        Dataset clone = list(home).stream().filter(each -> each.name().equals(home + "/c")).findFirst().orElseThrow();
        assertEquals(home + "/a@pristine mounted", clone.origin() + (clone.mounted() ? " mounted" : ""));
        assertTrue(run(new Command.Destroy(home + "/a@pristine", false)).refused(Why.DEPENDENTS));
        must(target, new Command.Destroy(home + "/c", false), new Command.Destroy(home + "/a", true));
        assertEquals(List.of(home), list(home).stream().map(Dataset::name).toList());
    }

    @Test
    void aReadingShowsQuotaAndInheritedMark() {
        must(target, create(home + "/a", "quota=20971520", "reservation=1048576", "enospc:last_used=7"),
                new Command.Snapshot(home + "/a@s"));
        String run = Lent.userOf(target, target.root()).get(Mark.RUN);
        Dataset found = list(home + "/a").stream().filter(each -> !each.isSnapshot()).findFirst().orElseThrow();
        assertEquals(List.of(20_971_520L, 1_048_576L), List.of(found.quota(), found.reservation()));
        assertEquals(Map.of(Mark.RUN, run, "enospc:last_used", "7"), Lent.userOf(target, home + "/a@s"));
    }

    @Test
    void whatIsNotThereIsAbsentAndWhatIsThereExists() {
        must(target, create(home + "/a"), new Command.Mount(home + "/a"), new Command.Snapshot(home + "/a@s"));
        assertEquals(List.of(Why.EXISTS, Why.ABSENT, Why.EXISTS, Why.ABSENT, Why.EXISTS, Why.ABSENT, Why.ABSENT,
                        Why.ABSENT, Why.ABSENT, Why.DEPENDENTS),
                List.of(why(create(home + "/a")), why(create(home + "/no/such")), why(new Command.Mount(home + "/a")),
                        why(new Command.Mount(home + "/no")), why(new Command.Snapshot(home + "/a@s")),
                        why(new Command.Snapshot(home + "/no@s")), why(new Command.Clone(home + "/a@no", home + "/c")),
                        why(new Command.Destroy(home + "/no", false)), why(new Command.Get(home + "/no")),
                        why(new Command.Destroy(home + "/a", false))));
        assertEquals(new Found(List.of()), run(new Command.ListAll(home + "/no")));
        must(target, new Command.Unmount(home + "/a"));
        assertEquals(List.of(Why.ABSENT, Why.ABSENT, Why.ABSENT), List.of(why(new Command.Unmount(home + "/a")),
                why(new Command.Unsquash(SQUASHED, home + "/a", LONG)), why(new Command.Chmod(home + "/a"))));
    }

    @Test
    void anOpenFileKeepsItsDatasetBusy() throws IOException {
        must(target, create(home + "/a"), new Command.Mount(home + "/a"));
        Path file = Lent.folder(target, home + "/a").resolve("f");
        try (var open = Files.newOutputStream(file)) {
            open.write(1);
            assertEquals(List.of(Why.BUSY, Why.BUSY), List.of(
                    why(new Command.Unmount(home + "/a")), why(new Command.Destroy(home + "/a", false))));
        }
        must(target, new Command.Destroy(home + "/a", false));
    }

    @Test
    void namesAndPropertiesOutsideOurOwnAreRefused() {
        String pool = target.root().replaceAll("/.*", "");
        assertEquals(List.of(Why.DENIED, Why.INVALID, Why.INVALID, Why.DENIED, Why.DENIED), List.of(
                why(new Command.Destroy("elsewhere" + pool + "/x", true)), why(new Command.Destroy("-r", true)),
                why(create(home + "/../x")), why(new Command.Set(home, "mountpoint", "/etc")),
                why(new Command.Set(home, Mark.RUN, "mine"))));
    }

    @Test
    void aDatasetWithoutOurMarkIsNotDestroyed() {
        must(target, create(home + "/theirs"));
        Children admin = new Children(target.host(), "", parent, new enospc.world.RealTime());
        admin.run(LONG, "zfs", "set", Mark.RUN + "=another", home + "/theirs");
        assertEquals(Why.DENIED, why(new Command.Destroy(home + "/theirs", true)));
        assertEquals(List.of(home, home + "/theirs"), list(home).stream().map(Dataset::name).sorted().toList());
    }

    @Test
    void anImageIsUnpackedWholeInBothWays() {
        must(target, create(home + "/a"), new Command.Mount(home + "/a"), create(home + "/b"),
                new Command.Mount(home + "/b"), new Command.Unsquash(SQUASHED, home + "/a", LONG),
                new Command.Chmod(home + "/a"), new Command.Pipe(LAYERED, home + "/b", LONG));
        assertEquals(List.of(digested(SQUASHED), digested(LAYERED)),
                List.of(run(new Command.Digest(home + "/a")), run(new Command.Digest(home + "/b"))));
    }

    @Test
    void aDigestOfWhatIsNotMountedLeavesNoMountBehind() {
        must(target, create(home + "/a"), new Command.Mount(home + "/a"),
                new Command.Unsquash(SQUASHED, home + "/a", LONG), new Command.Snapshot(home + "/a@pristine"),
                new Command.Unmount(home + "/a"));
        assertEquals(List.of(digested(SQUASHED), digested(SQUASHED)),
                List.of(run(new Command.Digest(home + "/a")), run(new Command.Digest(home + "/a@pristine"))));
        assertEquals(Why.ABSENT, why(new Command.Unmount(home + "/a")));
    }

    @Test
    void aDigestSeesOneChangedByteAndAMissingFile() throws IOException {
        String template = home + "/" + SQUASHED.key();
        must(target, create(template), new Command.Mount(template), new Command.Unsquash(SQUASHED, template, LONG));
        Path file = Lent.folder(target, template).resolve("bin/f0");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertEquals(new Digested("not i01: bin/f0 has other bytes"), run(new Command.Digest(template)));
        Files.delete(file);
        assertEquals(new Digested("not i01: bin/f0 is missing"), run(new Command.Digest(template)));
    }

    @Test
    void unpackingIntoATooSmallQuotaIsRefusedForTheQuota() {
        must(target, create(home + "/q", "quota=1500000"), new Command.Mount(home + "/q"));
        assertEquals(Why.EDQUOT, why(new Command.Unsquash(SQUASHED, home + "/q", LONG)));
    }

    @Test
    void aPipeIntoATooSmallQuotaEndsByItself() throws IOException {
        must(target, create(home + "/q", "quota=1500000"), new Command.Mount(home + "/q"));
        assertEquals(Why.EDQUOT, why(new Command.Pipe(LAYERED, home + "/q", LONG)));
        assertEquals(List.of(), Lent.processes(home + "/q"));
        must(target, new Command.Destroy(home + "/q", false));
    }

    @Test
    void aPipePastItsDeadlineIsEndedAndLeavesNoProcess() throws IOException {
        must(target, create(home + "/q"), new Command.Mount(home + "/q"));
        assertEquals(Why.DEADLINE, why(new Command.Pipe(LAYERED, home + "/q", Duration.ofMillis(20))));
        assertEquals(List.of(), Lent.processes("tar --numeric-owner").stream()
                .filter(line -> line.contains(parent.toString())).toList());
        must(target, new Command.Destroy(home + "/q", false));
    }

    @Test
    void aSenderThatFailsIsAFailure() throws CannotRun, IOException {
        Image broken = image("i03", Format.LAYERS, 3, 1_000);
        must(target, create(home + "/q"), new Command.Mount(home + "/q"));
        assertEquals(Why.OTHER, why(new Command.Pipe(broken, home + "/q", LONG)));
    }

    @Test
    void afterASyncAllThatWasWrittenIsCounted() throws IOException {
        must(target, create(home + "/a"), new Command.Mount(home + "/a"));
        Files.write(Lent.folder(target, home + "/a").resolve("f"), new byte[3_000_000]);
        must(target, new Command.Sync(target.root()));
        assertTrue(list(home + "/a").getFirst().used() > 3_000_000);
    }

    private Why why(Command command) {
        return run(command) instanceof Reply.Refused refused ? refused.why() : Why.OTHER;
    }

    private static Reply digested(Image image) {
        return new Digested(Contents.digestOf(image));
    }
}
