package enospc.soak.night;

import enospc.check.Finding;
import enospc.history.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What failures have in common that have the same cause, as far as a history shows it: no names, times or sizes.
///
/// @param claim      that was broken
/// @param transition the path that the first breach's install was on, or `-`
/// @param steps      what the breach is made of, each with how it ended, such as `zfs destroy BUSY`; each once
public record Signature(String claim, String transition, List<String> steps) {

    private static final int ID_DIGITS = 8;

    public Signature {
        steps = List.copyOf(steps);
    }

    /// @param finding that failed in this history
    public static Signature of(Finding finding, List<Event> history) {
        Breach breach = new Breach(finding, history);
        return new Signature(finding.claim(), breach.transition(), breach.steps());
    }

    /// Eight hexadecimal digits: how a person names it. The same in every version that finds the same steps.
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// `NoOrphanStaging on retry-fails: zfs create ok, zfs destroy BUSY`.
    public String text() {
        return claim + " on " + transition + ": " + String.join(", ", steps);
    }
}
