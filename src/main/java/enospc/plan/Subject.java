package enospc.plan;

import enospc.install.Layout;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// An external subject: the commands that install and remove, and what is known of its ways. The texts may have
/// [placeholders](#PLACEHOLDERS) in braces.
///
/// @param here       the folder of the workload file
/// @param install    argv
/// @param remove     argv
/// @param sweep      argv of a sweep as a cron job would do it; empty if the subject has none
/// @param env        variables beside those of the program itself
/// @param folder     working folder; empty for a scratch folder of the worker
/// @param key        how the key of an image is got
/// @param layout     what its datasets are called
/// @param marks      transitions that a line of its output tells of
/// @param shims      programs that get a shim in front
/// @param faults     what happens to chosen steps
/// @param json       all of this as a plan has it
public record Subject(String here, List<String> install, List<String> remove, List<String> sweep,
                      SequencedMap<String, String> env, String folder, Key key, Layout layout,
                      List<Mark> marks, List<String> shims, List<StepFault> faults, String json) {

    /// What a text of a subject may have in braces, beside `{{` for a brace itself.
    public static final List<String> PLACEHOLDERS = List.of("image", "key", "name", "root", "store", "store-mount",
            "templates", "templates-mount", "scratch", "here", "run", "worker", "format", "warm", "threshold",
            "pipe-deadline", "wait-deadline");

    /// The programs that a template store on ZFS is made with.
    public static final List<String> SHIMS = List.of("zfs", "zpool", "tar", "unsquashfs");

    /// A line of output that tells of a transition.
    public record Mark(Pattern pattern, String transition) { }

    /// How the key of an image is got.
    public sealed interface Key {

        /// The SHA-256 of its file, in hexadecimal digits.
        record Sha256() implements Key { }

        /// The first word that a command prints.
        record Command(List<String> argv) implements Key { }

        /// The tool's own.
        record Own() implements Key { }
    }

    /// The first word in braces that is no placeholder, or nothing.
    static Optional<String> unknownIn(String text) {
        return Braces.namesIn(text).stream().filter(name -> !PLACEHOLDERS.contains(name)).findFirst();
    }
}
