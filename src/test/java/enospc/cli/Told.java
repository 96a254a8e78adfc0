package enospc.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/// What a command line came to: its exit status, and its lines on standard error.
record Told(int status, List<String> err) {

    static Told stress(String... args) {
        StringWriter err = new StringWriter();
        CommandLine stress = Stress.commandLine();
        stress.setErr(new PrintWriter(err, true));
        int status = stress.execute(Stress.runByDefault(args));
        return new Told(status, err.toString().lines().toList());
    }
}
