package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.ci.JUnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static final Verdict AGREE = new Verdict.Agree();
    private static final Verdict DIFFER = new Verdict.Differ(3, "zfs create p/a", "ok", "status 1: \u0001<no>");
    private static final Verdict CANNOT = new Verdict.CannotRun("no & never");

    private static Table table(Verdict... verdicts) {
        Case played = CaseFile.parse("some", "title: t\n\n$ sync");
        return new Table(Arrays.stream(verdicts)
                .map(each -> new Conformance.Result(played, "sim", each, Duration.ofMillis(5))).toList());
    }

    @Test
    void theStatusIsThatOfTheWorst() {
        assertEquals(0, table(AGREE, CANNOT).status());
        assertEquals(1, table(AGREE, DIFFER).status());
        assertEquals(2, table(CANNOT).status());
        assertEquals(2, table().status());
    }

    @Test
    void theCountsAreByStage() {
        assertEquals("sim: 2 agree, 1 differ, 1 cannot run\n", table(AGREE, AGREE, DIFFER, CANNOT).counts());
    }

    @Test
    void theJUnitFileEscapes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("junit.xml");
        JUnitFile.write(file, "enospc.conform", JUnitCases.of(table(AGREE, DIFFER, CANNOT)));
        assertEquals("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="enospc.conform" time="0.015" tests="3" errors="0" skipped="1" failures="1">
                  <testcase name="some" classname="sim" time="0.005"></testcase>
                  <testcase name="some" classname="sim" time="0.005">\
                <failure message="differ     sim              -      some" type="some">\
                differ     sim              -      some
                           line 3: zfs create p/a
                           case says: ok
                           sim says: status 1: ?&lt;no&gt;</failure></testcase>
                  <testcase name="some" classname="sim" time="0.005">\
                <skipped message="no &amp; never">no &amp; never</skipped></testcase>
                </testsuite>""", Files.readString(file));
    }
}
