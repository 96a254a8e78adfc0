package enospc.install;

import enospc.pool.Reply;
import enospc.pool.Reply.Why;

/// How an op ended, as its installer says.
public sealed interface Outcome {

    /// It did what it was told.
    record Ready() implements Outcome { }

    /// It did not, and has cleaned up after itself as far as it could.
    record Failed(Why why, String text) implements Outcome { }

    /// Nobody knows: it was ended before it had said anything.
    record Unheard(String text) implements Outcome { }

    /// Ready for [Reply.Done], Failed for anything else.
    static Outcome of(Reply reply) {
        return switch (reply) {
            case Reply.Done() -> new Ready();
            case Reply.Refused(Why why, String text) -> new Failed(why, text);
            case Reply.Lost(String text) -> new Failed(Why.OTHER, text);
            case Reply.Found _, Reply.Digested _ -> throw new IllegalArgumentException("no end of an op: " + reply);
        };
    }
}
