package enospc.conform;

import enospc.conform.Shell.Answer;
import java.util.List;

/// The machine a real ZFS runs on: starts commands and touches files there.
///
/// Paths are whole and as ZFS knows them. A refused file call is an answer with the errno's name.
interface Host extends AutoCloseable {

    /// Starts a program without a shell and waits for its end.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be started
    Answer run(List<String> argv);

    /// The same, but ends it by SIGKILL soon after it began.
    Answer killed(List<String> argv);

    /// The table `/proc/mounts` as ZFS sees it.
    String mounts();

    /// Writes `bytes` of random data from `offset` on, `chunk` at a time, up to the first error. Makes the file if
    /// there is none.
    Answer write(String path, long offset, long bytes, int chunk);

    /// Prints the length.
    Answer size(String path);

    Answer rm(String path);

    Answer mkdir(String path);

    Answer touch(String path);

    Answer mv(String from, String to);

    Answer chmod(String path);

    Answer truncate(String path, long bytes);

    Answer open(String path);

    /// Of a file that was opened; `ENOENT` otherwise.
    Answer close(String path);

    /// Closes all files that are still open.
    void letGo();

    /// Ends the connection, if there is one.
    @Override
    void close();
}
