package enospc.check.linear;

/// A search for an order of calls, as they become known. One history each, for one thread at a time.
public interface Order<S, C> {

    /// Takes a call, which must not begin before what is settled already.
    void add(Call<C> call);

    /// Follows all ends before this index, and forgets what has ended. All calls that begin before it must be known.
    void settle(long before);

    /// Whether what was settled fits an order.
    Answer<S, C> answer();

    /// How many calls are kept because they are not settled.
    int pending();
}
