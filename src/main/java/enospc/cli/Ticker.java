package enospc.cli;

import enospc.report.SoakProgress;
import enospc.soak.night.Soak;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// While a soak goes on: its line moves, and its file is written every few seconds.
final class Ticker implements AutoCloseable {

    private static final long MOVE_MILLIS = 250;
    private static final long SAVE_SECONDS = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());

    Ticker(Soak soak, SoakProgress progress) {
        timer.scheduleAtFixedRate(() -> progress.accept(soak.file()), MOVE_MILLIS, MOVE_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(soak::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    }

    /// Returns once nothing of it runs any more: the last word in the file is the soak's.
    @Override
    public void close() {
        timer.close();
    }
}
