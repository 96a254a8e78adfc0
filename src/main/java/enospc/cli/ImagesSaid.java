package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Image.Format;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The images that `--images` of `stress size` names, one word after the other:
///
/// - `800M`, or `4x800M` for four of that size: half of it in files of 64 KiB, half in two large ones,
/// - a SquashFS file: what its table of files says,
/// - any other file is a list, a line an image: `NAME SIZE [FILES]`, or the path of a SquashFS file; `#` begins a
///   remark.
final class ImagesSaid {

    private static final long SMALL_BYTES = 64 << 10;
    private static final int LARGE_FILES = 2;
    private static final int IMAGES_MOST = 10_000;
    private static final Form<Long> SIZE = Form.size();
    private static final Form<Integer> COUNT = Form.whole(1, IMAGES_MOST);
    private static final Form<Integer> FILES = Form.whole(1, 10_000_000);

    private final List<Format> formats;
    private final List<Image> images = new ArrayList<>();

    /// @param formats of images that are given by their size, in turn
    ImagesSaid(List<Format> formats) {
        this.formats = formats;
    }

    /// @throws BadInput naming the word, or file and line
    List<Image> read(String said) {
        for (String word : said.split(",", -1)) {
            read(word.strip(), "--images");
        }
        return images;
    }

    private void read(String word, String where) {
        Path file = Path.of(word);
        if (word.isEmpty()) {
            throw new BadInput(where + " has an empty word: name sizes or files, such as 4x800M,base.squashfs");
        } else if (Files.isRegularFile(file)) {
            if (SquashFile.is(file)) {
                add(SquashFile.read(name(), file));
            } else {
                readList(file);
            }
        } else if (word.indexOf('/') >= 0 || word.endsWith(".squashfs") || word.endsWith(".sqsh")) {
            throw new BadInput(where + ": there is no file " + word);
        } else {
            int x = word.indexOf('x');
            int count = x < 0 ? 1 : parsed(COUNT, word.substring(0, x), where);
            long bytes = parsed(SIZE, word.substring(x + 1), where);
            for (int i = 0; i < count; i++) {
                add(image(bytes, halves(bytes)));
            }
        }
    }

    private void readList(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("#.*", "").strip();
                if (!line.isEmpty()) {
                    readLine(line, file + ":" + (i + 1));
                }
            }
        } catch (MalformedInputException binary) {
            throw new BadInput("--images: " + file + " is neither a SquashFS file nor a list in plain text");
        } catch (IOException unreadable) {
            throw new BadInput("--images: cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    private void readLine(String line, String where) {
        String[] words = line.split("\\s+");
        if (words.length == 1 && Files.isRegularFile(Path.of(words[0])) && SquashFile.is(Path.of(words[0]))) {
            add(SquashFile.read(name(), Path.of(words[0])));
            return;
        } else if (words.length < 2 || words.length > 3) {
            throw new BadInput(where + ": \"" + line + "\" is neither NAME SIZE, nor NAME SIZE FILES, nor the path of a"
                    + " SquashFS file");
        }
        long bytes = parsed(SIZE, words[1], where);
        if (words.length == 2) {
            add(image(bytes, halves(bytes)));
            return;
        }
        int count = parsed(FILES, words[2], where);
        if (count > bytes) {
            throw new BadInput(where + ": " + count + " files do not fit into " + bytes + " B");
        }
        add(image(bytes, List.of(new Image.Files(count, bytes / count))));
    }

    private void add(Image image) {
        if (images.size() == IMAGES_MOST) {
            throw new BadInput("--images names more than " + IMAGES_MOST + " images");
        }
        images.add(image);
    }

    private String name() {
        return "i" + images.size();
    }

    private Image image(long bytes, List<Image.Files> files) {
        String name = name();
        return new Image(name, Contents.hex(name + bytes), formats.get(images.size() % formats.size()),
                images.size(), files);
    }

    private static List<Image.Files> halves(long bytes) {
        long half = Math.max(1, bytes / 2);
        return List.of(new Image.Files((int) Math.max(1, half / SMALL_BYTES), Math.min(half, SMALL_BYTES)),
                new Image.Files(LARGE_FILES, Math.max(1, half / LARGE_FILES)));
    }

    private static <T> T parsed(Form<T> form, String text, String where) {
        try {
            return form.parse(text);
        } catch (BadInput wrong) {
            throw new BadInput(where + " " + wrong.getMessage());
        }
    }
}
