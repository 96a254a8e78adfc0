package enospc.conform.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Profile;
import enospc.pool.sim.Version;
import enospc.world.Seed;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person at the embedded pool reads: texts as they were recorded on OpenZFS 2.1.11.
class SimShellTest {

    private final SimShell shell =
            new SimShell(new Seed(1), Version.OPENZFS_2_1_11, Profile.FILE, "p", 256L << 20);

    private String err(String line) {
        return shell.type(line).err();
    }

    @Test
    void aPoolBelow256MiBHasHalfOfItsBytes() {
        assertEquals(new Answer(0, "125829120\n", ""), sum(shell.type("zfs get -Hp -o value used,available p")));
    }

    private static Answer sum(Answer answer) {
        long sum = answer.out().lines().mapToLong(Long::parseLong).sum();
        return new Answer(answer.status(), sum + "\n", answer.err());
    }

    @Test
    void createSaysWhyNot() {
        shell.type("zfs create p/a");
        assertEquals("cannot create 'p/a': dataset already exists\n", err("zfs create p/a"));
        assertEquals("cannot create 'p/no/such': parent does not exist\n", err("zfs create p/no/such"));
        assertEquals("cannot create 'nopool/x': no such pool 'nopool'\n", err("zfs create nopool/x"));
        assertEquals("cannot create 'p/b': out of space\n", err("zfs create -o reservation=10G p/b"));
        assertEquals("cannot open 'p/b': dataset does not exist\n", err("zfs list p/b"));
    }

    @Test
    void limitsSayWhyNot() {
        shell.type("zfs create p/a");
        shell.type("write p/a:f 5M");
        assertEquals("cannot set property for 'p/a': size is less than current used or reserved space\n",
                err("zfs set quota=1M p/a"));
        assertEquals("cannot set property for 'p/a': size is greater than available space\n",
                err("zfs set reservation=10G p/a"));
        assertEquals("cannot set property for 'p/a': 'used' is readonly\n", err("zfs set used=1 p/a"));
    }

    @Test
    void destroySaysWhatIsInTheWay() {
        List.of("create p/a", "snapshot p/a@1", "clone p/a@1 p/c1").forEach(line -> shell.type("zfs " + line));
        assertEquals("cannot destroy 'p/a@1': snapshot has dependent clones\n"
                + "use '-R' to destroy the following datasets:\np/c1\n", err("zfs destroy p/a@1"));
        assertEquals("cannot destroy 'p/a': filesystem has dependent clones\n"
                + "use '-R' to destroy the following datasets:\np/c1\n", err("zfs destroy -r p/a"));
    }

    @Test
    void atTheQuotaNothingNewIsMadeAndWhatIsThereCanGo() {
        shell.type("zfs create -o quota=4M p/q");
        assertEquals(Answer.refused("EDQUOT"), shell.type("write p/q:f 8M"));
        assertEquals(Answer.refused("EDQUOT"), shell.type("touch p/q:g"));
        assertEquals(Answer.refused("EDQUOT"), shell.type("chmod p/q:f"));
        assertEquals(Answer.done(""), shell.type("rm p/q:f"));
    }

    @Test
    void ofEightWhoCreateOneDatasetOneSucceeds() {
        List<List<Answer>> heard = shell.together(Collections.nCopies(8, List.of("zfs create p/a")));
        assertEquals(1, heard.stream().filter(answers -> answers.getFirst().status() == 0).count());
    }
}
