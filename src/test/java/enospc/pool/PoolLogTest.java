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

    /// As OpenZFS 2.1.11 printed it.
    @Test
    void onOpenZfsTheInternalEventsTellAndCommandLinesOfSettings() {
        assertEquals(List.of(
                new Entry(SECOND, 7, "create", "hl/a", ""),
                new Entry(SECOND, 9, "snapshot", "hl/a@p", ""),
                new Entry(SECOND, 11, "clone", "hl/c", ""),
                new Entry(SECOND, 13, "rename", "hl/c", ""),
                new Entry(SECOND, 14, "destroy", "hl/d", ""),
                new Entry(SECOND, 16, "destroy", "hl/a@p", ""),
                new Entry(SECOND, 17, "destroy", "hl/a", ""),
                new Entry(SECOND, 0, "set", "hl/a", "readonly")), PoolLog.parse("""
                History for 'hl':
                2026-11-22.19:51:53 [txg:4] create pool version 5000; software version zfs-2.1.11-0 [on vm]
                2026-11-22.19:51:53 [txg:4] set feature@async_destroy=enabled [on vm]
                2026-11-22.19:51:53 zpool create hl /var/tmp/hl.img [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:7] create hl/a (64)   [on vm]
                2026-11-22.19:51:53 [txg:8] set hl/a (64) canmount=2 [on vm]
                2026-11-22.19:51:53 [txg:8] set hl/a (64) enospc:x=1 [on vm]
                2026-11-22.19:51:53 (254ms) ioctl create
                    input:
                        type: 2
                        props:
                            canmount: 2
                            enospc:x: '1'
                 [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 zfs create -o canmount=noauto -o enospc:x=1 hl/a [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:9] snapshot hl/a@p (143)   [on vm]
                2026-11-22.19:51:53 (89ms) ioctl snapshot
                    input:
                        snaps:
                            hl/a@p
                        props:
                 [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 zfs snapshot hl/a@p [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:10] set hl/a (64) readonly=1 [on vm]
                2026-11-22.19:51:53 zfs set readonly=on hl/a [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:11] clone hl/c (150) origin=hl/a@p (143) [on vm]
                2026-11-22.19:51:53 zfs clone -o canmount=noauto hl/a@p hl/c [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:13] rename hl/c (150) -> hl/d [on vm]
                2026-11-22.19:51:53 zfs rename hl/c hl/d [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:14] destroy hl/d (150) (livelist, mintxg=0) [on vm]
                2026-11-22.19:51:53 zfs destroy hl/d [user 0 (root) on vm:linux]
                2026-11-22.19:51:53 [txg:16] destroy hl/a@p (143)   [on vm]
                2026-11-22.19:51:53 [txg:17] destroy hl/a (64) (bptree, mintxg=1) [on vm]
                2026-11-22.19:51:53 zfs destroy -r hl/a [user 0 (root) on vm:linux]
                """.lines().toList()));
    }

    @Test
    void whatIsNoChangeIsPassedOver() {
        assertEquals(List.of(), PoolLog.parse(List.of("", "History for 't':", "zfs create", "2026 zfs create t/a",
                "2026-11-22.19:51:53 zfs clone t/a@p", "    input:", "2026-11-22.19:51:53 zfs ",
                "2026-11-22.19:51:53 [txg:", "2026-11-22.19:51:53 [txg:x] create t/a (5)",
                "2026-13-42.19:51:53 zfs create t/a")));
    }

    @Test
    void aStampIsAsTheLogHasIt() {
        assertEquals("2026-11-22.19:51:53", PoolLog.stamp(SECOND));
    }
}
