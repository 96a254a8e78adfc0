package enospc.cli;

import enospc.far.NearEnd;
import enospc.far.Ssh;
import enospc.far.Station;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A real pool on another machine. The whole run happens there, by this same program; what comes back is its history.
final class HostGround implements Ground {

    private final Ssh ssh;
    private final List<String> options;
    private Optional<NearEnd> end = Optional.empty();
    private String about = "";

    /// @param options words that go with a real target, such as `--pool tank`
    HostGround(Ssh ssh, List<String> options) {
        this.ssh = ssh;
        this.options = options;
    }

    @Override
    public Race open(Plan plan, String run) {
        if (plan.workload().subject().map(subject -> subject.json().contains("{here}")).orElse(false)) {
            throw new BadInput("the subject's files are in {here}, a folder of this machine, and not on " + ssh.host()
                    + ": put them there, and write their path there instead of {here}");
        }
        try {
            NearEnd begun = NearEnd.begin(Station.at(ssh), plan, options);
            end = Optional.of(begun);
            about = begun.awaitReady() + ", on " + ssh.host();
            return (logs, sink) -> {
                begun.carryOut(logs, sink);
                return begun.poolLog();
            };
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot begin a run on " + ssh.host(), broken);
        }
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public boolean isReal() {
        return true;
    }

    /// The pool is on the other machine, the results are here.
    @Override
    public boolean holds(Path path) {
        return false;
    }

    @Override
    public List<String> takeAway() {
        List<String> left = end.map(NearEnd::takeAway).orElse(List.of());
        ssh.close();
        return left;
    }
}
