package enospc.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A JUnit file, which every CI can show: valid against the schema of Maven Surefire's reports.
public final class JUnitFile {

    /// @param kind    what became of it
    /// @param message in one line; empty for a pass
    /// @param text    the whole of it
    public record Case(String classname, String name, double seconds, Kind kind, String message, String text) {

        public static Case pass(String classname, String name, double seconds) {
            return new Case(classname, name, seconds, Kind.PASS, "", "");
        }
    }

    /// The element that says it.
    public enum Kind { PASS, FAILURE, SKIPPED, ERROR }

    private JUnitFile() { }

    /// @throws UncheckedIOException with the path, if it cannot be written
    public static void write(Path file, String suite, List<Case> cases) {
        try {
            Files.writeString(file, text(suite, cases));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }

    public static String text(String suite, List<Case> cases) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", printable(suite));
            xml.writeAttribute("time", seconds(cases.stream().mapToDouble(Case::seconds).sum()));
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            xml.writeAttribute("errors", count(cases, Kind.ERROR));
            xml.writeAttribute("skipped", count(cases, Kind.SKIPPED));
            xml.writeAttribute("failures", count(cases, Kind.FAILURE));
            for (Case each : cases) {
                write(xml, each);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to memory", impossible);
        }
        return text.append('\n').toString();
    }

    private static String count(List<Case> cases, Kind kind) {
        return Long.toString(cases.stream().filter(each -> each.kind == kind).count());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static void write(XMLStreamWriter xml, Case each) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", printable(each.name));
        xml.writeAttribute("classname", printable(each.classname));
        xml.writeAttribute("time", seconds(each.seconds));
        if (each.kind != Kind.PASS) {
            xml.writeStartElement(each.kind.name().toLowerCase(Locale.ROOT));
            xml.writeAttribute("message", printable(each.message));
            if (each.kind != Kind.SKIPPED) {
                xml.writeAttribute("type", printable(each.classname));
            }
            xml.writeCharacters(printable(each.text));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /// XML has no way to write most control characters, not even escaped.
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]", "?");
    }
}
