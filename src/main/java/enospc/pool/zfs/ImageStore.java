package enospc.pool.zfs;

import enospc.pool.Image;
import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Images as they lie on a machine: squashfs files, and stacks of three layers merged by a read-only overlay mount.
/// Also knows what each must look like once it is installed.
///
/// The folder must not lie on the pool under test: then the images would fill it.
public final class ImageStore {

    private static final Duration PACKING_BOUND = Duration.ofMinutes(10);
    private static final Duration MOUNTING_BOUND = Duration.ofMinutes(1);
    private static final List<String> LAYERS = List.of("lower", "middle", "top");

    /// A piped write that crosses a record of 128 KiB and meets the quota in the middle ends the daemon of zfs-fuse
    /// 0.7.0 (`zfsfuse_write: Assertion uio.uio_resid == 0`). A file of one record is safe, and so is `unsquashfs`,
    /// which writes whole records.
    private static final long FUSE_PIECE_BYTES = 128 * 1024;

    /// A file takes whole blocks, an inode, and its place in a folder.
    private static final long FILE_BYTES = 8 * 1024;
    private static final long SPARE_BYTES = 64 << 20;

    private record Made(Image image, Manifest manifest, String digest) { }

    private final Path folder;
    private final Children children;
    private final Abilities abilities;
    private final Scheduler time;
    private final long promisedBytes;
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private boolean overlays = true;

    /// @param promisedBytes what others may still write to the same disk: the pool's own file
    ImageStore(Path folder, Children children, Abilities abilities, Scheduler time, long promisedBytes) {
        this.folder = folder;
        this.children = children;
        this.abilities = abilities;
        this.time = time;
        this.promisedBytes = promisedBytes;
    }

    /// Makes those images that are not there yet.
    ///
    /// @throws CannotRun if this disk cannot hold them, or a tool fails
    void make(List<Image> images) throws CannotRun {
        for (Image image : images) {
            if (!Names.isFileName(image.name()) || !Names.isKey(image.key())) {
                throw new CannotRun("no image can be called " + image.name() + " with the key " + image.key());
            }
        }
        List<Image> missing = images.stream().filter(image -> !made.containsKey(image.key())).toList();
        try {
            Files.createDirectories(folder);
            checkSpace(missing);
            for (Image image : missing) {
                Manifest manifest = switch (image.format()) {
                    case SQUASHFS -> pack(image);
                    case LAYERS -> stack(image);
                };
                made.put(image.key(), new Made(image, manifest, manifest.digest()));
            }
        } catch (IOException broken) {
            throw new CannotRun("cannot make the images in " + folder + ": " + broken.getMessage());
        }
    }

    private void checkSpace(List<Image> images) throws IOException, CannotRun {
        double need = promisedBytes + SPARE_BYTES;         // a double cannot run over, whatever the sizes add up to
        double largest = 0;
        for (Image image : images) {
            double bytes = 0;
            for (Image.Files files : image.files()) {
                bytes += (double) files.count() * ((double) files.bytes() + FILE_BYTES);
            }
            need += image.format() == Image.Format.LAYERS ? 2 * bytes : bytes;
            largest = Math.max(largest, bytes);
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (need + largest > free) {
            throw new CannotRun("the images and the pool may need " + Sizes.text(need + largest) + ", and " + folder
                    + " has " + Sizes.text(free) + " free: ask for fewer or smaller images, or for another folder");
        }
    }

    /// Compression would only cost time: the content does not compress.
    private Manifest pack(Image image) throws IOException, CannotRun {
        Path tree = folder.resolve(image.name() + ".tree");
        new ImageTree(image, Long.MAX_VALUE).write(tree);
        Manifest manifest = Manifest.of(tree, time.lane());
        must(PACKING_BOUND, "mksquashfs", tree.toString(), squashfs(image).toString(), "-noappend", "-noI", "-noD",
                "-noF", "-noX", "-no-xattrs", "-no-duplicates", "-all-root", "-no-progress", "-quiet");
        Folders.delete(tree);
        return manifest;
    }

    private Manifest stack(Image image) throws IOException, CannotRun {
        Path stack = folder.resolve(image.name() + ".layers");
        List<Path> layers = LAYERS.stream().map(stack::resolve).toList();
        new ImageTree(image, abilities.fuse() ? FUSE_PIECE_BYTES : Long.MAX_VALUE).write(layers);
        Path merged = Files.createDirectories(merged(image));
        if (overlays && !overlay(layers, merged)) {
            overlays = false;
        }
        if (!overlays) {
            for (Path layer : layers) {
                must(PACKING_BOUND, "cp", "-a", layer + "/.", merged + "/");
            }
        }
        return Manifest.of(children.host().seen(merged), time.lane());
    }

    /// Without an upper layer an overlay is read-only. The top layer comes first (mount(8), `lowerdir`).
    private boolean overlay(List<Path> layers, Path merged) {
        String lower = String.join(":", layers.reversed().stream().map(Path::toString).toList());
        return children.run(MOUNTING_BOUND, "mount", "-t", "overlay", "-o", "ro,lowerdir=" + lower, "overlay",
                merged.toString()) instanceof Ended.Exited exited && exited.ok();
    }

    private void must(Duration bound, String... argv) throws CannotRun {
        if (!(children.run(bound, argv) instanceof Ended.Exited exited)) {
            throw new CannotRun(argv[0] + " did not end within " + bound.toSeconds() + " s");
        } else if (!exited.ok()) {
            throw new CannotRun(argv[0] + ": " + Refusals.of(exited.err()).text());
        }
    }

    /// The packed file of a SQUASHFS image.
    public Path squashfs(Image image) {
        return folder.resolve(image.name() + ".squashfs");
    }

    /// The merged view of a LAYERS image, where the pool's commands see it.
    public Path merged(Image image) {
        return folder.resolve(image.name() + ".layers").resolve("merged");
    }

    /// Where an image lies: its packed file, or its merged view.
    public Path place(Image image) {
        return switch (image.format()) {
            case SQUASHFS -> squashfs(image);
            case LAYERS -> merged(image);
        };
    }

    /// From now on the image is known by this key, which an external subject gave it.
    public Image rekey(Image image, String key) {
        Image keyed = new Image(image.name(), key, image.format(), image.seed(), image.files());
        Made known = made.remove(image.key());
        made.put(key, new Made(keyed, known.manifest(), known.digest()));
        return keyed;
    }

    /// Whether layers are merged by an overlay mount, and not by copying.
    boolean overlays() {
        return overlays;
    }

    /// The image of this key, or nothing.
    Optional<Image> byKey(String key) {
        return Optional.ofNullable(made.get(key)).map(Made::image);
    }

    /// The images whose content is exactly this.
    List<Image> byContent(Manifest manifest) {
        String digest = manifest.digest();
        return made.values().stream().filter(each -> each.digest().equals(digest)).map(Made::image).toList();
    }

    /// What an image that was made holds.
    Manifest manifest(Image image) {
        return made.get(image.key()).manifest();
    }

    /// Unmounts the overlays in the folder of a store; the files themselves go with the work folder.
    static void unmount(Path folder, Children closing) {
        for (Path at : Mounts.below(closing.host(), folder)) {
            closing.run(MOUNTING_BOUND, "umount", at.toString());
        }
    }
}
