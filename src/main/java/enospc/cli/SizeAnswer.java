package enospc.cli;

import enospc.soak.Sizing;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What `stress size` has found, at the scale of its simulation.
///
/// @param measured   what each image takes, by key
/// @param asked      the quota that was asked about
/// @param least      the smallest quota found that suffices; empty if there is none
/// @param thresholds that quota with other thresholds
record SizeAnswer(SequencedMap<String, Long> measured, Optional<Sizing.Tried> asked, Optional<Sizing.Least> least,
                  List<Sizing.Tried> thresholds) { }
