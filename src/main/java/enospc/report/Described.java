package enospc.report;

import enospc.history.Value;
import enospc.pool.Command;

/// What an event is about, in a few words for a person.
public final class Described {

    private Described() { }

    /// Of an invocation or a single event: names, without anything that `f` says already. Empty if there is nothing.
    public static String subject(Value value) {
        if (value instanceof Value.Installing installing) {
            return installing.image() + " as " + installing.container();
        }
        if (value instanceof Value.Removing removing) {
            return removing.container();
        }
        if (value instanceof Value.Copying copying) {
            return copying.name();
        }
        if (value instanceof Value.Step step) {
            return command(step.command());
        }
        if (value instanceof Value.Sweeping sweeping) {
            return sweeping.reason() + (sweeping.allWarm() ? ", warm ones too" : "");
        }
        if (value instanceof Value.Waiting waiting) {
            return waiting.key();
        }
        if (value instanceof Value.Squeezing squeezing) {
            return squeezing.dataset();
        }
        if (value instanceof Value.Killing killing) {
            return killing.process();
        }
        if (value instanceof Value.Census census) {
            return census.scope();
        }
        return value instanceof Value.Other other ? other.json().toString() : "";
    }

    private static String command(Command command) {
        if (command instanceof Command.Set set) {
            return set.name() + " " + set.property() + "=" + set.value();
        }
        if (command instanceof Command.Rename rename) {
            return rename.name() + " to " + rename.to();
        }
        if (command instanceof Command.Clone clone) {
            return clone.snapshot() + " to " + clone.name();
        }
        return command.name();
    }

    /// Of an end: what came of it, or empty.
    public static String result(Value value) {
        if (value instanceof Value.Swept swept) {
            return swept.evicted().isEmpty() ? "" : "evicted " + String.join(" ", swept.evicted());
        }
        if (value instanceof Value.Squeezing squeezing) {
            return squeezing.bytes() + " bytes";
        }
        if (value instanceof Value.Exit exit) {
            return "exit " + exit.status() + (exit.stderr().isEmpty() ? "" : ": " + exit.stderr().strip());
        }
        return value instanceof Value.Other other ? other.json().toString() : "";
    }

    /// The key of the image that it is about, or empty.
    public static String key(Value value) {
        if (value instanceof Value.Installing installing) {
            return installing.key();
        }
        if (value instanceof Value.Copying copying) {
            return copying.key();
        }
        return value instanceof Value.Waiting waiting ? waiting.key() : "";
    }
}
