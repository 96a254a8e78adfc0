package enospc.cli;

import enospc.plan.BadInput;
import enospc.pool.zfs.ZfsTarget;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stress clean`: takes away what dead runs on real pools have left.
@Command(name = "clean", mixinStandardHelpOptions = true,
        description = "Take away what runs on real pools have left that died without their end. Living runs are left"
                + " alone, and so is all that does not carry our mark.",
        footer = {"", "Example: stress clean"})
final class CleanCommand implements Callable<Integer> {

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "as it was given to the run (${DEFAULT-VALUE})")
    private Path work;

    @Override
    public Integer call() {
        if (!Files.isDirectory(work)) {
            throw new BadInput("there is no folder " + work);
        }
        try {
            List<String> lines = ZfsTarget.clean(work, new RealTime());
            System.out.println(lines.isEmpty() ? "nothing was left in " + work : String.join("\n", lines));
            return 0;
        } catch (IOException unreadable) {
            throw new BadInput("cannot look into " + work + ": " + unreadable.getMessage());
        }
    }
}
