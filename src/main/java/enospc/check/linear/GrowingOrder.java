package enospc.check.linear;

import enospc.check.linear.Growing.Add;
import enospc.check.linear.Growing.ReadAll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Orders the calls on a set that only grows, where nothing needs to be tried: an element comes in when the first read
/// needs it or its add ends, whichever is first; of two reads the smaller comes first. So any number of calls may be
/// open or lost.
///
/// Keeps all calls: so does the set.
public final class GrowingOrder<E> implements Order<Set<E>, Growing<E>> {

    private record Moment<E>(long index, Call<Growing<E>> call, boolean begins) { }

    private final List<Call<Growing<E>>> calls = new ArrayList<>();

    @Override
    public void add(Call<Growing<E>> call) {
        if (!call.lost() || call.what() instanceof Add) {
            calls.add(call);
        }
    }

    @Override
    public void settle(long before) { }

    @Override
    public int pending() {
        return 0;
    }

    @Override
    public Answer<Set<E>, Growing<E>> answer() {
        List<Moment<E>> moments = new ArrayList<>();
        calls.forEach(call -> {
            moments.add(new Moment<>(call.begin(), call, true));
            moments.add(new Moment<>(call.end(), call, false));
        });
        moments.removeIf(moment -> moment.index == Call.NEVER);
        moments.sort(Comparator.comparingLong(Moment::index));
        List<Call<Growing<E>>> ends = moments.stream().filter(moment -> !moment.begins).map(Moment::call).toList();
        Walk<E> whole = new Walk<>(Call.NEVER - 1);
        return whole.fits(moments) ? new Answer.Fits<>(Set.of(whole.now)) : breaks(moments, ends);
    }

    /// Finds the first end with which the calls up to there fit no order: what is longer does not fit either.
    private Answer<Set<E>, Growing<E>> breaks(List<Moment<E>> moments, List<Call<Growing<E>>> ends) {
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (new Walk<E>(ends.get(middle).end()).fits(moments)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Walk<E> longest = new Walk<>(ends.get(low).end() - 1);
        longest.fits(moments);
        return new Answer.Breaks<>(ends.get(low), Set.of(longest.now));
    }

    /// One way through the moments up to the last one: whatever ends later need not be placed.
    private static final class Walk<E> {

        private final long last;
        private final Set<E> now = new HashSet<>();
        private final Set<E> begun = new HashSet<>();
        private final List<ReadAll<E>> open = new ArrayList<>();

        Walk(long last) {
            this.last = last;
        }

        boolean fits(List<Moment<E>> moments) {
            for (Moment<E> moment : moments) {
                if (moment.index > last) {
                    return true;
                }
                if (!fits(moment)) {
                    return false;
                }
            }
            return true;
        }

        private boolean fits(Moment<E> moment) {
            return switch (moment.call.what()) {
                case Add<E>(E element) -> moment.begins ? begun.add(element) || true : adds(element);
                case ReadAll<E> read -> moment.begins ? begins(read, moment.call.end()) : reads(read);
            };
        }

        private boolean begins(ReadAll<E> read, long end) {
            if (end <= last) {
                open.add(read);
                open.sort(Comparator.comparingInt(each -> each.elements().size()));
            }
            return true;
        }

        /// Now is the last time for the open reads that lack it.
        private boolean adds(E element) {
            if (now.contains(element)) {
                return true;
            }
            for (ReadAll<E> read : List.copyOf(open)) {
                if (!read.elements().contains(element) && !serves(read)) {
                    return false;
                }
            }
            return now.add(element);
        }

        /// Now is the last time for the smaller ones, too.
        private boolean reads(ReadAll<E> ending) {
            while (open.stream().anyMatch(read -> read == ending)) {
                if (!serves(open.getFirst())) {
                    return false;
                }
            }
            return true;
        }

        private boolean serves(ReadAll<E> read) {
            open.removeIf(each -> each == read);
            List<E> fresh = read.elements().stream().filter(element -> !now.contains(element)).toList();
            boolean grows = now.size() + fresh.size() == read.elements().size();
            return grows && begun.containsAll(fresh) && (now.addAll(fresh) || true);
        }
    }
}
