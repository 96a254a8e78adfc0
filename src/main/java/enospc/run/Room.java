package enospc.run;

import java.util.SequencedMap;

/// How much space the race has.
///
/// @param quota    of `.templates`, bytes
/// @param measured what each image takes once it is unpacked, by its key
record Room(long quota, SequencedMap<String, Long> measured) { }
