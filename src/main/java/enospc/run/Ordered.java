package enospc.run;

import enospc.pool.Command;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Turns;

/// A pool on which each command is one step: others may go before it, and nothing of it is pending behind it.
record Ordered(Pool pool, Turns turns, String root) implements Pool {

    @Override
    public Reply run(Command command) {
        turns.turn();
        Reply reply = pool.run(command);
        if (changes(command, reply)) {
            pool.run(new Command.Sync(root));
            turns.changed();
        }
        turns.saw(reply);
        return reply;
    }

    /// A copy that was refused half way has changed something, any other refused command nothing.
    private static boolean changes(Command command, Reply reply) {
        return switch (command) {
            case Command.Unsquash _, Command.Pipe _ -> true;
            case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Clone _, Command.Rename _,
                 Command.Set _, Command.Mount _, Command.Unmount _, Command.Chmod _ -> reply.done();
            case Command.Get _, Command.ListAll _, Command.Digest _, Command.Sync _ -> false;
        };
    }
}
