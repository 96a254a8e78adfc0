package enospc.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.PoolLog.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolLogTest {

    private static final long SECOND = 1_795_377_113L;

    /// As zfs-fuse 0.7.0 printed it: no names in its internal events.
    @Test
    void onZfsFuseTheCommandLinesTell() {
        assertEquals(List.of(
                new Entry(SECOND, 0, "create", "wp/a", ""),
                new Entry(SECOND, 0, "snapshot", "wp/a@pristine", ""),
                new Entry(SECOND, 0, "set", "wp/a", "readonly"),
                new Entry(SECOND, 0, "clone", "wp/c", ""),
                new Entry(SECOND, 0, "destroy", "wp/c", "")), PoolLog.parse("""
                History for 'wp':
                2026-11-22.19:51:53 zpool create -o cachefile=none -m /mnt wp /p.img [user root on vm:global]
                2026-11-22.19:51:53 [internal create txg:7] dataset = 30 [user root on vm]
                2026-11-22.19:51:53 [internal property set txg:8] enospc:x=1 dataset = 30 [user root on vm]
                2026-11-22.19:51:53 zfs create -o canmount=noauto -o enospc:x=1 wp/a [user root on vm:global]
                2026-11-22.19:51:53 [internal snapshot txg:13] dataset = 33 [user root on vm]
                2026-11-22.19:51:53 zfs snapshot wp/a@pristine [user root on vm:global]
                2026-11-22.19:51:53 zfs set readonly=on wp/a [user root on vm:global]
                2026-11-22.19:51:53 zfs clone -o canmount=noauto wp/a@pristine wp/c [user root on vm:global]
                2026-11-22.19:51:53 [internal destroy_begin_sync txg:26] dataset = 38 [user root on vm]
                2026-11-22.19:51:53 zfs destroy -r wp/c [user root on vm:global]
                """.lines().toList()));
    }

    /// As dsl_dataset.c, dsl_dir.c and `zpool` of OpenZFS write it.
    @Test
    void onOpenZfsTheInternalEventsTellAndCommandLinesOfSettings() {
        assertEquals(List.of(
                new Entry(SECOND, 8, "create", "t/a", ""),
                new Entry(SECOND, 9, "rename", "t/a", ""),
                new Entry(SECOND, 0, "set", "t/b", "readonly")), PoolLog.parse("""
                2026-11-22.19:51:53 [txg:8] create t/a (54)  [on vm]
                2026-11-22.19:51:53 [txg:8] set t/a (54) canmount=2 [on vm]
                2026-11-22.19:51:53 zfs create -o canmount=noauto t/a [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:9] rename t/a (54) -> t/b [on vm]
                2026-11-22.19:51:53 zfs set readonly=on t/b [user 0 (root) on vm:linux]
                """.lines().toList()));
    }

    @Test
    void whatIsNoChangeIsPassedOver() {
        assertEquals(List.of(), PoolLog.parse(List.of("", "History for 't':", "zfs create", "2026 zfs create t/a",
                "2026-11-22.19:51:53 zfs clone t/a@p", "    input:")));
    }

    @Test
    void aStampIsAsTheLogHasIt() {
        assertEquals("2026-11-22.19:51:53", PoolLog.stamp(SECOND));
    }
}
