package enospc.check;

import static enospc.check.Transition.CRASH_THEN_RECOVERS;
import static enospc.check.Transition.EVICTS_UNDER_PRESSURE;
import static enospc.check.Transition.PIPE_FAILS_CLEAN;
import static enospc.check.Transition.PIPE_HANGS;
import static enospc.check.Transition.RETRY_FAILS;
import static enospc.check.Transition.RETRY_SUCCEEDS;
import static enospc.check.Transition.REUSES_WARM;
import static enospc.check.Transition.WAITS_THEN_SHARES;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Counts the paths that a run took, from its steps alone.
final class Transitions {

    /// How far an install has come.
    private static final class Path {
        String firstShort = "";
        boolean swept;
        boolean freed;
        boolean shortAgain;
        boolean doneAgain;
        boolean waited;
        boolean copied;
        boolean staged;
        boolean idleTemplate;
    }

    /// What an open sweep saw: usage at or above the threshold, and then a template that went.
    private enum Pressure { NONE, SEEN, TAKEN }

    private final Scene scene;
    private final EnumMap<Transition, Long> counts = new EnumMap<>(Transition.class);
    private final Map<Span, Path> paths = new HashMap<>();
    /// Containers, and the key that each is a clone of.
    private final Map<String, String> clones = new HashMap<>();
    private final Map<String, Integer> clonesOfKey = new HashMap<>();
    /// Keys whose extractor was killed and left its staging dataset.
    private final Set<String> crashed = new HashSet<>();
    private final Map<Span, Pressure> sweeps = new HashMap<>();

    Transitions(Scene scene) {
        this.scene = scene;
    }

    void see(Event event, Span span) {
        switch (span.kind()) {
            case INSTALL -> seeInstall(event, span);
            case SWEEP -> seeSweep(event, span);
            case REMOVE, CENSUS -> { }
            default -> {
                if (event.begins() && event.value() instanceof Value.Other(var said) && span.f().equals("mark")) {
                    for (Transition transition : Transition.values()) {
                        count(transition, transition.text().equals(said.path("transition").asText()));
                    }
                } else {
                    seeStep(event, span);
                }
            }
        }
    }

    /// A step whose end nobody heard.
    void lost(Span step) {
        sweeps.remove(step);
    }

    private void seeStep(Event event, Span step) {
        Path known = paths.get(step.op());
        Path path = known == null ? new Path() : known;
        seeCommand(event, step, path);
        if (!event.begins()) {
            seeEnd(step, path);
        }
    }

    private void seeInstall(Event event, Span install) {
        if (event.begins()) {
            paths.put(install, new Path());
            return;
        }
        Path path = paths.getOrDefault(install, new Path());
        paths.remove(install);
        boolean ok = install.endedAs(Type.OK);
        count(RETRY_SUCCEEDS, ok && path.freed && path.doneAgain);
        count(RETRY_FAILS, install.endedAs(Type.FAIL) && path.shortAgain && !path.staged);
        count(WAITS_THEN_SHARES, ok && path.waited && !path.copied);
        count(REUSES_WARM, ok && path.idleTemplate && !path.copied);
        count(CRASH_THEN_RECOVERS, ok && crashed.remove(install.key()));
        if (install.endedAs(Type.INFO) && path.staged) {
            crashed.add(install.key());
        }
    }

    private void seeSweep(Event event, Span sweep) {
        if (event.begins()) {
            sweeps.put(sweep, Pressure.NONE);
            return;
        }
        Pressure pressure = sweeps.getOrDefault(sweep, Pressure.NONE);
        sweeps.remove(sweep);
        boolean retry = sweep.isRetry();
        boolean freed = event.value() instanceof Value.Swept(var evicted) && !evicted.isEmpty();
        count(EVICTS_UNDER_PRESSURE, pressure == Pressure.TAKEN || retry && freed);
        Path path = paths.get(sweep.op());
        if (path != null && retry) {
            path.swept = true;
            path.freed |= freed;
        }
    }

    private void seeEnd(Span step, Path path) {
        path.waited |= step.kind() == Kind.WAIT && step.endedAs(Type.OK);
        if (step.endedShort() && step.f().equals("pipe")) {
            count(PIPE_FAILS_CLEAN, step.error().outOfSpace());
            count(PIPE_HANGS, !step.error().outOfSpace());
        }
        path.copied |= step.copies();
        if (step.sweep().isPresent()) {
            return;
        }
        boolean again = path.swept && step.f().equals(path.firstShort);
        path.shortAgain |= again && step.endedShort();
        path.doneAgain |= again && step.endedAs(Type.OK);
        if (step.endedShort() && path.firstShort.isEmpty()) {
            path.firstShort = step.f();
        }
    }

    private void seeCommand(Event event, Span step, Path path) {
        Name name = step.named();
        switch (step.kind()) {
            case CREATE -> path.staged |= name.isStaging() && step.mayHaveHappened();
            case DESTROY -> {
                if (step.endedAs(Type.OK)) {
                    destroyed(name, step, path);
                }
            }
            case RENAME -> path.staged &= !(name.isStaging() && step.endedAs(Type.OK));
            case CLONE -> {
                if (step.other().isWithinTemplates()) {
                    cloned(event, step, path);
                }
            }
            case GET -> {
                if (step.sweep().isPresent() && name.text().equals(scene.store().templates())
                        && isPressed(step.result())) {
                    sweeps.replace(step.sweep().get(), Pressure.NONE, Pressure.SEEN);
                }
            }
            default -> { }
        }
    }

    private void cloned(Event event, Span step, Path path) {
        String key = step.other().key();
        path.idleTemplate |= event.begins() && !clonesOfKey.containsKey(key);
        if (step.endedAs(Type.OK) && clones.put(step.name(), key) == null) {
            clonesOfKey.merge(key, 1, Integer::sum);
        }
    }

    private void destroyed(Name name, Span step, Path path) {
        if (name.isStaging()) {
            path.staged = false;
        } else if (name.isTemplate()) {
            step.sweep().ifPresent(sweep -> sweeps.replace(sweep, Pressure.SEEN, Pressure.TAKEN));
        } else if (clones.containsKey(name.text())) {
            clonesOfKey.computeIfPresent(clones.remove(name.text()), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean isPressed(Value found) {
        return found instanceof Value.Found(var datasets) && datasets.stream().anyMatch(this::isPressed);
    }

    private boolean isPressed(Dataset parent) {
        return parent.quota() > 0 && parent.used() * 100 >= parent.quota() * scene.setup().threshold();
    }

    private void count(Transition transition, boolean taken) {
        if (taken) {
            counts.merge(transition, 1L, Long::sum);
        }
    }

    /// All of them, by name.
    SequencedMap<String, Long> counts() {
        SequencedMap<String, Long> all = new LinkedHashMap<>();
        for (Transition transition : Transition.values()) {
            all.put(transition.text(), counts.getOrDefault(transition, 0L));
        }
        return all;
    }
}
