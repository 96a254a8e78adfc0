package enospc.pool.sim;

import enospc.pool.Contents;
import enospc.pool.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The files of a dataset. A snapshot and its clones share one until somebody writes: [#forWriting].
final class Content {

    private final List<Unpacked> images;
    final TreeMap<String, SimFile> files;
    /// Births of the blocks that every change writes anew, of the directory and of the list of what is unlinked: see
    /// [Renewal].
    long chainBirth;
    long directoryBirth;
    long unlinkedBirth;
    /// Directories that datasets below are mounted on.
    final TreeMap<String, MountDirectory> mountpoints;
    private boolean shared;

    Content() {
        this.images = new ArrayList<>(1);
        this.files = new TreeMap<>();
        this.mountpoints = new TreeMap<>();
    }

    private Content(Content other) {
        this.images = new ArrayList<>(other.images.size());
        other.images.forEach(image -> images.add(image.copy()));
        this.files = new TreeMap<>();
        other.files.forEach((name, file) -> files.put(name, file.copy()));
        this.mountpoints = new TreeMap<>(other.mountpoints);
        this.chainBirth = other.chainBirth;
        this.directoryBirth = other.directoryBirth;
        this.unlinkedBirth = other.unlinkedBirth;
    }

    /// The same content, which nobody may change any more.
    Content share() {
        shared = true;
        return this;
    }

    /// This one if nobody else has it, else a copy.
    Content forWriting() {
        return shared ? new Content(this) : this;
    }

    /// What is there of an image; made if nothing is.
    Unpacked of(Image image, long birth) {
        for (Unpacked unpacked : images) {
            if (unpacked.image.key().equals(image.key())) {
                return unpacked;
            }
        }
        Unpacked unpacked = new Unpacked(image, birth);
        images.add(unpacked);
        return unpacked;
    }

    /// Whether there are mount directories in that one.
    boolean mountsWithin(String directory) {
        String next = mountpoints.higherKey(directory + "/");
        return next != null && next.startsWith(directory + "/");
    }

    /// Entries of the directory, all of them in one.
    long entries() {
        long entries = files.size();
        for (Unpacked image : images) {
            entries += image.entries();
        }
        return entries;
    }

    /// Equal contents, equal text; that of [Contents#digestOf] for exactly one whole image.
    String digest() {
        List<Unpacked> there = new ArrayList<>(images);
        there.removeIf(Unpacked::isEmpty);
        if (files.isEmpty() && there.size() == 1 && there.getFirst().isWhole()) {
            return Contents.digestOf(there.getFirst().image);
        }
        StringBuilder text = new StringBuilder("parts");
        there.forEach(image -> text.append(' ').append(image.describe()));
        files.forEach((name, file) -> text.append(' ').append(name).append('=').append(file.bytes()));
        return "sha256:" + Contents.hex(text.toString());
    }
}
