package enospc.pool.sim;

import enospc.pool.Reply;
import enospc.pool.Reply.Why;

/// What `zfs` says when the kernel refuses.
final class Refusal {

    private Refusal() { }

    static Reply notCreated(String name, Errno answer) {
        return of(answer, "cannot create '" + name + "': " + switch (answer) {
            case EEXIST -> "dataset already exists";
            case ENOENT -> "parent does not exist";
            case ENOSPC, EDQUOT -> "out of space";
            default -> answer.text();
        });
    }

    static Reply absent(String name) {
        return new Reply.Refused(Why.ABSENT, "cannot open '" + name + "': dataset does not exist");
    }

    static Reply busy(String text) {
        return new Reply.Refused(Why.BUSY, text);
    }

    static Reply of(Errno answer, String text) {
        return new Reply.Refused(why(answer), text);
    }

    private static Why why(Errno answer) {
        return switch (answer) {
            case EDQUOT -> Why.EDQUOT;
            case ENOSPC, ERANGE -> Why.ENOSPC;
            case ENOENT -> Why.ABSENT;
            case EEXIST -> Why.EXISTS;
            case EBUSY -> Why.BUSY;
            case EINVAL -> Why.INVALID;
            case EPERM, EROFS -> Why.DENIED;
            case EINTR -> Why.DEADLINE;
            case EDEPENDENTS -> Why.DEPENDENTS;
            case OK, ERESTART, ESRCH, EISDIR, ENOTDIR, ENOTEMPTY -> Why.OTHER;
        };
    }
}
