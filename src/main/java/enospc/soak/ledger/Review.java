package enospc.soak.ledger;

/// What a person has said about a signature.
///
/// @param verdict `accepted`, `rejected`, or `open` for one that was taken back
/// @param until   last day on which it is accepted, such as `2027-01-31`; empty if it is not
/// @param by      who said so
/// @param at      when, such as `2026-11-22T20:00:00Z`
public record Review(String verdict, String until, String why, String by, String at) {

    public static final String ACCEPTED = "accepted";
    public static final String REJECTED = "rejected";
    public static final String OPEN = "open";
}
