package enospc.cli;

import enospc.plan.BadInput;
import enospc.pool.zfs.Leftover;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stress clean`: takes away what dead runs on real pools have left.
@Command(name = "clean", mixinStandardHelpOptions = true,
        description = "List what runs on real pools have left that died without their end, and take it away."
                + " Living runs are left alone, and so is all that does not carry our mark.",
        footer = {"", "Example: stress clean"})
final class CleanCommand implements Callable<Integer> {

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "as it was given to the run (${DEFAULT-VALUE})")
    private Path work;

    @Option(names = {"-n", "--dry-run"}, description = "only list what would be taken away")
    private boolean dryRun;

    @Mixin
    private Host host;

    @Override
    public Integer call() {
        if (host.isSaid() || host.isHalfSaid()) {
            List<String> words = new ArrayList<>(List.of("clean", "--work", work.toString()));
            if (dryRun) {
                words.add("--dry-run");
            }
            return host.run(words);
        }
        if (!Files.isDirectory(work)) {
            throw new BadInput("there is no folder " + work);
        }
        try {
            List<Leftover> found = Leftover.below(work, new RealTime());
            if (found.isEmpty()) {
                System.out.println("nothing was left in " + work);
            }
            found.stream().map(Leftover::about).flatMap(List::stream).forEach(System.out::println);
            if (!dryRun) {
                found.stream().map(Leftover::takeAway).flatMap(List::stream).forEach(System.out::println);
            }
            return 0;
        } catch (IOException unreadable) {
            throw new BadInput("cannot look into " + work + ": " + unreadable.getMessage());
        }
    }
}
