package enospc.history;

/// One line of a history, with Jepsen's keys.
///
/// @param index   0, 1, 2 ... in the order heard
/// @param time    nanoseconds since the run began
/// @param process who it is about: `w3`, `nemesis`, `census`, `setup`
/// @param f       what is done: `install`, `zfs create`, `pipe`, `sweep`, `census` ...
/// @param value   depends on `f` and `type`
/// @param error   why it failed, or [Problem#NONE]
/// @param op      index of the invocation of the op that this is a step of, or [#NO_OP]
public record Event(long index, long time, String process, Type type, String f, Value value, Problem error, long op) {

    public static final long NO_OP = -1;

    /// Invocation and its end. `info`: nobody knows whether it happened.
    public enum Type { INVOKE, OK, FAIL, INFO }

    public boolean begins() {
        return type == Type.INVOKE;
    }

    public boolean isStep() {
        return op != NO_OP;
    }
}
