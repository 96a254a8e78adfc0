package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `stress check` answers on histories that no run of ours wrote, and on what is no history.
class CheckCommandTest {

    private static final String WRITE = "{:process 0 :type :invoke :f :write :value 3}\n"
            + "{:process 0 :type :ok :f :write :value 3}\n{:process 0 :type :invoke :f :read :value nil}\n";

    @TempDir
    Path dir;

    private Told check(String text, String... options) throws IOException {
        Path path = Files.writeString(dir.resolve("history.edn"), text);
        String[] all = new String[options.length + 3];
        System.arraycopy(options, 0, all, 3, options.length);
        all[0] = "check";
        all[1] = "-q";
        all[2] = path.toString();
        return Told.stress(all);
    }

    @Test
    void theExitStatusIsThatOfTheVerdict() throws IOException {
        String model = "--model=cas-register";
        assertEquals(new Told(0, List.of()), check(WRITE + "{:process 0 :type :ok :f :read :value 3}", model));
        assertEquals(new Told(1, List.of()), check(WRITE + "{:process 0 :type :ok :f :read :value 4}", model));
        assertEquals(new Told(2, List.of()), check(WRITE + "{:process 0 :type :ok :f :read :val", model));
        assertEquals(new Told(2, List.of()), check("", model));
    }

    @Test
    void aRegisterMayBeginWithAValue() throws IOException {
        String read = "{:process 0 :type :invoke :f :read}{:process 0 :type :ok :f :read :value 0}";
        assertEquals(List.of(1, 0), List.of(check(read, "--model=register").status(),
                check(read, "--model=register", "--initial=0").status()));
        assertEquals(new Told(64, List.of("stress: --initial is 'zero', which is no JSON value such as null, 0 or"
                + " \"text\"")), check(read, "--model=register", "--initial=zero"));
    }

    @Test
    void anUnknownModelNamesTheNearestOne() throws IOException {
        assertEquals(new Told(64, List.of("stress: there is no model \"registre\" (did you mean \"register\"?);"
                + " known are: cas-register, register, set, template")), check(WRITE, "--model=registre"));
    }

    @Test
    void whatIsNoFileIsRefused() {
        Path gone = dir.resolve("gone");
        assertEquals(new Told(64, List.of("stress: cannot read " + gone + ": there is no such file")),
                Told.stress("check", "--model=set", gone.toString()));
        assertEquals(new Told(64, List.of("stress: there is no history.jsonl in " + dir
                + "; name a run's folder, such as results/latest")),
                Told.stress("check", "--model=set", dir.toString()));
    }

    @Test
    void aHistoryThatIsNoRunsProvesNothingWithoutAModel() throws IOException {
        assertEquals(2, check(WRITE).status());
    }
}
