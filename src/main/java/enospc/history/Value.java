package enospc.history;

import com.fasterxml.jackson.databind.JsonNode;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.PoolLog.Entry;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What an event is about.
public sealed interface Value {

    /// Nothing to say beyond `f`.
    record None() implements Value {
        public static final None NONE = new None();
    }

    /// The terms of the run, in its first event `setup`. Times in nanoseconds, sizes in bytes.
    ///
    /// @param root          the dataset that all names in the history are below
    /// @param quota         of the templates
    /// @param measured      what each image takes once it is unpacked, by its key
    /// @param pipeDeadline  the longest that an unpacking may take
    /// @param waitDeadline  the longest that an install may wait for another
    /// @param grace         how late cleaning up and waking may be
    /// @param require       transitions without which the run is unknown
    /// @param layout        of the store, where it differs from that of the built-in protocol
    record Setup(String root, long quota, int threshold, SequencedMap<String, Long> measured, long pipeDeadline,
                 long waitDeadline, long grace, List<String> require, SequencedMap<String, String> layout)
            implements Value {

        /// In our own layout.
        public Setup(String root, long quota, int threshold, SequencedMap<String, Long> measured, long pipeDeadline,
                     long waitDeadline, long grace, List<String> require) {
            this(root, quota, threshold, measured, pipeDeadline, waitDeadline, grace, require, new TreeMap<>());
        }
    }

    /// Op `install`.
    record Installing(String image, String key, String container) implements Value { }

    /// Op `remove`.
    record Removing(String container) implements Value { }

    /// A step that copies an image's content: `unsquashfs` or `pipe`.
    ///
    /// @param deadline nanoseconds that it may take
    /// @param argv     as the subject typed it, for a pipe the sender's; empty for the built-in protocol
    record Copying(String image, String key, String name, long deadline, List<String> argv) implements Value {

        public Copying(String image, String key, String name, long deadline) {
            this(image, key, name, deadline, List.of());
        }
    }

    /// A step that is one command on a pool, when it begins.
    ///
    /// @param argv as the subject typed it; empty for the built-in protocol
    record Step(Command command, List<String> argv) implements Value {

        public Step(Command command) {
            this(command, List.of());
        }
    }

    /// How a step of a subject ended.
    ///
    /// @param status its exit status, 128 + n for one that signal n ended
    /// @param stderr what it said, the middle cut out if it was long
    record Exit(int status, String stderr) implements Value { }

    /// What a reading step found.
    record Found(List<Dataset> datasets) implements Value { }

    /// `sweep`, when it begins: see [enospc.install.SweepOrder].
    ///
    /// @param reason `install`, `retry` or `nemesis`
    /// @param warm   nanoseconds
    record Sweeping(String reason, long warm, boolean allWarm) implements Value { }

    /// `sweep`, when it has ended: the evicted keys in their order.
    record Swept(List<String> evicted) implements Value { }

    /// `wait`: for the extractor of this key.
    record Waiting(String key) implements Value { }

    /// `squeeze`, `release`, `ballast`, `ballast removed`, `quota cut`, `quota raised`: this many bytes; 0 when a
    /// squeeze begins, for it takes what it finds.
    record Squeezing(String dataset, long bytes) implements Value { }

    /// `kill`: the end of this process; `pipe kill`, `stop`, `continue`, `end copy`: harm to the copy that it has
    /// under way.
    record Killing(String process) implements Value { }

    /// A census: what the pool itself shows, and what was read of contents.
    ///
    /// @param scope    `all` for the whole of the root, `final` for the last one, or the name of one container
    /// @param datasets all in the scope, snapshots too
    /// @param digests  of the datasets whose content was read, by name
    record Census(String scope, List<Dataset> datasets, SequencedMap<String, String> digests) implements Value { }

    /// `pool log`: a part of what the pool itself has written down of changes below the run's root, in its order.
    ///
    /// @param second when it was read, since 1970
    record PoolLog(long second, List<Entry> entries) implements Value { }

    /// What another tool or a later version wrote.
    record Other(JsonNode json) implements Value { }
}
