package enospc.conform;

/// A terminal at a pool: takes one line, answers what a person would see. There is one for the embedded pool and one
/// for a real one, so that the same script runs on both.
///
/// The lines are those of `zfs` and `zpool`, without pipes or quotes, and a few that touch files, by path below the pool:
///
/// - `write FILE SIZE [CHUNK]` writes SIZE bytes of random data from the file's start, CHUNK (128K) at a time, up to the
///   first error; `append FILE SIZE [CHUNK]` the same at its end
/// - `rm FILE...`, `mkdir DIR`, `touch FILE`, `mv FILE FILE`, `chmod FILE`, `truncate FILE SIZE`
/// - `sync`: a barrier, after which space properties show all that was done before
///
/// A path is a dataset's name and a file in it: `p/a:f1` is the file `f1` in the mounted dataset `p/a`.
public interface Shell {

    /// Types one line and waits for the end of what it started.
    Answer type(String line);

    /// @param status exit status; 0 is success. A file verb that was refused has 1
    /// @param out    standard output, lines ending in a line feed
    /// @param err    what was refused: the text of `zfs`, or for a file verb the name of the errno: `EDQUOT`, `ENOSPC`
    record Answer(int status, String out, String err) { }
}
