package enospc.run.exec;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder in which the shims of one worker's op leave their argv and stderr, and read their leave from a FIFO each.
final class Desk implements AutoCloseable {

    /// What a step says on stderr beyond this is cut away while it runs.
    private static final long STDERR_BYTES = 4 << 20;
    private static final int KEPT_BYTES = 64 * 1024;

    private final Path folder;
    private final Map<Integer, RandomAccessFile> leaves = new HashMap<>();
    private Optional<OpSteps> steps = Optional.empty();
    private final Map<String, Integer> counts = new HashMap<>();
    private String op = "";

    Desk(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// A new op begins: what shims of a killed one have left is taken away.
    ///
    /// @param mark of the op, which its shims report
    synchronized void begins(String mark, OpSteps of) throws IOException {
        op = mark;
        steps = Optional.of(of);
        counts.clear();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches("[ace][0-9]+")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    synchronized void isOver() {
        steps = Optional.empty();
        op = "";
    }

    /// The steps of the op with this mark, if it is still at work.
    synchronized Optional<OpSteps> stepsOf(String mark) {
        return mark.equals(op) ? steps : Optional.empty();
    }

    /// The how-manieth step of this name it is in the op, from 1.
    synchronized int count(String name) {
        return counts.merge(name, 1, Integer::sum);
    }

    /// What the shim at `slot` was called with.
    List<String> argv(int slot) throws IOException {
        String text = read(new File(folder.toFile(), "a" + slot), Integer.MAX_VALUE);
        return text.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(text.substring(0, text.length() - 1)
                .split("\0", -1)));
    }

    String stderr(int slot) throws IOException {
        File file = new File(folder.toFile(), "e" + slot);
        return file.exists() ? read(file, KEPT_BYTES) : "";
    }

    private static String read(File file, int most) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    /// Cuts what running steps have said, so that it does not fill the disk.
    synchronized void bound() {
        for (int slot : leaves.keySet()) {
            File file = new File(folder.toFile(), "e" + slot);
            if (file.length() > STDERR_BYTES) {
                try (RandomAccessFile said = new RandomAccessFile(file, "rw")) {
                    said.setLength(KEPT_BYTES);
                } catch (IOException gone) {
                    throw new UncheckedIOException("cannot cut " + file, gone);
                }
            }
        }
    }

    /// Tells the shim at `slot` what to do. Its FIFO stays open here, or what it has not read yet would be lost.
    synchronized void tell(int slot, String leave) {
        try {
            RandomAccessFile fifo = leaves.get(slot);
            if (fifo == null) {
                fifo = new RandomAccessFile(new File(folder.toFile(), "f" + slot), "rw");
                leaves.put(slot, fifo);
            }
            fifo.write((leave + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot give leave in " + folder, broken);
        }
    }

    /// The slot is free again.
    void frees(int slot) throws IOException {
        for (String what : List.of("e", "a", "c")) {
            Files.deleteIfExists(folder.resolve(what + slot));
        }
    }

    @Override
    public synchronized void close() {
        leaves.values().forEach(fifo -> {
            try {
                fifo.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        leaves.clear();
    }
}
