package enospc.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.history.HistoryFile.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFileTest {

    private static final String WRITE = "{\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":3}\n";

    @TempDir
    Path dir;

    private final List<Event> read = new ArrayList<>();

    private Reading reading(byte[] bytes) throws IOException {
        return ForeignFile.read(Files.write(dir.resolve("history"), bytes), read::add);
    }

    private Reading reading(String text) throws IOException {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading good(long events) {
        return new Reading(events, false, "");
    }

    private static Reading cut(long events) {
        return new Reading(events, true, "");
    }

    private List<String> told() {
        return read.stream().map(event -> event.index() + " " + event.time() + " " + event.process() + " "
                + event.type() + " " + event.f() + " "
                + (event.value() instanceof Value.Other(var json) ? json : "-")).toList();
    }

    @Test
    void jsonLinesNeedNoIndexAndNoTime() throws IOException {
        assertEquals(good(2), reading(WRITE + "\n" + WRITE.replace("invoke", "ok").replace(",\"value\":3", "")));
        assertEquals(List.of("0 0 0 INVOKE write 3", "1 0 0 OK write -"), told());
    }

    @Test
    void jepsensOwnFormIsRead() throws IOException {
        reading("""
                ; a comment
                #jepsen.history.Op{:index 4, :time 9, :type :invoke, :process 0, :f :cas, :value [1 nil]}
                {:process :nemesis :type :info :f :kill :value #{"n1" "n2"} :error #error{:cause "\\u00e4"}}
                #_{:not "read"} {:type :ok, :process 12, :f :read, :value {:a 1.50M, [1] -7N, "b" \\c}}
                """);
        assertEquals(List.of("4 9 0 INVOKE cas [1,null]", "5 9 :nemesis INFO kill [\"n1\",\"n2\"]",
                "6 9 12 OK read {\"a\":1.5,\"[1]\":-7,\"b\":\"c\"}"), told());
    }

    @Test
    void soIsAVectorOfMaps() throws IOException {
        assertEquals(good(2), reading("[{:process 0 :type :invoke :f :read}\n {:process 0 :type :ok :f :read}]"));
    }

    @Test
    void aVectorWithoutItsEndIsCut() throws IOException {
        assertEquals(cut(1), reading("[{:process 0 :type :invoke :f :read}\n"));
    }

    @Test
    void aKillAtAnyByteLeavesAHistoryThatCanBeRead() throws IOException {
        byte[] edn = "{:process 0 :type :ok :f :read :value \"\\u00e4ä\"}\n#a/b{:f :x :process 1 :type :ok}"
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < edn.length; length++) {
            assertEquals("", reading(Arrays.copyOf(edn, length)).damage(), "cut to " + length + " bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{:process 0 :type :ok :f :read       | false",
        "{:process 0 :type :ok :f read})      | line 2, column 1: nothing is open that ')' closes",
        "{:process 0 :type :ok :f}            | line 1, column 26: the last key of this map has no value",
        "{:process 0 :type :ok :f 7}          | line 1, column 1: f is not a text",
        "{:process 0 :type :done :f :read}    "
            + "| line 1, column 1: no event: it needs process, f and a type of invoke, ok, fail or info",
        "{:process \"\\q\" :type :ok :f :read} | line 1, column 14: there is no escape '\\q'",
        "[1 2]                                | line 1, column 2: no event: it is no map",
        "[] {}                                | line 1, column 4: something follows the events",
        "{\"process\":0,\"type\":\"ok\",\"f\":7}         | line 1, column 30: f is not a text",
        "{\"process\":0,\"type\":\"ok\",\"f\":\"x\"} 7     | line 1, column 35: something follows the event",
        "{\"process\":0,\"type\":\"ok\",\"index\":-1,\"f\":1} | line 1, column 34: index goes back to -1",
        "{\"process\":0,\"type\":\"ok\",\"time\":\"1\",\"f\":1} | line 1, column 33: time is not a whole number",
        "{\"process\":[0]}                        | line 1, column 12: process is not a text",
        "[{\"process\":0}]                        | line 1, column 1: no event: it does not begin with {",
        "hello                                    | line 1, column 1: Unrecognized token 'hello': was expecting (JSON"
            + " String, Number, Array, Object or token 'null', 'true' or 'false')",
    })
    void whatIsNoEventIsNamedWithItsPlace(String text, String damage) throws IOException {
        String found = reading(text.replace("read})", "read}\n)") + "\n").damage().replace('"', '\'');
        assertEquals(damage.equals("false") ? "" : damage, found);
    }

    @Test
    void eventsOutOfOrderAreNamed() throws IOException {
        assertEquals("line 2, column 9: time goes back to 4; if the lines are in the order heard, take the times out",
                reading(WRITE.replace("{", "{\"time\":5,") + WRITE.replace("{", "{\"time\":4,")).damage());
    }

    @Test
    void bytesThatAreNoTextAreNamed() throws IOException {
        byte[] json = WRITE.replace("write", "wr?te").getBytes(StandardCharsets.UTF_8);
        json[WRITE.indexOf("ite")] = (byte) 0xff;
        assertEquals("line 1, column 38: Invalid UTF-8 start byte 0xff", reading(json).damage());
        byte[] edn = "{:f :r?ad}".getBytes(StandardCharsets.UTF_8);
        edn[6] = (byte) 0xff;
        assertEquals("line 1, column 10: this is not UTF-8", reading(edn).damage());
    }

    @Test
    void formsMayNotBeNestedWithoutEnd() throws IOException {
        assertEquals("line 1, column 509: forms are nested deeper than 500",
                reading("{:value " + "[".repeat(9999)).damage());
    }

    @Test
    void anEmptyFileHasNoEvents() throws IOException {
        assertEquals(good(0), reading(""));
    }

    @Test
    void aCompressedFileIsReadAndACutOneSaysSo() throws IOException {
        Path path = dir.resolve("history.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(WRITE.repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(good(1000), ForeignFile.read(path, read::add));
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 12));
        assertEquals(true, ForeignFile.read(path, read::add).cut());
        whole[20] ^= 0x55;
        Files.write(path, whole);
        assertEquals(true, ForeignFile.read(path, read::add).damage().contains("the compressed data is damaged"));
    }
}
