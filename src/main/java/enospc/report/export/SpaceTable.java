package enospc.report.export;

import enospc.history.Event;
import enospc.history.Value;
import enospc.report.SpaceReading;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Space over time as a table (RFC 4180): a row for each census and template, and one with an empty template for the
/// sums. Bytes; times in seconds.
final class SpaceTable {

    private final PrintWriter out;
    private String root = "";

    SpaceTable(OutputStream out) {
        this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
        row("event", "seconds", "quota", "used", "available", "root-used", "root-available", "reserved", "template",
                "template-used");
    }

    void see(Event event) {
        if (event.value() instanceof Value.Setup setup) {
            root = setup.root();
        }
        SpaceReading.of(event, root).ifPresent(this::rows);
    }

    private void rows(SpaceReading reading) {
        row(reading, "", "");
        reading.templates().forEach((template, used) -> row(reading, template, used.toString()));
    }

    private void row(SpaceReading reading, String template, String used) {
        row(String.valueOf(reading.index()), String.valueOf(reading.time() / 1e9), String.valueOf(reading.quota()),
                String.valueOf(reading.used()), String.valueOf(reading.available()),
                String.valueOf(reading.rootUsed()), String.valueOf(reading.rootAvailable()),
                String.valueOf(reading.reserved()), template, used);
    }

    private void row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        out.append("\r\n");
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /// @throws IOException if not all could be written
    void end() throws IOException {
        if (out.checkError()) {
            throw new IOException("the table could not be written whole");
        }
    }
}
