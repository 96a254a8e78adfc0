package enospc.conform;

/// Where cases are played: one ZFS, embedded or real.
public interface Stage extends AutoCloseable {

    /// What the table calls it.
    String name();

    Release release();

    /// A shell at a fresh pool, called `p` in its lines, `compression=off`, mounted at `/p`. The one before is gone.
    ///
    /// @param poolBytes size of the pool's disk
    Shell fresh(long poolBytes);

    /// Whether the pool is ours as a whole; else a dataset of somebody's pool stands for it.
    boolean ownPool();

    /// Takes everything away that it made.
    @Override
    void close();
}
