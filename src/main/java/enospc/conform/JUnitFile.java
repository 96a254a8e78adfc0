package enospc.conform;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The table as a JUnit file, which every CI can show.
final class JUnitFile {

    private JUnitFile() { }

    static void write(Path file, Table table) {
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "enospc.conform");
            xml.writeAttribute("tests", String.valueOf(table.results().size()));
            xml.writeAttribute("failures", count(table, Verdict.Differ.class));
            xml.writeAttribute("skipped", count(table, Verdict.CannotRun.class));
            for (Conformance.Result result : table.results()) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (XMLStreamException broken) {
            throw new UncheckedIOException(new IOException("cannot write " + file, broken));
        }
    }

    private static String count(Table table, Class<? extends Verdict> kind) {
        return String.valueOf(table.results().stream().filter(each -> kind.isInstance(each.verdict())).count());
    }

    private static void write(XMLStreamWriter xml, Conformance.Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.stage());
        xml.writeAttribute("name", result.played().name());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", result.took().toNanos() / 1e9));
        switch (result.verdict()) {
            case Verdict.Agree _ -> { }
            case Verdict.CannotRun cannot -> message(xml, "skipped", cannot.why());
            case Verdict.Differ _ -> message(xml, "failure", Table.row(result));
        }
        xml.writeEndElement();
    }

    private static void message(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    /// XML has no way to write most control characters, not even escaped.
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
    }
}
