package enospc.install;

import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;
import enospc.world.Locks;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One install, from its claim on the template to the mounted container: reuse, or wait, or extract.
final class Install {

    private static final Duration POLL = Duration.ofSeconds(1);

    /// What an op is to its template, and the reply that made it so.
    private record Claim(Role role, Reply reply) { }

    private enum Role { REUSER, EXTRACTOR, WAITER, REFUSED }

    private final Pool pool;
    private final Clock clock;
    private final Locks locks;
    private final Terms terms;
    private final Set<Habit> habits;
    private final Narrator narrator;
    private final Runnable sweepAllWarm;
    private final Runnable preflight;
    private final Image image;
    private final String key;
    private final String template;
    private final String pristine;
    private final String staging;
    private final String container;
    private boolean retried;
    private boolean cloned;

    Install(Pool pool, Clock clock, Locks locks, Store store, Terms terms, Set<Habit> habits, Narrator narrator,
            Runnable sweepAllWarm, Runnable preflight, Image image, String name) {
        this.pool = pool;
        this.clock = clock;
        this.locks = locks;
        this.terms = terms;
        this.habits = habits;
        this.narrator = narrator;
        this.sweepAllWarm = sweepAllWarm;
        this.preflight = preflight;
        this.image = image;
        this.key = image.key();
        this.template = store.template(key);
        this.pristine = template + Store.PRISTINE;
        this.staging = store.staging(key);
        this.container = store.container(name);
    }

    Outcome run() {
        Claim claim = claim();
        if (claim.role == Role.WAITER) {
            claim = waitForExtractor();
        }
        return switch (claim.role) {
            case REUSER -> reuse();
            case EXTRACTOR -> extract();
            case WAITER -> new Outcome.Failed(Why.DEADLINE, "timed out waiting for the extractor of " + key);
            case REFUSED -> Outcome.of(claim.reply);
        };
    }

    private Claim waitForExtractor() {
        narrator.waitBegins(key);
        long giveUpAt = clock.nanos() + terms.waitDeadline().toNanos();
        Claim claim;
        do {
            clock.sleep(POLL);
            claim = habits.contains(Habit.WAKES_UP) ? claim() : claimIfInstalled();
        } while (claim.role == Role.WAITER && clock.nanos() < giveUpAt);
        narrator.waitEnds(key, claim.role != Role.WAITER);
        return claim;
    }

    /// The clone is the promise: no sweep can come between "it is installed" and "it is mine". A clone that finds no
    /// template means: extract it, or wait for whoever does.
    private Claim claim() {
        if (!habits.contains(Habit.CLONES_AT_ONCE)) {
            Claim looked = claimIfInstalled();
            return looked.role == Role.WAITER ? claimExtraction() : looked;
        }
        Reply reply = withRetry(() -> cloneOf(pristine));
        if (reply.refused(Why.ABSENT)) {
            return claimExtraction();
        }
        return new Claim(reply.done() ? Role.REUSER : Role.REFUSED, reply);
    }

    /// Looks, and then clones: what was seen may be gone by then.
    private Claim claimIfInstalled() {
        if (!isInstalled()) {
            return new Claim(Role.WAITER, Reply.Done.DONE);
        }
        touch();
        Reply reply = withRetry(() -> cloneOf(pristine));
        return new Claim(reply.done() ? Role.REUSER : Role.REFUSED, reply);
    }

    private Claim claimExtraction() {
        if (!habits.contains(Habit.HOLDS_LIFE_SIGN)) {
            Reply created = withRetry(this::createStaging);
            boolean lost = created.refused(Why.EXISTS);
            return lost && !habits.contains(Habit.CREATE_DECIDES)
                    ? new Claim(Role.EXTRACTOR, created)
                    : asClaim(created);
        }
        if (!locks.take(key)) {
            return new Claim(Role.WAITER, Reply.Done.DONE);
        }
        Claim claim = isInstalled() ? new Claim(Role.WAITER, Reply.Done.DONE) : claimAlone();
        if (claim.role != Role.EXTRACTOR) {
            locks.give(key);
        }
        return claim;
    }

    /// Nobody creates a staging dataset without the life sign, so one that is there now is an orphan.
    private Claim claimAlone() {
        Reply created = withRetry(this::createStaging);
        return created.refused(Why.EXISTS) ? takeOver() : asClaim(created);
    }

    /// A container is cloned from a staging dataset only when that is sealed: then its extractor died right before the
    /// rename, and what it left is whole. Anything less is destroyed.
    private Claim takeOver() {
        Reply discarded = discard(staging);
        if (!discarded.refused(Why.DEPENDENTS)) {
            return discarded.done() ? asClaim(withRetry(this::createStaging)) : new Claim(Role.REFUSED, discarded);
        }
        Reply published = withRetry(this::publish);
        return new Claim(published.done() ? Role.WAITER : Role.REFUSED, published);
    }

    private static Claim asClaim(Reply created) {
        if (created.done()) {
            return new Claim(Role.EXTRACTOR, created);
        }
        return new Claim(created.refused(Why.EXISTS) ? Role.WAITER : Role.REFUSED, created);
    }

