package enospc.world;

/// At one point of a run another lane goes on than would have by itself.
///
/// @param at   which choice it is, counted from 0: every point at which more than one lane could go on is a choice
/// @param lane the one that goes on
public record Preemption(long at, String lane) { }
