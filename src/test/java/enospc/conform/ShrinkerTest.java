package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    @Test
    void whatIsNotNeededGoes() {
        List<String> lines = IntStream.range(0, 30).mapToObj(String::valueOf).toList();
        assertEquals(List.of("3", "17", "29"),
                Shrinker.shortest(lines, some -> some.containsAll(List.of("3", "17", "29"))));
    }

    @Test
    void aScriptOfOneNeededLineStays() {
        assertEquals(List.of("a"), Shrinker.shortest(List.of("a"), some -> some.contains("a")));
    }
}
