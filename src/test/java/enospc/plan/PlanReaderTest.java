package enospc.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {

    @TempDir
    private Path folder;

    private static Plan plan() {
        return Generator.plan("1", "again", Workload.of("test", Map.of("workers", "3", "rounds", "2", "kill-every",
                "9s", "bug", "rename-gap")), new Seed(-5));
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), text);
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        assertEquals(plan(), PlanReader.read(written(PlanFile.text(plan()))));
        assertTrue(PlanReader.isPlan(folder.resolve("plan.json")));
        assertFalse(PlanReader.isPlan(Path.of("workloads/race.json")));
    }

    @Test
    void linesMayBeCutOut() throws IOException {
        String text = PlanFile.text(plan());
        String cut = text.replaceFirst("(?m)^.*\"kill\".*\n", "").replaceFirst("(?m)^ *\\{ *\"holdMillis\".*,\n", "");
        Plan read = PlanReader.read(written(cut));
        assertEquals(plan().images(), read.images());
        assertEquals(text.lines().count() - 2, PlanFile.text(read).lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"install\" : \"i0\" | \"install\" : \"nobody\" | not among the plan's images",
        "\"seed\" : -5        | \"seed\" : \"five\"      | seed must be a whole number",
        "\"startMillis\" :    | \"startMillis\" : 0.5, \"x\" : | startMillis must be a whole number, 0 or more",
        "\"fault\" : \"kill\" | \"fault\" : \"flood\"    | does not know",
        "\"rename-gap\"       | \"gap-rename\"           | settings: bug",
        "\"rounds\"           | \"ronds\"                | there is no setting \"ronds\"",
        "\"files\" : \"       | \"files\" : \"many of    | write a count and a size",
        "\"images\" : [       | \"images\" : 3, \"x\": [ | images must be a list",
        "\"key\" : \"         | \"key\" : \"../          | must match",
    })
    void whatNoPlanCanSayIsSaidToBeWrong(String good, String bad, String why) throws IOException {
        String text = PlanFile.text(plan());
        assertTrue(text.contains(good), text);
        Path file = written(text.replace(good, bad));
        String message = assertThrows(BadInput.class, () -> PlanReader.read(file)).getMessage();
        assertTrue(message.contains(why) && message.startsWith(file.toString()), message);
    }
}
