package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;

/// What `zfs` says when it is refused (libzfs_util.c:437).
final class Texts {

    private Texts() { }

    static String absent(String name) {
        return "cannot open '" + name + "': dataset does not exist";
    }

    /// A look for dependents came back to `name`.
    static String loop(String name) {
        return "cannot determine dependent datasets: recursive dependency at '" + name + "'";
    }

    static Answer refuse(String text) {
        return Answer.refused(text + "\n");
    }

    /// What an errno of the kernel is called.
    static String of(Errno errno) {
        return switch (errno) {
            case ENOENT -> "dataset does not exist";
            case EEXIST, EDEPENDENTS -> "dataset already exists";
            case EBUSY -> "dataset is busy";
            case ENOSPC, EDQUOT -> "out of space";
            case ERANGE -> "size is greater than available space";
            case OK, ERESTART, EPERM, EINTR, EINVAL, EROFS, ESRCH, EISDIR, ENOTDIR, ENOTEMPTY ->
                    errno.text();
        };
    }
}
