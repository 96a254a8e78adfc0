package enospc.soak.ledger;

import enospc.soak.night.Sample;
import enospc.soak.night.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A signature over all nights.
///
/// @param id       of the signature
/// @param nights   in which it was seen, in the order of time
/// @param shown    the run that failed soonest of all nights
/// @param reviews  in the order given; the last one counts
public record Line(String id, String claim, String transition, List<String> steps, List<InNight> nights,
                   Sample shown, List<Review> reviews) {

    /// @param soak     name of its folder
    /// @param at       when that soak began
    /// @param runs     of the whole soak
    /// @param failures runs that had this signature
    /// @param rate     failures in a run
    public record InNight(String soak, String at, String version, long runs, long failures, double rate) { }

    /// How a signature stands on a day.
    public enum Standing {
        NEW, ACCEPTED, EXPIRED, REJECTED;

        /// Whether a night with it is red.
        public boolean red() {
            return this != ACCEPTED;
        }

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Line {
        steps = List.copyOf(steps);
        nights = List.copyOf(nights);
        reviews = List.copyOf(reviews);
    }

    static Line first(Seen seen) {
        return new Line(seen.id(), seen.claim(), seen.transition(), seen.steps(), List.of(), seen.shown(), List.of());
    }

    /// With what a night has seen, in place of what was known of that night.
    Line with(InNight night, Seen seen) {
        List<InNight> all = new ArrayList<>(nights.stream().filter(each -> !each.soak.equals(night.soak)).toList());
        all.add(night);
        all.sort(Comparator.comparing(InNight::at).thenComparing(InNight::soak));
        Sample soonest = Stream.of(shown, seen.shown()).min(Sample.SOONEST).orElseThrow();
        // The night's own word on where a run is kept is newer.
        Sample kept = soonest.replay().equals(seen.shown().replay()) ? seen.shown() : soonest;
        return new Line(id, claim, transition, steps, all, kept, reviews);
    }

    Line with(Review review) {
        List<Review> all = new ArrayList<>(reviews);
        all.add(review);
        return new Line(id, claim, transition, steps, nights, shown, all);
    }

    public long failures() {
        return nights.stream().mapToLong(InNight::failures).sum();
    }

    public String firstSeen() {
        return nights.isEmpty() ? "" : nights.getFirst().at;
    }

    public String lastSeen() {
        return nights.isEmpty() ? "" : nights.getLast().at;
    }

    /// @param today such as `2026-11-22`; days in this form compare as texts do
    public Standing standing(String today) {
        if (reviews.isEmpty() || reviews.getLast().verdict().equals(Review.OPEN)) {
            return Standing.NEW;
        }
        Review last = reviews.getLast();
        if (last.verdict().equals(Review.REJECTED)) {
            return Standing.REJECTED;
        }
        return today.compareTo(last.until()) <= 0 ? Standing.ACCEPTED : Standing.EXPIRED;
    }
}
