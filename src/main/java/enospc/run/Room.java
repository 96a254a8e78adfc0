package enospc.run;

import java.time.Duration;
import java.util.SequencedMap;

/// How much space the race has.
///
/// @param quota    of `.templates`, bytes
/// @param measured what each image takes once it is unpacked, by its key
/// @param slowest  the longest that one of them took to unpack
/// @param sync     the shortest wait for a transaction group
record Room(long quota, SequencedMap<String, Long> measured, Duration slowest, Duration sync) { }
