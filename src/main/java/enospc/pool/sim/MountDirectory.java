package enospc.pool.sim;

/// A directory that a dataset is mounted on, in the dataset above.
///
/// @param birth of its blocks
/// @param bytes that it takes there
record MountDirectory(long birth, long bytes) { }
