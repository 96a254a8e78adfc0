package enospc.cli;

import enospc.far.FarEnd;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.pool.OutOfReach;
import enospc.run.Run;
import enospc.run.Target;
import enospc.world.Crashed;
import enospc.world.RealTime;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stress far`: the far side of `--host`; for the program's own use.
@Command(name = "far", hidden = true, description = "The far side of a run with --host; for the program's own use.")
final class FarCommand implements Callable<Integer> {

    private static final Duration SHIPPING = Duration.ofSeconds(2);

    @Option(names = "--pool", description = "a lent pool; else it makes its own")
    private String pool;

    @Option(names = "--work", defaultValue = "/var/tmp", description = "where the pool file and the images lie")
    private Path work;

    private final Thread main = Thread.currentThread();
    private boolean ending;
    private boolean stopped;

    @Override
    public Integer call() {
        PrintStream out = System.out;
        System.setOut(System.err);                         // what is printed by mistake must not end up in the history
        FarEnd near = new FarEnd(System.in, out);
        ZfsGround ground = new ZfsGround(Optional.ofNullable(pool), work);
        try {
            Plan plan = near.plan();
            near.listen(this::stop);
            carryOut(near, ground, plan);
            near.ended();
        } catch (Crashed interrupted) {
            near.ended();
        } catch (RuntimeException broken) {
            tell(near, broken);
        } finally {
            List<String> left = end(ground);
            near.left(left);
        }
        return 0;
    }

    private void carryOut(FarEnd near, ZfsGround ground, Plan plan) {
        Target target = ground.target(plan, id());
        Path logs = target.outside().orElseThrow().scratch().resolve("logs-of-run");
        ground.logsInto(logs);
        near.ready(ground.about());
        Thread shipping = Thread.ofVirtual().start(() -> ship(near, logs));
        try {
            Run run = new Run(plan, target.with(logs), near::event);
            run.carryOut();
            near.log(run.poolLog());
        } finally {
            shipping.interrupt();
            near.files(logs);
        }
    }

    /// Evidence goes over as it comes: a connection that is lost later does not take it away.
    private static void ship(FarEnd near, Path logs) {
        RealTime time = new RealTime();
        while (!Thread.currentThread().isInterrupted()) {
            near.files(logs);
            time.sleep(SHIPPING);
        }
    }

    private static void tell(FarEnd near, RuntimeException broken) {
        Throwable reason = broken.getCause() == null ? broken : broken.getCause();
        if (broken instanceof BadInput || reason instanceof BadInput) {
            near.bad((broken instanceof BadInput ? broken : reason).getMessage());
        } else if (reason instanceof OutOfReach) {
            near.gone(reason.getMessage());
        } else {
            near.broken(reason.toString());
        }
    }

    private synchronized void stop() {
        stopped = true;
        if (!ending) {
            main.interrupt();
        }
    }

    private List<String> end(ZfsGround ground) {
        synchronized (this) {
            ending = true;
            Thread.interrupted();
        }
        return ground.takeAway();
    }

    /// Unique on this machine.
    private static String id() {
        return Long.toString(new RealTime().epochSeconds(), 36) + Long.toString(ProcessHandle.current().pid(), 36);
    }
}
