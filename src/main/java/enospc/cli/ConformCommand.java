package enospc.cli;

import enospc.conform.Conform;
import enospc.conform.RandomConformance;
import enospc.conform.Reach;
import enospc.conform.Stage;
import enospc.conform.Stages;
import enospc.conform.Stop;
import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.pool.sim.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress conform`: holds a ZFS against the cases that the embedded pool is held against.
@Command(name = "conform", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Type the same scripts at the embedded pool and at a real ZFS. 0: nothing differs, 1: something"
                + " does, 2: nothing could run, 130: interrupted.",
        footer = {"", "Example: stress conform --fuse --junit conform.xml"})
final class ConformCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", arity = "0..*", description = "only cases with this in their name")
    private List<String> only = List.of();

    @Option(names = "--cases", paramLabel = "PATH", description = "a case file, or a folder of them, instead of ours")
    private Optional<Path> cases = Optional.empty();

    @Option(names = "--zfs", paramLabel = "VERSION", description = "the embedded pool as this version; else as each")
    private Optional<String> zfs = Optional.empty();

    @Option(names = "--fuse", description = "also a zfs-fuse of our own, in private namespaces")
    private boolean fuse;

    @Option(names = "--machine", description = "also the ZFS of this machine, with a pool of our own")
    private boolean machine;

    @Option(names = "--host", paramLabel = "[USER@]NAME", description = "also the ZFS of another machine, by ssh")
    private Optional<String> host = Optional.empty();

    @Option(names = "--ssh-config", paramLabel = "FILE", description = "instead of the user's own (ssh -F)")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--limit", paramLabel = "TIME", defaultValue = "5m",
            description = "with --machine, --host, --pool: the longest one command may take (${DEFAULT-VALUE})")
    private String limit;

    @Option(names = "--pool", paramLabel = "NAME", description = "on that machine a lent pool instead of our own")
    private Optional<String> pool = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "write a JUnit file as well")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--random", paramLabel = "N",
            description = "instead of cases: N random sequences in lock-step with the real ZFS")
    private int random;

    @Option(names = "--length", paramLabel = "N", defaultValue = "30", description = "lines of each (${DEFAULT-VALUE})")
    private int length;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the first (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "1",
            description = "how many of them play at a time, each on a zfs-fuse of its own (${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--on", description = "go on after a difference")
    private boolean goOn;

    @Option(names = {"-q", "--quiet"}, description = "only what differs, and the counts")
    private boolean quiet;

    @Override
    public Integer call() {
        if (fuse) {
            Stages.missingFuse().ifPresent(why -> {
                throw new BadInput(why);
            });
        }
        Stop stop = new Stop();
        Interrupt interrupt = Interrupt.calls(stop::ask);
        try {
            int status = random > 0 ? lockStep(stop) : play(stop);
            return stop.asked() ? Stress.INTERRUPTED : status;
        } finally {
            interrupt.putAway();
        }
    }

    private int play(Stop stop) {
        List<Stage> stages = new ArrayList<>(zfs.map(name -> List.of(Stages.sim(version(name))))
                .orElseGet(Stages::sims));
        real().ifPresent(stages::add);
        return Conform.run(new Conform.Request(cases, only, junit, quiet), stages, stop, System.out);
    }

    private int lockStep(Stop stop) {
        if (jobs < 1 || jobs > 1 && !fuse) {
            throw new BadInput(jobs < 1 ? "--jobs is " + jobs + ": give 1 or more"
                    : "--jobs " + jobs + " needs a ZFS for each of them: add --fuse, or leave it out");
        }
        if (!fuse && !machine && host.isEmpty() && pool.isEmpty()) {
            throw new BadInput("--random needs a real ZFS to compare with: add --fuse, --machine or --host");
        }
        Version version = version(zfs.orElse(fuse ? "zfs-fuse-0.7" : "openzfs-2.3"));
        RandomConformance.Request request = new RandomConformance.Request(seed, random, length, goOn, jobs);
        return RandomConformance.run(request,
                () -> new RandomConformance.Pair(Stages.sim(version), real().orElseThrow()), stop, System.out);
    }

    private Optional<Stage> real() {
        if (fuse) {
            return Optional.of(Stages.fuse());
        }
        if (config.isPresent() && host.isEmpty()) {
            throw new BadInput("--ssh-config goes with --host");
        }
        if (pool.isPresent()) {
            return Optional.of(Stages.lent(reach(), pool.get()));
        }
        return machine || host.isPresent() ? Optional.of(Stages.machine(reach())) : Optional.empty();
    }

    private Reach reach() {
        try {
            return new Reach(host, config.or(Host::configSaid), Form.duration().parse(limit));
        } catch (BadInput wrong) {
            throw new BadInput("limit " + wrong.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new BadInput("--host is \"" + host.orElse("") + "\", not [user@]machine");
        }
    }

    private static Version version(String name) {
        return Version.ALL.stream().filter(version -> version.name().equals(name)).findFirst()
                .orElseThrow(() -> new BadInput("--zfs is \"" + name + "\"; known are: "
                        + String.join(", ", Version.ALL.stream().map(Version::name).toList())));
    }
}
