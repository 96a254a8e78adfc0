package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.EnumSet;
import java.util.Set;

/// What a span is, as far as claims tell spans apart: found out once, when it begins.
enum Kind {
    INSTALL, REMOVE, SWEEP, WAIT, CENSUS, OTHER,
    /// `unsquashfs` or a pipe.
    COPY,
    /// The commands on a pool, each for itself.
    CREATE, DESTROY, SNAPSHOT, CLONE, RENAME, SET, MOUNT, UNMOUNT, GET, LIST, SYNC, CHMOD, FILL, DIGEST;

    static final Set<Kind> ALL = Set.copyOf(EnumSet.allOf(Kind.class));
    static final Set<Kind> COMMANDS = Set.copyOf(EnumSet.range(CREATE, DIGEST));

    /// A command on a pool, or a copy.
    boolean isStep() {
        return ordinal() >= COPY.ordinal();
    }

    static Kind of(Event begin) {
        return switch (begin.value()) {
            case Value.Step(Command command, var _) -> of(command);
            case Value.Copying _ -> COPY;
            case Value.None _, Value.Setup _, Value.Installing _, Value.Removing _, Value.Found _, Value.Sweeping _,
                 Value.Swept _, Value.Waiting _, Value.Squeezing _, Value.Killing _, Value.Census _,
                 Value.PoolLog _, Value.Exit _, Value.Other _ -> of(begin.f());
        };
    }

    private static Kind of(String f) {
        return switch (f) {
            case "install" -> INSTALL;
            case "remove" -> REMOVE;
            case "sweep" -> SWEEP;
            case "wait" -> WAIT;
            case "census" -> CENSUS;
            default -> OTHER;
        };
    }

    private static Kind of(Command command) {
        return switch (command) {
            case Command.Create _ -> CREATE;
            case Command.Destroy _ -> DESTROY;
            case Command.Snapshot _ -> SNAPSHOT;
            case Command.Clone _ -> CLONE;
            case Command.Rename _ -> RENAME;
            case Command.Set _ -> SET;
            case Command.Mount _ -> MOUNT;
            case Command.Unmount _ -> UNMOUNT;
            case Command.Get _ -> GET;
            case Command.ListAll _ -> LIST;
            case Command.Sync _ -> SYNC;
            case Command.Chmod _ -> CHMOD;
            case Command.Fill _ -> FILL;
            case Command.Digest _ -> DIGEST;
            case Command.Unsquash _, Command.Pipe _ -> COPY;
        };
    }
}
