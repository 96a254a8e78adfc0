package enospc.soak.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import enospc.plan.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Records as JSON with keys in kebab-case. A reader sees the old file or the new one, never a part.
public final class JsonFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private JsonFile() { }

    /// @throws BadInput naming file, line and column, if it cannot be read as such
    public static <T> T read(Path file, Class<T> type) {
        try {
            T read = MAPPER.readValue(Files.readString(file), type);
            if (read == null) {
                throw new BadInput(file + " is empty");
            }
            return read;
        } catch (JsonProcessingException broken) {
            String where = broken.getLocation() == null ? ""
                    : ":" + broken.getLocation().getLineNr() + ":" + broken.getLocation().getColumnNr();
            throw new BadInput(file + where + ": " + broken.getOriginalMessage().lines().findFirst()
                    .orElse("not JSON").replaceFirst(" \\(.*", ""));
        } catch (IOException unreadable) {
            throw new BadInput("cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    public static String text(Object content) {
        try {
            return WRITER.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of ours is no JSON", impossible);
        }
    }

    /// @throws UncheckedIOException with the path, if it cannot be written; the old file is then as it was
    public static void write(Path file, Object content) {
        replace(file, text(content));
    }

    /// Writes beside the file, waits for the disk, and takes its place in one step.
    public static void replace(Path file, String text) {
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }
}
