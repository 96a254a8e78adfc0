package enospc.pool.zfs;

/// What a run may touch: the datasets at and below `root` that carry its mark.
///
/// @param root the run's own root dataset
/// @param run  value of the user property `enospc:run`, which all below inherit
record Mark(String root, String run) {

    /// The user property that marks what is ours.
    static final String RUN = "enospc:run";

    /// The user property by which an administrator lends us a pool.
    static final String LENT = "enospc:lent";

    /// Whether `name`, a dataset or snapshot, lies at or below our root.
    boolean covers(String name) {
        return name.equals(root) || name.startsWith(root + "/") || name.startsWith(root + "@");
    }
}
