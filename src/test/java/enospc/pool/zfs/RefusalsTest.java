package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Reply.Why;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts as recorded: `F` on zfs-fuse 0.7.0, `K` on OpenZFS 2.1.11; `2.3` from its source. A `/` stands for a new line.
class RefusalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            EXISTS     | cannot create 'p/a': dataset already exists
            EXISTS     | cannot create snapshot 'p/a@1': dataset already exists
            EXISTS     | cannot rename 'p/a': dataset already exists
            EXISTS     | cannot mount 'p/u': filesystem already mounted
            ABSENT     | cannot create 'p/no/such': parent does not exist
            ABSENT     | cannot create 'nopool/x': no such pool 'nopool'
            ABSENT     | cannot create 'p/a/b': no such parent 'p/a'
            ABSENT     | cannot open 'p/nosuch': dataset does not exist
            ABSENT     | could not find any snapshots to destroy; check snapshot names.
            ABSENT     | cannot unmount 'enotry/a': not currently mounted
            BUSY       | cannot destroy 'enotry/a/c': dataset is busy
            BUSY       | cannot rename 'vmfuse/bench/k15': dataset is busy
            BUSY       | cannot destroy snapshot p/a@h: dataset is busy
            BUSY       | cannot unmount '/var/tmp/facts/p/a': pool or dataset is busy
            BUSY       | umount: /m: target is busy.
            BUSY       | cannot unmount '/m': umount failed: umount child process failed
            BUSY       | cannot destroy snapshot p/a@s: it's being held. Run 'zfs holds -r p/a@s' to see holders.
            DEPENDENTS | cannot destroy 'p/a': filesystem has children
            DEPENDENTS | cannot destroy 'p/a': filesystem has dependent clones
            DEPENDENTS | cannot destroy 'p/a@1': snapshot has dependent clones
            DEPENDENTS | cannot destroy 'p/a@s': snapshot is cloned
            EDQUOT     | cannot mount '/m/kid': failed to create mountpoint: Disk quota exceeded
            EDQUOT     | cannot receive new filesystem stream: destination p/lim/rx space quota exceeded.
            EDQUOT     | tar: ./usr/f12: Cannot open: Disk quota exceeded
            EDQUOT     | FATAL ERROR: write_file: failed to create file /m/f, because Disk quota exceeded
            ENOSPC     | cannot create 'p/b3': out of space
            ENOSPC     | cannot create snapshots : out of space
            ENOSPC     | cannot create snapshot 'D@s': out of space
            ENOSPC     | cannot mount '/m/bb': failed to create mountpoint: No space left on device
            ENOSPC     | cannot set property for 'p/a': size is greater than available space
            ENOSPC     | cannot set property for 'p/a': size is less than current used or reserved space
            DENIED     | cannot create 'p/a': permission denied
            DENIED     | chmod: changing permissions of '/m': Operation not permitted
            INVALID    | cannot set property for 'p/a': bad numeric value 'abc'
            INVALID    | cannot create 'p/b': invalid property 'nosuch'
            INVALID    | cannot create 'p/x': name is too long
            INVALID    | cannot create 'p/': trailing slash in name
            INVALID    | cannot create 'p/a@b': snapshot delimiter '@' is not expected here
            INVALID    | cannot create 'p/..': parent reference, '..' is found in name
            INVALID    | cannot rename to 'p/a/kid': New dataset name cannot be a descendant of current dataset name
            INVALID    | cannot rename to 'p64/a': datasets must be within same pool
            INVALID    | cannot open 'p/a': missing '@' delimiter in snapshot name
            INVALID    | cannot open 'p/a': operation not applicable to datasets of this type
            INVALID    | cannot set property for 'p/a': 'readonly' must be one of 'on | off'
            INVALID    | cannot set property for 'p/a@r1': this property can not be modified for snapshots
            INVALID    | cannot set property for 'p/a': use 'none' to disable quota/refquota
            OTHER      | cannot mount '/m': directory is not empty
            OTHER      | internal error: out of memory
            """)
    void eachRecordedTextHasItsReason(Why why, String text) {
        assertEquals(why, Refusals.of(text).why());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ABSENT  | cannot open 'p/x': dataset does not exist  | usage:\tsnapshot [-r] <filesystem|volume>@<snap>
            INVALID | missing filesystem argument                | usage: create [-Pnpuv]
            EDQUOT  | tar: ./f: time stamp in the future         | tar: ./f: Cannot write: Disk quota exceeded
            EDQUOT  | tar: ./f: Wrote only 1536 of 10240 bytes   | tar: ./g: Cannot open: Disk quota exceeded
            ENOSPC  | tar: ./f: Wrote only 1536 of 10240 bytes   | tar: Exiting with failure status
            BUSY    | umount: /m: target is busy.                | cannot unmount '/m': umount child process failed
            """)
    void theFirstLineThatTellsAReasonDecides(Why why, String first, String second) {
        assertEquals(why, Refusals.of(first + "\n\n\t" + second + "\n").why());
    }
}
