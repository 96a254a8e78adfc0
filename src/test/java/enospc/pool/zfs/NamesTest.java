package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void aNameCannotBeAnOptionOrLeadElsewhere() {
        List<String> names = List.of("-r", "-rf/a", "p/../q", "p/.", "p//a", "/p", "p/", "p@", "p@a@b", "p/a b", "p/a%",
                "p/a;rm", "p/a\n", "", "p/" + "x".repeat(254));
        assertEquals(List.of(), names.stream().filter(Names::wellFormed).toList());
    }

    @Test
    void namesOfAStoreAreWellFormed() {
        List<String> names = List.of("tank", "tank/enospc-A1/.templates/" + "a".repeat(64) + ".tmp", "tank/-x",
                "t/a@s-1");
        assertEquals(names, names.stream().filter(Names::wellFormed).toList());
    }

    @Test
    void aRunSetsNothingOutsideThePoolAndLeavesTheMark() {
        List<String> properties = List.of("mountpoint", "sharenfs", "enospc:run", "enospc:lent", "-o", "A:b", "quota",
                "enospc:last_used");
        assertEquals(List.of("quota", "enospc:last_used"), properties.stream().filter(Names::settable).toList());
    }
}
