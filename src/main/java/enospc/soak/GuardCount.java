package enospc.soak;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a guard made of some runs.
///
/// @param installs  begun
/// @param ok        installed
/// @param retries   sweeps before a second attempt
/// @param hangs     copies that ran to the deadline, ended there or not
/// @param needless  installs that failed because the guard ended their copy, not because space was refused
/// @param virtual   nanoseconds of virtual time, of all runs together
public record GuardCount(long runs, long installs, long ok, long retries, long hangs, long needless, long virtual) {

    public static final GuardCount NOTHING = new GuardCount(0, 0, 0, 0, 0, 0, 0);

    public static GuardCount of(List<Event> history) {
        Map<String, Event> copies = new HashMap<>();
        long deadline = Long.MAX_VALUE;
        GuardCount count = new GuardCount(1, 0, 0, 0, 0, 0, history.getLast().time());
        for (Event event : history) {
            if (event.value() instanceof Value.Setup setup) {
                deadline = setup.pipeDeadline();
            } else if (event.f().equals("install")) {
                count = count.plus(install(event));
            } else if (event.value() instanceof Value.Sweeping sweeping && sweeping.reason().equals("retry")) {
                count = count.plus(new GuardCount(0, 0, 0, 1, 0, 0, 0));
            } else if (event.begins() && event.value() instanceof Value.Copying) {
                copies.put(event.process(), event);
            } else if (event.f().equals("pipe") || event.f().equals("unsquashfs")) {
                boolean hung = event.time() - copies.get(event.process()).time() >= deadline;
                count = count.plus(new GuardCount(0, 0, 0, 0, hung ? 1 : 0, 0, 0));
            }
        }
        return count;
    }

    private static GuardCount install(Event event) {
        boolean needless = event.type() == Type.FAIL && event.error().kind().equals("DEADLINE");
        return new GuardCount(0, event.begins() ? 1 : 0, event.type() == Type.OK ? 1 : 0, 0, 0, needless ? 1 : 0, 0);
    }

    public GuardCount plus(GuardCount other) {
        return new GuardCount(runs + other.runs, installs + other.installs, ok + other.ok, retries + other.retries,
                hangs + other.hangs, needless + other.needless, virtual + other.virtual);
    }
}
