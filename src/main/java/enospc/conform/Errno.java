package enospc.conform;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/// The names of errnos, told from the texts of the C library, which is all that the JVM passes on.
final class Errno {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Disk quota exceeded", "EDQUOT"), Map.entry("No space left on device", "ENOSPC"),
            Map.entry("No such file or directory", "ENOENT"), Map.entry("File exists", "EEXIST"),
            Map.entry("Device or resource busy", "EBUSY"), Map.entry("Directory not empty", "ENOTEMPTY"),
            Map.entry("Not a directory", "ENOTDIR"), Map.entry("Is a directory", "EISDIR"),
            Map.entry("Read-only file system", "EROFS"), Map.entry("Permission denied", "EACCES"),
            Map.entry("Operation not permitted", "EPERM"), Map.entry("Input/output error", "EIO"),
            Map.entry("File name too long", "ENAMETOOLONG"), Map.entry("File too large", "EFBIG"),
            Map.entry("Invalid cross-device link", "EXDEV"),
            Map.entry("Transport endpoint is not connected", "ENOTCONN"));

    private Errno() { }

    static String of(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException _ -> "ENOENT";
            case FileAlreadyExistsException _ -> "EEXIST";
            case DirectoryNotEmptyException _ -> "ENOTEMPTY";
            case AccessDeniedException _ -> "EACCES";
            case FileSystemException other when other.getReason() != null -> of(other.getReason());
            default -> of(String.valueOf(thrown.getMessage()));
        };
    }

    /// The name if the text has one of the C library's texts in it, else the text.
    static String of(String text) {
        return NAMES.entrySet().stream().filter(each -> text.contains(each.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse(text);
    }
}