    private Reply createStaging() {
        TreeMap<String, String> properties = new TreeMap<>();
        properties.put(Store.IMPORTED, Long.toString(clock.epochSeconds()));
        if (habits.contains(Habit.STAMPS_EARLY)) {
            properties.put(Store.LAST_USED, Long.toString(clock.epochSeconds()));
        }
        return pool.run(new Command.Create(staging, properties));
    }

    private Outcome reuse() {
        touch();
        return handOver();
    }

    private Outcome extract() {
        Reply end = inOrder(
                () -> withRetry(this::mountStaging),
                () -> withRetry(this::copy),
                () -> withRetry(() -> pool.run(new Command.Chmod(staging))),
                () -> pool.run(new Command.Unmount(staging)),
                habits.contains(Habit.PUBLISHES_LAST) ? this::sealAndPublish : this::publishAndSeal);
        if (!end.done()) {
            undo();
        }
        if (habits.contains(Habit.HOLDS_LIFE_SIGN)) {
            locks.give(key);
        }
        return end.done() ? handOver() : Outcome.of(end);
    }

    private Reply mountStaging() {
        Reply mounted = pool.run(new Command.Mount(staging));
        return mounted.refused(Why.EXISTS) ? Reply.Done.DONE : mounted;
    }

    private Reply copy() {
        preflight.run();
        return pool.run(switch (image.format()) {
            case SQUASHFS -> new Command.Unsquash(image, staging, terms.copyDeadline());
            case LAYERS -> new Command.Pipe(image, staging, terms.copyDeadline());
        });
    }

    /// The rename is the moment of installation: what it makes visible has its snapshot, its stamp and its first clone.
    private Reply sealAndPublish() {
        return inOrder(() -> seal(staging), () -> withRetry(() -> cloneOf(staging + Store.PRISTINE)),
                () -> withRetry(this::publish));
    }

    /// As the subject ships: visible first, installed later.
    private Reply publishAndSeal() {
        return inOrder(this::publish, () -> seal(template), () -> cloneOf(pristine));
    }

    private Reply seal(String dataset) {
        return inOrder(
                () -> withRetry(() -> pool.run(new Command.Snapshot(dataset + Store.PRISTINE))),
                () -> withRetry(() -> pool.run(new Command.Set(dataset, "readonly", "on"))),
                () -> withRetry(() -> stamp(dataset)));
    }

    /// A template that is in the way has no pristine snapshot, or we would not be here: half an eviction that a crash
    /// left. `zfs destroy` without `-r` refuses if that is wrong.
    private Reply publish() {
        Reply renamed = pool.run(new Command.Rename(staging, template));
        if (renamed.refused(Why.EXISTS) && habits.contains(Habit.HOLDS_LIFE_SIGN)
                && pool.run(new Command.Destroy(template, false)).done()) {
            renamed = pool.run(new Command.Rename(staging, template));
        }
        return renamed;
    }

    private Reply cloneOf(String snapshot) {
        Reply reply = pool.run(new Command.Clone(snapshot, container));
        cloned |= reply.done();
        return reply;
    }

    private Outcome handOver() {
        Reply mounted = withRetry(() -> pool.run(new Command.Mount(container)));
        if (!mounted.done()) {
            discard(container);
        }
        return Outcome.of(mounted);
    }

    private void undo() {
        if (cloned) {
            discard(container);
        }
        discard(staging);
    }

    /// What the destroy refuses in the end stays, and the census will show it: nothing better is left to try.
    private Reply discard(String dataset) {
        return Discard.of(pool, clock, dataset, true);
    }

    private boolean isInstalled() {
        return pool.run(new Command.Get(pristine)) instanceof Reply.Found(var datasets)
                && !datasets.isEmpty();
    }

    /// A stamp that is refused makes a template look older than it is: no reason to fail.
    private void touch() {
        stamp(template);
    }

    private Reply stamp(String dataset) {
        return pool.run(new Command.Set(dataset, Store.LAST_USED, Long.toString(clock.epochSeconds())));
    }

    /// Whatever runs out of space is tried once more after a sweep of all that is idle; one such retry an op.
    private Reply withRetry(Supplier<Reply> step) {
        Reply reply = step.get();
        while (isShort(reply) && mayRetry()) {
            retried = true;
            sweepAllWarm.run();
            reply = step.get();
        }
        return reply;
    }

    /// A copy that was ended at its deadline near a quota would have ended out of space.
    private static boolean isShort(Reply reply) {
        return reply.outOfSpace() || reply.refused(Why.DEADLINE);
    }

    private boolean mayRetry() {
        return habits.contains(Habit.RETRIES) && (!retried || !habits.contains(Habit.RETRIES_ONCE));
    }

    /// Goes on to the next step only after Done; answers with the first other reply.
    @SafeVarargs
    private static Reply inOrder(Supplier<Reply>... steps) {
        Reply reply = Reply.Done.DONE;
        for (Supplier<Reply> step : steps) {
            reply = step.get();
            if (!reply.done()) {
                break;
            }
        }
        return reply;
    }
}
