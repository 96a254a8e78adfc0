package enospc.cli;

import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.run.SimTarget;
import java.nio.file.Path;
import java.util.List;

/// The embedded pool in virtual time.
final class SimGround implements Ground {

    private String about = "";

    @Override
    public Race open(Plan plan, String run) {
        about = "embedded pool (" + plan.workload().get(Setting.ZFS) + " rules), virtual time";
        return Race.here(plan, SimTarget.of(plan));
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public boolean holds(Path path) {
        return false;
    }

    @Override
    public List<String> takeAway() {
        return List.of();
    }
}
