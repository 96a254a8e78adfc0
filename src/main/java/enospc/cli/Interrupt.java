package enospc.cli;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C and SIGTERM: what runs is told to stop, and the process ends with 130 once all is put away.
final class Interrupt {

    private static volatile boolean received;

    private final CountDownLatch putAway = new CountDownLatch(1);

    private Interrupt() { }

    /// From now on a signal calls `stop`, and waits for [#putAway] before the process ends.
    static Interrupt calls(Runnable stop) {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt.answer(stop), "interrupt"));
        return interrupt;
    }

    private void answer(Runnable stop) {
        if (putAway.getCount() == 0) {
            return;                                       // an ordinary end
        }
        received = true;
        System.err.println("stress: interrupted; ending what runs and putting everything away ...");
        stop.run();
        try {
            putAway.await();
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Stress.INTERRUPTED);
    }

    void putAway() {
        putAway.countDown();
    }

    /// Whether the process is about to end by a signal: then nobody else must end it.
    static boolean received() {
        return received;
    }
}
