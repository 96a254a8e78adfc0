package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static List<String> chosen(String among, String... releases) {
        return List.of(releases).stream().filter(each -> Release.Among.of(among).has(Release.of(each))).toList();
    }

    @Test
    void numbersCompareAsNumbers() {
        assertEquals(List.of("openzfs-2.1.11", "openzfs-2.2"),
                chosen("openzfs >= 2.1.7", "openzfs-2.1.6", "openzfs-2.1.11", "openzfs-2.2", "zfs-fuse-0.7.0"));
    }

    @Test
    void aListIsAnyOfThem() {
        assertEquals(List.of("openzfs-0.8.6", "zfs-fuse-0.7.0"),
                chosen("zfs-fuse, openzfs >= 0.8 < 2.0", "openzfs-0.8.6", "openzfs-2.0", "zfs-fuse-0.7.0"));
    }
}
