package enospc.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.ci.JUnitFile.Case;
import enospc.ci.JUnitFile.Kind;
import java.io.StringReader;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// The one writer of JUnit files: of runs, nights and the conformance suite.
class JUnitFileTest {

    private static Validator schema() throws SAXException {
        URL schema = JUnitFileTest.class.getResource("surefire.xsd");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema).newValidator();
    }

    private static void check(String xml) throws Exception {
        schema().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void everyKindOfCaseKeepsTheSchema() throws Exception {
        List<Case> cases = Arrays.stream(Kind.values())
                .map(kind -> new Case("a.group", "<\"&'\u0001> " + kind, 1234.5678, kind,
                        "first ]]>\nsecond \ud800 \u0000"))
                .toList();
        String xml = JUnitFile.text("a \u0002 suite", cases);
        check(xml);
        check(JUnitFile.text("empty", List.of()));
        assertTrue(xml.contains("tests=\"4\" errors=\"1\" skipped=\"1\" failures=\"1\""), xml);
    }

    /// Else the test above could not fail.
    @Test
    void theSchemaMissesWhatIsTakenAway() {
        String xml = JUnitFile.text("s", List.of(new Case("g", "n", 0, Kind.ERROR, "text")));
        for (String needed : List.of(" errors=\"1\"", " type=\"n\"", " time=\"0.000\"", " classname=\"g\"")) {
            assertTrue(xml.contains(needed), xml);
            assertThrows(SAXException.class, () -> check(xml.replace(needed, "")), needed);
        }
        assertEquals(4, Kind.values().length);
    }
}
