package enospc.pool;

import java.time.Duration;
import java.util.SequencedMap;

/// One request to a pool, as data. Names of datasets and snapshots are whole: `tank/store/web` and `tank/web@pristine`.
public sealed interface Command {

    /// What the step is called in a history: the command a person would type, such as `zfs create` or `pipe`.
    String f();

    /// The dataset or snapshot that the command is about.
    String name();

    /// `zfs create -o canmount=noauto`: the dataset is there afterwards, and not mounted.
    ///
    /// @param properties set at creation; not atomic with it (zfs_ioctl.c, `zfs_ioc_create`)
    record Create(String name, SequencedMap<String, String> properties) implements Command {
        @Override
        public String f() {
            return "zfs create";
        }
    }

    /// `zfs destroy` of a dataset or a snapshot, with `-r` if `recursive`: then its snapshots and children go as well.
    record Destroy(String name, boolean recursive) implements Command {
        @Override
        public String f() {
            return "zfs destroy";
        }
    }

    /// `zfs snapshot`.
    record Snapshot(String name) implements Command {
        @Override
        public String f() {
            return "zfs snapshot";
        }
    }

    /// `zfs clone -o canmount=noauto snapshot name`: not mounted afterwards.
    record Clone(String snapshot, String name) implements Command {
        @Override
        public String f() {
            return "zfs clone";
        }
    }

    /// `zfs rename name to` of an unmounted dataset.
    record Rename(String name, String to) implements Command {
        @Override
        public String f() {
            return "zfs rename";
        }
    }

    /// `zfs set property=value`; space properties take a number of bytes, or `none`.
    record Set(String name, String property, String value) implements Command {
        @Override
        public String f() {
            return "zfs set";
        }
    }

    /// `zfs mount`; a dataset that is mounted already is an answer [Reply.Why#EXISTS].
    record Mount(String name) implements Command {
        @Override
        public String f() {
            return "zfs mount";
        }
    }

    /// `zfs unmount`; one that is not mounted is an answer [Reply.Why#ABSENT].
    record Unmount(String name) implements Command {
        @Override
        public String f() {
            return "zfs unmount";
        }
    }

    /// Reads one dataset or snapshot; the answer is [Reply.Found] with exactly that.
    record Get(String name) implements Command {
        @Override
        public String f() {
            return "zfs get";
        }
    }

    /// Reads `name` and all datasets and snapshots below it, in no stated order; not a consistent reading.
    record ListAll(String name) implements Command {
        @Override
        public String f() {
            return "zfs list";
        }
    }

    /// Waits until all that was written before is on disk and counted: a barrier of one transaction group.
    record Sync(String name) implements Command {
        @Override
        public String f() {
            return "sync";
        }
    }

    /// `unsquashfs -f` of an image into the mounted dataset, over what is there. Past its deadline it is ended.
    record Unsquash(Image image, String name, Duration deadline) implements Command {
        @Override
        public String f() {
            return "unsquashfs";
        }
    }

    /// `tar -c | tar -x` of an image's layers into the mounted dataset, over what is there. Past its deadline both ends
    /// are ended. Done only if sender and receiver both say so.
    record Pipe(Image image, String name, Duration deadline) implements Command {
        @Override
        public String f() {
            return "pipe";
        }
    }

    /// Gives the root directory of the mounted dataset the permissions of an image's root.
    record Chmod(String name) implements Command {
        @Override
        public String f() {
            return "chmod";
        }
    }

    /// `dd` of zeros into one file of the mounted dataset: ballast, which takes real blocks.
    ///
    /// @param bytes > 0; rounded up to whole records
    record Fill(String name, long bytes) implements Command {
        @Override
        public String f() {
            return "fill";
        }
    }

    /// Reads the whole content of a dataset, mounted or not, and answers with [Reply.Digested].
    record Digest(String name) implements Command {
        @Override
        public String f() {
            return "digest";
        }
    }
}
