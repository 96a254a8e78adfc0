package enospc.history;

import java.nio.charset.StandardCharsets;

/// The names of fields in a line of a history.
enum Key {
    ACTION("action"),
    ALL_WARM("allWarm"),
    ARGV("argv"),
    AVAILABLE("available"),
    BYTES("bytes"),
    CONTAINER("container"),
    DATASET("dataset"),
    DATASETS("datasets"),
    DEADLINE("deadline"),
    DETAIL("detail"),
    DIGESTS("digests"),
    ENTRIES("entries"),
    ERROR("error"),
    EVICTED("evicted"),
    F("f"),
    IMAGE("image"),
    INDEX("index"),
    KEY("key"),
    KIND("kind"),
    MOUNTED("mounted"),
    NAME("name"),
    OP("op"),
    ORIGIN("origin"),
    PROCESS("process"),
    PROPERTIES("properties"),
    PROPERTY("property"),
    QUOTA("quota"),
    REASON("reason"),
    RECURSIVE("recursive"),
    REFERENCED("referenced"),
    RESERVATION("reservation"),
    SCOPE("scope"),
    SECOND("second"),
    SNAPSHOT("snapshot"),
    STATUS("status"),
    STDERR("stderr"),
    TEXT("text"),
    TIME("time"),
    TO("to"),
    TXG("txg"),
    TYPE("type"),
    USED("used"),
    USER("user"),
    VALUE("value"),
    WARM("warm");

    /// As it is written: with quotes and colon.
    final byte[] json;

    Key(String name) {
        this.json = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }
}
