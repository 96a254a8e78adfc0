package enospc.soak;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Independent pieces of work on several cores; their results come back in the order in which they were given.
public final class Jobs {

    private static final int AHEAD = 4;

    private Jobs() { }

    /// Does all of them and returns when the last result was taken. Draws on the iterator, and hands over results, in
    /// the calling thread alone; never more than a few pieces a thread are under way, so the iterator may be endless
    /// and end when it has had enough.
    ///
    /// @param threads how many at a time, ≥ 1
    /// @param taker   takes each piece and its result
    /// @throws RuntimeException what a piece of work threw; those under way are interrupted
    public static <P, R> void each(int threads, Iterator<P> pieces, Function<P, R> work, BiConsumer<P, R> taker) {
        record Begun<P, R>(P piece, Future<R> result) { }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Queue<Begun<P, R>> underWay = new ArrayDeque<>();
        try {
            while (pieces.hasNext() || !underWay.isEmpty()) {
                while (underWay.size() < AHEAD * threads && pieces.hasNext()) {
                    P piece = pieces.next();
                    underWay.add(new Begun<>(piece, pool.submit(() -> work.apply(piece))));
                }
                Begun<P, R> oldest = underWay.poll();
                if (oldest != null) {
                    taker.accept(oldest.piece, oldest.result.get());
                }
            }
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
    }
}
