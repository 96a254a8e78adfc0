package enospc.conform;

import enospc.conform.sim.SimShell;
import enospc.pool.sim.Profile;
import enospc.pool.sim.Version;
import enospc.world.Seed;

/// Cases on the embedded pool, each on a fresh one of this version.
final class SimStage implements Stage {

    private static final Seed SEED = new Seed(1);

    private final Version version;

    SimStage(Version version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "sim " + version.name();
    }

    @Override
    public Release release() {
        return Release.of(version.name());
    }

    @Override
    public boolean ownPool() {
        return true;
    }

    @Override
    public Shell fresh(long poolBytes) {
        return new SimShell(SEED, version, Profile.FILE, "p", poolBytes);
    }

    @Override
    public void close() {
        // Nothing is left of an embedded pool.
    }
}
