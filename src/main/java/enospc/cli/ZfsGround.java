package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Image;
import enospc.pool.PoolLog;
import enospc.pool.zfs.Account;
import enospc.pool.zfs.CannotRun;
import enospc.pool.zfs.Tools;
import enospc.pool.zfs.ZfsTarget;
import enospc.run.Target;
import enospc.run.exec.Surroundings;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A real pool on this machine, for one run.
final class ZfsGround implements Ground {

    /// What images take on a pool, at most, for each byte of their files: small files round up to sectors.
    private static final int SPREAD = 3;

    private final Optional<String> lent;
    private final Path work;
    private Optional<ZfsTarget> target = Optional.empty();

    /// @param lent a pool that its admin has lent to us, or empty to make one
    /// @param work folder for the pool's file and the images
    ZfsGround(Optional<String> lent, Path work) {
        this.lent = lent;
        this.work = work;
    }

    @Override
    public Race open(Plan plan, String run) {
        return Race.here(plan, target(plan, run));
    }

    /// Makes the pool and the images.
    ///
    /// @throws BadInput if this machine cannot; nothing is left behind then
    Target target(Plan plan, String run) {
        if (lent.isPresent() && plan.workload().get(Setting.SQUEEZE_FROM).equals("pool")) {
            throw new BadInput("squeeze-from is \"pool\", which would fill the lent pool " + lent.get()
                    + " for everybody; leave --pool away, or say --squeeze-from quota");
        }
        RealTime time = new RealTime();
        long images = SPREAD * plan.images().stream().mapToLong(Image::nominalBytes).sum();
        Optional<Long> said = plan.workload().get(Setting.POOL_SIZE);
        if (lent.isPresent() && said.isPresent()) {
            throw new BadInput("pool-size is for a pool that the run makes; " + lent.get() + " has its size");
        }
        try {
            ZfsTarget opened = ZfsTarget.open(
                    new ZfsTarget.Request(run, work, said.orElse(ZfsTarget.poolBytesFor(images)), lent), time);
            target = Optional.of(opened);
            String as = plan.workload().get(Setting.AS);
            Optional<Account> user = as.isEmpty() ? Optional.empty() : Optional.of(opened.allow(as));
            opened.makeImages(plan.images());
            return new Target(opened.pool(), opened.pool(), time, opened.root(),
                    () -> PoolLog.printed(opened.history()), opened.grip(), opened.brake())
                    .with(surroundings(opened, run, user));
        } catch (CannotRun cannot) {
            takeAway();
            throw new BadInput(cannot.getMessage());
        }
    }

    private static Surroundings surroundings(ZfsTarget opened, String run, Optional<Account> user) {
        return new Surroundings(opened.host().prefix(), run, opened.scratch(), opened.mount(), Tools.path(), user,
                opened.images()::place, opened.images()::rekey);
    }

    @Override
    public String about() {
        return target.map(ZfsTarget::about).orElse("");
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public boolean holds(Path path) {
        return target.map(opened -> opened.holds(path)).orElse(false);
    }

    @Override
    public void logsInto(Path folder) {
        target.ifPresent(opened -> opened.logsInto(folder));
    }

    @Override
    public List<String> takeAway() {
        return target.map(ZfsTarget::takeAway).orElse(List.of());
    }
}
