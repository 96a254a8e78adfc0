package enospc.run;

import enospc.pool.Command;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;

/// One worker's pool that refuses every other step of one kind as out of space, and does nothing then: the first
/// attempt fails, its retry succeeds, and there is no real shortage.
final class FailOnce implements Pool {

    private final Pool pool;
    private final String kind;
    private boolean failedLast;

    private FailOnce(Pool pool, String kind) {
        this.pool = pool;
        this.kind = kind;
    }

    /// @param kind as in setting `fail-once`; with `none` the pool itself
    static Pool of(String kind, Pool pool) {
        return kind.equals("none") ? pool : new FailOnce(pool, kind);
    }

    @Override
    public Reply run(Command command) {
        if (!isOfKind(command)) {
            return pool.run(command);
        }
        failedLast = !failedLast;
        return failedLast ? new Reply.Refused(Why.ENOSPC, "out of space (planted by fail-once)") : pool.run(command);
    }

    private boolean isOfKind(Command command) {
        return switch (command) {
            case Command.Unsquash _, Command.Pipe _ -> kind.equals("copy");
            case Command.Create _ -> kind.equals("create");
            case Command.Snapshot _ -> kind.equals("snapshot");
            case Command.Clone _ -> kind.equals("clone");
            case Command.Rename _ -> kind.equals("rename");
            case Command.Destroy _, Command.Set _, Command.Mount _, Command.Unmount _, Command.Get _,
                 Command.ListAll _, Command.Sync _, Command.Chmod _, Command.Fill _, Command.Digest _ -> false;
        };
    }
}
