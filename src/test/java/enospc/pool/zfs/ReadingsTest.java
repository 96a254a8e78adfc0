package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Dataset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    @Test
    void aCloneIsReadWithItsOriginAndInheritedMark() {
        String text = """
                p/c\ttype\tfilesystem
                p/c\tused\t114688
                p/c\tavailable\t1031192576
                p/c\treferenced\t98304
                p/c\tmounted\tyes
                p/c\torigin\tp/a@s
                p/c\tquota\t0
                p/c\treservation\t4096
                p/c\tenospc:run\tA1
                """;
        assertEquals(List.of(new Dataset("p/c", "p/a@s", 114688, 1031192576, 98304, 0, 4096, true,
                new TreeMap<>(java.util.Map.of("enospc:run", "A1")))), Readings.parse(text));
    }

    @Test
    void aSnapshotHasNothingAvailable() {
        String text = """
                p/a@s\ttype\tsnapshot
                p/a@s\tused\t0
                p/a@s\treferenced\t24576
                """;
        assertEquals(List.of(new Dataset("p/a@s", "", 0, 0, 24576, 0, 0, false, new TreeMap<>())),
                Readings.parse(text));
    }

    @Test
    void oneThatWentAwayMeanwhileIsLeftOut() {
        assertEquals(List.of(), Readings.parse("p/a\ttype\tfilesystem\n"));
    }
}
