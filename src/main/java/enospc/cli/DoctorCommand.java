package enospc.cli;

import enospc.plan.BadInput;
import enospc.pool.zfs.Doctor;
import enospc.pool.zfs.Doctor.Finding;
import enospc.pool.zfs.Doctor.Grade;
import enospc.world.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stress doctor`: what this machine can do.
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Say what this machine can do, and the command that mends each gap. 0: a real pool can be had,"
                + " 2: only the embedded one.",
        footer = {"", "Example: sudo bin/stress doctor"})
final class DoctorCommand implements Callable<Integer> {

    private static final int ONLY_SIM = 2;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "where a run would make its pool (${DEFAULT-VALUE})")
    private Path work;

    @Mixin
    private Host host;

    @Override
    public Integer call() {
        if (host.isSaid() || host.isHalfSaid()) {
            return host.run(List.of("doctor", "--work", work.toString()));
        }
        if (!Files.isDirectory(work)) {
            throw new BadInput("there is no folder " + work);
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Grade.OK, "JDK " + Runtime.version() + "; the embedded pool needs nothing else", ""));
        findings.addAll(look());
        findings.forEach(DoctorCommand::print);
        boolean real = findings.stream().noneMatch(finding -> finding.grade() == Grade.MISSING);
        System.out.println(real ? "Both targets can be run: sim and zfs."
                : "Only --target sim can be run; what is marked \"missing\" is needed for --target zfs.");
        return real ? 0 : ONLY_SIM;
    }

    private List<Finding> look() {
        try {
            Path scratch = Files.createTempDirectory("enospc-doctor");
            try {
                return Doctor.look(work, scratch, new RealTime());
            } finally {
                Files.delete(scratch);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot use the folder for temporary files", refused);
        }
    }

    private static void print(Finding finding) {
        String grade = switch (finding.grade()) {
            case OK -> "ok     ";
            case GAP -> "gap    ";
            case MISSING -> "missing";
        };
        System.out.println("  " + grade + "  " + finding.what()
                + (finding.mend().isEmpty() ? "" : "  ->  " + finding.mend()));
    }
}
