package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a stand-in for ssh that gives its last word to a shell, as the far side does.
class FarHostTest {

    @TempDir
    private Path folder;
    private FarHost host;

    @BeforeEach
    void standIn() throws IOException {
        Path ssh = folder.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nfor last; do :; done\nexec sh -c \"$last\"\n");
        ssh.toFile().setExecutable(true);
        host = new FarHost(List.of(ssh.toString()), "me@there", Reach.LIMIT);
    }

    @Test
    void noWordReachesTheShellUnquoted() {
        String nasty = "it's $HOME; `id` \"x\" * \\ \n&";
        assertEquals(new Shell.Answer(0, nasty, ""), host.run(List.of("printf", "%s", nasty)));
    }

    @Test
    void filesAreWrittenAndMeasured() {
        String file = folder.resolve("a b").toString();
        assertEquals(Shell.Answer.done(""), host.write(file, 0, 10_000, 4096));
        assertEquals(Shell.Answer.done(""), host.write(file, 10_000, 5, 4096));
        assertEquals(Shell.Answer.done("10005\n"), host.size(file));
    }

    @Test
    void aRefusalIsTheErrno() {
        assertEquals(Shell.Answer.refused("ENOENT"), host.rm(folder.resolve("none").toString()));
        assertEquals(Shell.Answer.refused("EEXIST"), host.mkdir(folder.toString()));
    }

    @Test
    void aNameThatIsAnOptionIsNoHost() {
        assertThrows(IllegalArgumentException.class, 
                () -> new Reach(Optional.of("-oProxyCommand=x"), Optional.empty(), Reach.LIMIT));
    }

    @Test
    void whatTakesLongerThanTheLimitIsBrokenOff() throws IOException {
        FarHost hurried = new FarHost(List.of(folder.resolve("ssh").toString()), "there", Duration.ofMillis(300));
        assertThrows(IllegalStateException.class, () -> hurried.run(List.of("sleep", "100")));
    }
}
