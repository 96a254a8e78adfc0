package enospc.check.linear;

/// An op as a model sees it.
///
/// @param begin index of the invocation
/// @param end   index of the end, or [#NEVER] for a call of which nobody knows whether it happened
public record Call<C>(C what, long begin, long end) {

    public static final long NEVER = Long.MAX_VALUE;

    /// Nobody knows whether it happened: it may do so at any time after its begin, or not at all.
    boolean lost() {
        return end == NEVER;
    }
}
