package enospc.pool.sim;

/// What the kernel answers to one call. `zfs` turns it into a sentence, a file verb into the name itself.
public enum Errno {
    OK,
    /// Not an answer but an order to wait for a transaction group and ask again; userland never sees it.
    ERESTART,
    EPERM, ENOENT, EINTR, EEXIST, EBUSY, EINVAL, ENOSPC, EDQUOT, EROFS, ERANGE, ESRCH, EISDIR, ENOTDIR, ENOTEMPTY,
    /// A snapshot has clones, or a dataset children: the kernel says EEXIST or EBUSY, by version and order of checks.
    EDEPENDENTS;

    public boolean ok() {
        return this == OK;
    }

    /// What strerror(3) calls it.
    public String text() {
        return switch (this) {
            case OK -> "Success";
            case ERESTART -> "Interrupted system call should be restarted";
            case EPERM -> "Operation not permitted";
            case ENOENT -> "No such file or directory";
            case EINTR -> "Interrupted system call";
            case EEXIST -> "File exists";
            case EBUSY -> "Device or resource busy";
            case EINVAL -> "Invalid argument";
            case ENOSPC -> "No space left on device";
            case EDQUOT -> "Disk quota exceeded";
            case EROFS -> "Read-only file system";
            case ERANGE -> "Numerical result out of range";
            case ESRCH -> "No such process";
            case EISDIR -> "Is a directory";
            case ENOTDIR -> "Not a directory";
            case ENOTEMPTY, EDEPENDENTS -> "Directory not empty";
        };
    }
}
