package enospc.report;

import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.List;
import java.util.stream.Collectors;

/// What an event says in a few words, for a narrow column: keys by their first four digits, names without their path.
final class Caption {

    private static final int KEY_DIGITS = 64;
    private static final int SHOWN_DIGITS = 4;

    private Caption() { }

    /// Of an invocation: what is asked.
    static String asked(Event event) {
        return switch (event.value()) {
            case Value.Installing(String image, String key, String container) ->
                    "install " + image + " " + shortName(key) + " as " + container;
            case Value.Removing(String container) -> "remove " + container;
            case Value.Copying copying -> event.f() + " into " + shortName(copying.name());
            case Value.Step(Command command, var _) -> command(command);
            case Value.Sweeping sweeping -> sweeping.reason() + " sweep" + (sweeping.allWarm() ? ", all warm" : "");
            case Value.Waiting(String key) -> "wait for " + shortName(key);
            case Value.Killing(String process) -> "kill " + process;
            case Value.Squeezing squeezing -> event.f() + " " + shortName(squeezing.dataset());
            default -> event.f();
        };
    }

    /// Of an end: what came of it.
    static String ended(Event event) {
        String how = switch (event.type()) {
            case OK -> event.value() instanceof Value.Swept(List<String> evicted) ? evicted(evicted) : "ok";
            case FAIL -> event.error().kind();
            case INFO -> "never heard of again";
            case INVOKE -> "";
        };
        return how;
    }

    private static String evicted(List<String> keys) {
        return keys.isEmpty() ? "nothing to evict"
                : "evicted " + keys.stream().map(Caption::shortName).collect(Collectors.joining(" "));
    }

    private static String command(Command command) {
        String verb = command.f().replace("zfs ", "");
        return switch (command) {
            case Command.Rename(String from, String to) -> "rename " + shortName(from) + " to " + shortName(to);
            case Command.Clone(String snapshot, String name) -> "clone " + shortName(snapshot) + " as "
                    + shortName(name);
            case Command.Set(String name, String property, String value) -> "set "
                    + property.replace("enospc:", "") + "=" + value + " on " + shortName(name);
            case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Mount _, Command.Unmount _,
                 Command.Get _, Command.ListAll _, Command.Sync _, Command.Unsquash _, Command.Pipe _,
                 Command.Chmod _, Command.Fill _, Command.Digest _ -> verb + " " + shortName(command.name());
        };
    }

    /// `3fa9@pristine` for a template's snapshot, `c2-0` for a container.
    static String shortName(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        boolean isKeyed = last.length() >= KEY_DIGITS
                && last.substring(0, KEY_DIGITS).chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
        return isKeyed ? last.substring(0, SHOWN_DIGITS) + last.substring(KEY_DIGITS) : last;
    }
}
