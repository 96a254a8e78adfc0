package enospc.ci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A file of results as JUnit and Surefire write them, which every CI can show.
public final class JUnitFile {

    /// How a case ended. An error is a mistake of ours, not of what is tested.
    public enum Kind { PASSED, FAILURE, ERROR, SKIPPED }

    /// @param group as CI groups them: a class's name in Java
    /// @param text  why it did not pass, or empty
    public record Case(String group, String name, double seconds, Kind kind, String text) { }

    private JUnitFile() { }

    public static String text(String suite, List<Case> cases) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, suite, cases);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// @throws UncheckedIOException with the path, if it cannot be written
    public static void write(Path file, String suite, List<Case> cases) {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, suite, cases);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write " + file, broken);
        }
    }

    /// Leaves `out` open.
    public static void write(OutputStream out, String suite, List<Case> cases) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            attribute(xml, "name", suite);
            attribute(xml, "time", seconds(cases.stream().mapToDouble(Case::seconds).sum()));
            attribute(xml, "tests", String.valueOf(cases.size()));
            attribute(xml, "errors", count(cases, Kind.ERROR));
            attribute(xml, "skipped", count(cases, Kind.SKIPPED));
            attribute(xml, "failures", count(cases, Kind.FAILURE));
            for (Case each : cases) {
                xml.writeCharacters("\n  ");
                write(xml, each);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException broken) {
            throw new IOException("cannot write XML", broken);
        }
    }

    private static String count(List<Case> cases, Kind kind) {
        return String.valueOf(cases.stream().filter(each -> each.kind() == kind).count());
    }

    private static void write(XMLStreamWriter xml, Case each) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", each.name());
        attribute(xml, "classname", each.group());
        attribute(xml, "time", seconds(each.seconds()));
        if (each.kind() != Kind.PASSED) {
            xml.writeStartElement(each.kind().name().toLowerCase(Locale.ROOT));
            attribute(xml, "message", each.text().lines().findFirst().orElse(""));
            if (each.kind() != Kind.SKIPPED) {
                attribute(xml, "type", each.name());
            }
            xml.writeCharacters(printable(each.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /// XML has no way to write most control characters, not even escaped.
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]", "?");
    }
}
