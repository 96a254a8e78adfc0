package enospc.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// The data of a page as text without any character that means something to HTML: base64 of deflated bytes.
///
/// The bytes: four for the length of a JSON heading, most significant first; the heading; the packed columns in the
/// order in which the heading names them.
final class Payload {

    private Payload() { }

    static void write(OutputStream page, PageData data, Map<Long, String> evidence) throws IOException {
        OutputStream text = Base64.getEncoder().wrap(unclosed(page));
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(text, deflater, 1 << 16))) {
            List<Column> columns = data.columns();
            List<byte[]> packed = columns.stream().map(Column::packed).toList();
            byte[] heading = heading(data, columns, packed, evidence);
            out.writeInt(heading.length);
            out.write(heading);
            for (byte[] column : packed) {
                out.write(column);
            }
        } finally {
            deflater.end();
        }
    }

    /// Base64 writes its last letters when it is closed, and the page goes on after that.
    private static OutputStream unclosed(OutputStream page) {
        return new java.io.FilterOutputStream(page) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static byte[] heading(PageData data, List<Column> columns, List<byte[]> packed,
                                  Map<Long, String> evidence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new ObjectMapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("root", data.root());
            json.writeNumberField("events", data.events());
            json.writeArrayFieldStart("columns");
            for (int i = 0; i < columns.size(); i++) {
                json.writeStartObject();
                json.writeStringField("name", columns.get(i).name());
                json.writeStringField("kind", columns.get(i).kind().name().toLowerCase(Locale.ROOT));
                json.writeNumberField("size", columns.get(i).size());
                json.writeNumberField("bytes", packed.get(i).length);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writePOJOField("words", data.words());
            json.writePOJOField("images", data.images());
            json.writePOJOField("evidence", evidence);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
