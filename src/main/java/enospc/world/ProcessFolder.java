package enospc.world;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder for small files that nobody needs once this process has ended: sockets, what a child said.
///
/// It is named after the process, so that those of processes that were killed can be told, and the next one that is
/// made takes them away. Folders within it are not looked into.
public final class ProcessFolder {

    private static final Pattern PID = Pattern.compile("-([0-9]{1,18})-");

    private ProcessFolder() { }

    /// A new one in the system's temporary folder, for this user alone.
    ///
    /// @param prefix what it is for, such as `enospc-ssh`
    public static Path make(String prefix) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    /// A new one in another temporary folder.
    public static Path make(Path temporary, String prefix) throws IOException {
        try (DirectoryStream<Path> there = Files.newDirectoryStream(temporary, prefix + "-*")) {
            for (Path each : there) {
                if (isOrphan(each, prefix)) {
                    remove(each);
                }
            }
        }
        return Files.createTempDirectory(temporary, prefix + "-" + ProcessHandle.current().pid() + "-");
    }

    private static boolean isOrphan(Path folder, String prefix) {
        Matcher pid = PID.matcher(folder.getFileName().toString().substring(prefix.length()));
        return pid.lookingAt() && ProcessHandle.of(Long.parseLong(pid.group(1))).isEmpty()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /// With the files in it. What cannot be taken away, because it is another user's or somebody else takes it away at
    /// this moment, stays.
    public static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(folder);
        } catch (IOException notOurs) {
            return;
        }
    }
}
