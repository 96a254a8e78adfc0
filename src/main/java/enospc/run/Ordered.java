package enospc.run;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Turns;
import java.util.List;

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
        turns.saw(command instanceof Command.ListAll && reply instanceof Reply.Found(List<Dataset> found)
                ? found.stream().map(Ordered::listed).toList() : reply);
        return reply;
    }

    /// What an installer takes from a listing: it looks for candidates there, and asks for space by itself.
    private static List<Object> listed(Dataset dataset) {
        return List.of(dataset.name(), dataset.origin(), dataset.user());
    }

    /// A copy that was refused half way has changed something, any other refused command nothing.
    private static boolean changes(Command command, Reply reply) {
        return switch (command) {
            case Command.Unsquash _, Command.Pipe _ -> true;
            case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Clone _, Command.Rename _,
                 Command.Set _, Command.Mount _, Command.Unmount _, Command.Chmod _, Command.Fill _ -> reply.done();
            case Command.Get _, Command.ListAll _, Command.Digest _, Command.Sync _ -> false;
        };
    }
}
