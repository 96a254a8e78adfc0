package enospc.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The `exec` block of a workload file, right and wrong.
class SubjectFileTest {

    private static final String GOOD = """
            { "subject": "exec", "target": "zfs",
              "exec": { "install": ["in", "{image}", "{name}"], "remove": ["out", "{name}"],
                        "env": { "STORE": "{store}" }, "staging": "{store}/.templates/part-{key}",
                        "transitions": { "again": "retry-succeeds" } },
              "steps": [{ "at": "unsquashfs", "do": "delay", "delay": "2s", "nth": 0 }] }
            """;

    @TempDir
    private Path dir;

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("mine.json"), text);
    }

    @Test
    void aSubjectIsRead() throws IOException {
        Subject subject = WorkloadFile.read(file(GOOD)).subject().orElseThrow();
        assertEquals(List.of(dir.toString(), List.of("in", "{image}", "{name}"), "{store}/.templates/part-{key}",
                        "retry-succeeds", StepFault.Deed.DELAY, 0),
                List.of(subject.here(), subject.install(), subject.layout().staging(),
                        subject.marks().getFirst().transition(), subject.faults().getFirst().deed(),
                        subject.faults().getFirst().nth()));
    }

    @Test
    void aPlanKeepsItsSubject() throws IOException {
        Workload workload = WorkloadFile.read(file(GOOD)).with(java.util.Map.of("formats", "squashfs"));
        Plan plan = Generator.plan("1", "again", workload, new enospc.world.Seed(1));
        PlanFile.write(dir.resolve("plan.json"), plan);
        Subject read = PlanReader.read(dir.resolve("plan.json")).workload().subject().orElseThrow();
        assertEquals(plan.workload().subject().orElseThrow().json(), read.json());
        assertEquals(plan.workload().subject().orElseThrow().faults(), read.faults());
    }

    @Test
    void anUnknownPlaceholderNamesPlaceAndNearest() throws IOException {
        assertEquals("FILE:2:31: exec.install has {nam}, which stands for nothing (did you mean \"name\"?)",
                refused("\"{image}\", \"{name}\"", "\"{nam}\", \"x\"").replaceAll("; known are.*", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "again         | (again      | 4:30: exec.transitions has \"(again\", which is no regular expression: Unclosed"
                + " group near index 6",
        "retry-succeeds| retry-suceeds | 4:30: exec.transitions is \"retry-suceeds\""
                + " (did you mean \"retry-succeeds\"?)",
        "\"remove\"     | \"remvoe\"  | 2:53: there is no \"remvoe\" in exec (did you mean \"remove\"?)",
        "[\"out\", \"{name}\"] | \"out x\" | 2:63: exec.remove is an argv, a list of texts: no shell takes it apart",
        "/part-        | /x/part-    | 3:44: exec.staging is \"{store}/.templates/x/part-{key}\"; it must stand beside"
                + " exec.template, \"{store}/.templates/{key}\", and differ from it",
        "\"delay\", \"d   | \"delya\", \"d | 5:35: steps.do is \"delya\" (did you mean \"delay\"?)",
        "\"nth\": 0      | \"nth\": -1  | 5:65: steps.nth is -1; it must be from 0 to 1000000",
    })
    void aMistakeIsNamedWithItsPlace(String from, String to, String line) throws IOException {
        assertEquals("FILE:" + line, refused(from, to).replaceAll("; known are.*", ""));
    }

    private String refused(String from, String to) throws IOException {
        Path file = file(GOOD.replace(from, to));
        return assertThrows(BadInput.class, () -> WorkloadFile.read(file)).getMessage()
                .replace(file.toString(), "FILE");
    }
}
