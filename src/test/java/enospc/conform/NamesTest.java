package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    private final Names names = new Names("tank/c", "/mnt/tank/c");

    @Test
    void wordsThatBeginWithThePoolAreTranslated() {
        assertEquals(List.of("zfs", "create", "-o", "mountpoint=/mnt/tank/c/x", "tank/c/p", "tank/c@s", "tank/c",
                "pool/p"),
                names.real(List.of("zfs", "create", "-o", "mountpoint=/p/x", "p/p", "p@s", "p", "pool/p")));
    }

    @Test
    void answersComeBackInTheWordsOfTheCase() {
        assertEquals(Shell.Answer.refused("cannot open 'p/a': at '/p/a', not tank/cc"),
                names.shown(Shell.Answer.refused("cannot open 'tank/c/a': at '/mnt/tank/c/a', not tank/cc")));
    }
}
