package enospc.pool;

/// Makes a pool's transaction groups slow, and lets them go again. Only where nobody else uses that pool.
public interface Brake {

    /// Everything takes about `factor` times as long until [#release]: on the embedded pool each transaction group, on
    /// a real one all that its daemon does.
    ///
    /// @param factor at least 2
    /// @return why that cannot be done here, or the empty text
    String slow(int factor);

    /// No-op if it is not slowed.
    void release();

    /// For a pool that is not ours to slow down.
    Brake NONE = new Brake() {
        @Override
        public String slow(int factor) {
            return "only a private zfs-fuse and the embedded pool can be slowed: the kernel's settings hold for all"
                    + " pools of a machine";
        }

        @Override
        public void release() { }
    };
}
