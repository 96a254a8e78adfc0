package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.pool.Image;
import enospc.pool.Image.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `stress size`: which images it is asked about, what it says, and what it refuses.
class SizeCommandTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path dir;

    private static List<Image> images(String said) {
        return new ImagesSaid(List.of(Format.SQUASHFS)).read(said);
    }

    private static List<Long> bytes(String said) {
        return images(said).stream().map(Image::nominalBytes).toList();
    }

    @Test
    void sizesMayBeRepeated() {
        assertEquals(List.of(8 * MIB, 8 * MIB, 3 * MIB), bytes("2x8M,3M"));
    }

    @Test
    void aListHasALineForEachImage() throws IOException {
        Path list = Files.writeString(dir.resolve("list"), "# ours\nbase 4M\n\ntorch 8M 16   # many files\n");
        assertEquals(List.of(4 * MIB, 8 * MIB, MIB), bytes(list + ",1M"));
        assertEquals(List.of(new Image.Files(16, MIB / 2)), images(list.toString()).getLast().files());
    }

    @Test
    void aSquashFileIsWhatItsTableOfFilesSays() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(dir.resolve("tree/etc"));
        Files.write(tree.resolve("one"), new byte[1000]);
        Files.write(tree.resolve("two"), new byte[300 << 10]);
        Path packed = dir.resolve("a.squashfs");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mksquashfs")), "no mksquashfs here");
        assertEquals(0, new ProcessBuilder("mksquashfs", dir.resolve("tree").toString(), packed.toString(), "-quiet",
                "-no-progress").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        assertEquals(List.of(new Image.Files(1, 1024), new Image.Files(1, 384 << 10)),
                images(packed.toString()).getFirst().files());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "half          | --images is 'half', not a size such as 64K or 8M",
        "0x1M          | --images is 0; it must be from 1 to 10000",
        "1M,,2M        | --images has an empty word: name sizes or files, such as 4x800M,base.squashfs",
        "no.squashfs   | --images: there is no file no.squashfs",
        ".gitignore | .gitignore:1: '/target/' is neither NAME SIZE, nor NAME SIZE FILES, nor the path of a"
            + " SquashFS file",
    })
    void whatIsNoImageIsRefused(String said, String why) {
        assertEquals(new Told(64, List.of("stress: " + why.replace('\'', '"'))), Told.stress("size", "--images", said));
    }

    @Test
    void otherOptionsAreRefusedWithTheirName() {
        assertEquals(new Told(64, List.of("stress: --quota is \"much\", not a size such as 64K or 8M")),
                Told.stress("size", "--images", "1M", "--quota", "much"));
        assertEquals(new Told(64, List.of("stress: --runs is 0; it must be from 1 to 1000000")),
                Told.stress("size", "--images", "1M", "--runs", "0"));
        assertEquals(64, Told.stress("size").status());
    }

    @Test
    void theAnswerIsAlsoJson() throws IOException {
        JsonNode answer = new ObjectMapper().readTree(out("size", "--images", "3x1M", "--workers", "3", "--rounds", "1",
                "--runs", "2", "--quota", "1M", "--json"));
        assertEquals(6, answer.at("/asked/failed").asInt(), answer::toString);
        assertEquals(0, answer.at("/recommended/failed").asInt(), answer::toString);
        assertTrue(answer.at("/recommended/quota").asLong() > answer.at("/fails/quota").asLong(), answer::toString);
    }

    @Test
    void aSmallScaleGivesTheSizesOfTheLargeOne() throws IOException {
        JsonNode answer = new ObjectMapper().readTree(out("size", "--images", "2x16M", "--workers", "2", "--rounds",
                "1", "--runs", "2", "--scale", "8", "--json"));
        long measured = answer.at("/images/i0/measured").asLong();
        assertTrue(measured > 16 * MIB && measured < 18 * MIB, answer::toString);
    }

    private static String out(String... args) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(new Told(0, List.of()), Told.stress(args));
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }
}
