package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CasesTest {

    private static final Path FOLDER = Path.of("src/main/resources/enospc/conform/cases");

    @Test
    void theIndexNamesEveryCaseFile() throws IOException {
        List<String> files = Cases.in(FOLDER).stream().map(Case::name).sorted().toList();
        assertEquals(files, Files.readAllLines(FOLDER.resolve("index")));
    }

    @Test
    void thereAreAtLeastAHundredCases() {
        assertTrue(Cases.shipped().size() >= 100);
    }

    @Test
    void everyConcurrencyCaseIsThere() {
        Set<String> ids = Cases.shipped().stream().map(Case::id).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(ids.containsAll(Set.of("95", "96", "97", "98", "99", "100", "101", "102")), ids.toString());
    }

    @Test
    void noCaseForcesAnUnmount() {
        // With a file still open, a forced unmount makes zfs-fuse hang for good, and every pool that it serves.
        List<String> forcing = Cases.shipped().stream().map(Case::name)
                .filter(name -> text(name).matches("(?s).*zfs (destroy|unmount|rename) -[a-zA-Z]*f.*")).toList();
        assertEquals(List.of(), forcing);
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".case"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
