package enospc.install;

import enospc.pool.Command;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;

/// Pools with a planted fault.
final class Faulty {

    private static final Reply BUSY = new Reply.Refused(Why.BUSY, "dataset is busy (planted)");

    /// A hung pipe hangs for so many times its deadline.
    private static final int HANG = 3;

    private Faulty() { }

    /// As for an unprivileged caller: what is mounted cannot be unmounted, so a staging dataset is never destroyed.
    static Pool leavesStaging(Pool pool, Clock clock) {
        return command -> switch (command) {
            case Command.Destroy(String name, boolean _) when name.endsWith(Store.STAGING) -> BUSY;
            default -> pool.run(command);
        };
    }

    /// A template is always busy once its snapshot has gone; taking that again is forgotten too.
    static Pool keepsTemplates(Pool pool, Clock clock) {
        return command -> switch (command) {
            case Command.Destroy(String name, boolean _) when isTemplate(name) -> BUSY;
            case Command.Snapshot(String name) when isTemplate(name.replace(Store.PRISTINE, "")) -> BUSY;
            default -> pool.run(command);
        };
    }

    private static boolean isTemplate(String name) {
        return name.contains("/.templates/") && !name.endsWith(Store.STAGING) && name.indexOf('@') < 0;
    }

    static Pool misreadsRefusals(Pool pool, Clock clock) {
        return command -> {
            Reply reply = pool.run(command);
            boolean misread = command instanceof Command.Create && !reply.done();
            return misread ? new Reply.Refused(Why.EXISTS, "dataset already exists (planted)") : reply;
        };
    }

    /// The stall of a writer near its quota (OpenZFS issue 1668), without an end.
    static Pool hangsPipes(Pool pool, Clock clock) {
        return command -> {
            if (!(command instanceof Command.Pipe pipe)) {
                return pool.run(command);
            }
            Reply reply = pool.run(new Command.Pipe(pipe.image(), pipe.name(), Terms.NEVER));
            if (reply.outOfSpace()) {
                clock.sleep(pipe.deadline().multipliedBy(HANG));
            }
            return reply;
        };
    }

    static Pool hidesBrokenPipes(Pool pool, Clock clock) {
        return command -> {
            Reply reply = pool.run(command);
            return command instanceof Command.Pipe && !reply.done() ? Reply.Done.DONE : reply;
        };
    }

    static Pool hidesRefusals(Pool pool, Clock clock) {
        return command -> {
            Reply reply = pool.run(command);
            boolean hidden = command instanceof Command.Rename || command instanceof Command.Snapshot
                    || command instanceof Command.Unsquash || command instanceof Command.Pipe;
            return hidden && !reply.done() ? Reply.Done.DONE : reply;
        };
    }

    /// What makes a template read-only is answered with done, and not done.
    static Pool skipsReadonly(Pool pool, Clock clock) {
        return command -> command instanceof Command.Set(String _, String property, String _)
                && property.equals("readonly") ? Reply.Done.DONE : pool.run(command);
    }

    /// Somebody else takes a snapshot of a staging dataset, and destroys it at once.
    static Pool meddles(Pool pool, Clock clock) {
        return command -> {
            if (command instanceof Command.Chmod(String name)) {
                pool.run(new Command.Snapshot(name + "@stray"));
                pool.run(new Command.Destroy(name + "@stray", false));
            }
            return pool.run(command);
        };
    }

    static Pool keepsReservations(Pool pool, Clock clock) {
        return command -> command instanceof Command.Set(String _, String property, String value)
                && property.equals("reservation") && value.equals("none")
                ? Reply.Done.DONE : pool.run(command);
    }
}
