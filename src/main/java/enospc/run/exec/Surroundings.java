package enospc.run.exec;

import enospc.pool.Image;
import enospc.pool.zfs.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What an external subject needs to know of a real target.
///
/// @param prefix  argv that stands in front of a command so that it sees the pool's mounts; empty for our own view
/// @param run     id of the run, which every process of it carries in its environment
/// @param scratch an existing folder that is not on the pool, for shims and working folders
/// @param mount   where the run's root dataset is mounted
/// @param path    the PATH of the real programs
/// @param user    as whom the subject runs; empty for the user of this program
/// @param images  where the file or the folder of an image lies
/// @param rekey   tells the target the key that the subject gives an image; answers with the image under that key
public record Surroundings(List<String> prefix, String run, Path scratch, Path mount, String path,
                           Optional<Account> user, Function<Image, Path> images, Rekey rekey) {

    /// Tells of a new key.
    @FunctionalInterface
    public interface Rekey {
        Image under(Image image, String key);
    }

    /// Where a dataset at or below the root is mounted, if it has its inherited mountpoint.
    Path mountOf(String root, String dataset) {
        return dataset.equals(root) ? mount : mount.resolve(dataset.substring(root.length() + 1));
    }
}
