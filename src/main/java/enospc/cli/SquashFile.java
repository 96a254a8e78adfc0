package enospc.cli;

import enospc.plan.BadInput;
import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Image.Files;
import enospc.pool.Image.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SquashFS file on this machine, as the image that a run would unpack: its table of files is read, not its content.
final class SquashFile {

    private static final byte[] MAGIC = "hsqs".getBytes(StandardCharsets.US_ASCII);

    /// `-rw-r--r-- 0/0   1234 2026-11-22 20:00 squashfs-root/etc/f`; only regular files have content of their own.
    private static final Pattern LINE = Pattern.compile("-[-rwxsStT]{9} +\\S+ +(\\d+) .*");

    /// Sizes are rounded up to these steps, below and above the first: as fine as blocks of a file are.
    private static final long SMALL_STEP = 512;
    private static final long LARGE_STEP = 128 << 10;

    private SquashFile() { }

    static boolean is(Path file) {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException unreadable) {
            throw new BadInput("--images: cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    /// @param name the image's, unique among those of a run
    static Image read(String name, Path file) {
        Map<Long, Integer> sizes = new TreeMap<>();
        try {
            Process listing = new ProcessBuilder("unsquashfs", "-lln", file.toAbsolutePath().toString())
                    .redirectErrorStream(true).start();
            try (BufferedReader lines = listing.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher entry = LINE.matcher(line);
                    if (entry.matches() && !entry.group(1).equals("0")) {
                        sizes.merge(stepped(Long.parseLong(entry.group(1))), 1, Integer::sum);
                    }
                }
            }
            if (listing.waitFor() != 0) {
                throw new BadInput("--images: unsquashfs cannot list " + file + ": is the file whole?");
            }
        } catch (IOException missing) {
            throw new BadInput("--images: " + file + " needs unsquashfs to be listed: apt-get install squashfs-tools");
        } catch (InterruptedException stopped) {
            throw new BadInput("interrupted while " + file + " was listed");
        }
        List<Files> files = new ArrayList<>();
        sizes.forEach((bytes, count) -> files.add(new Files(count, bytes)));
        if (files.isEmpty()) {
            throw new BadInput("--images: " + file + " has no file with content");
        }
        return new Image(name, Contents.hex(name + file), Format.SQUASHFS, name.hashCode(), files);
    }

    private static long stepped(long bytes) {
        long step = bytes <= LARGE_STEP ? SMALL_STEP : LARGE_STEP;
        return (bytes + step - 1) / step * step;
    }
}
