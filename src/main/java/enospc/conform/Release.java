package enospc.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which ZFS answers: `zfs-fuse-0.7.0` or `openzfs-2.1.11`.
///
/// @param family `zfs-fuse` or `openzfs`; ZFS on Linux before 2.0 counts as `openzfs`
/// @param number its parts from left to right; missing ones count as 0
public record Release(String family, List<Integer> number) {

    private static final Pattern FORM = Pattern.compile("(zfs-fuse|openzfs)-(\\d+(?:\\.\\d+)*)");

    public Release {
        number = List.copyOf(number);
    }

    /// @throws IllegalArgumentException for a text of another form
    public static Release of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no release: " + text + " (zfs-fuse-0.7.0, openzfs-2.1.11)");
        }
        return new Release(form.group(1), numbers(form.group(2)));
    }

    private static List<Integer> numbers(String dotted) {
        List<Integer> parts = new ArrayList<>();
        for (String part : dotted.split("\\.")) {
            parts.add(Integer.valueOf(part));
        }
        return parts;
    }

    private int comparedTo(List<Integer> other) {
        for (int i = 0; i < Math.max(number.size(), other.size()); i++) {
            int mine = i < number.size() ? number.get(i) : 0;
            int yours = i < other.size() ? other.get(i) : 0;
            if (mine != yours) {
                return Integer.compare(mine, yours);
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return family + "-" + String.join(".", number.stream().map(String::valueOf).toList());
    }

    /// Releases that a line is about, as a case file writes them: `openzfs >= 2.1.7, zfs-fuse`.
    ///
    /// @param parts any of them; the comparisons in one part must all hold
    public record Among(List<Part> parts) {

        /// Every release.
        public static final Among ALL = new Among(List.of(new Part("all", List.of())));

        private static final Pattern PART = Pattern.compile("(all|zfs-fuse|openzfs)((?: *(?:<=|>=|<|>) *[\\d.]+)*)");
        private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>) *([\\d.]+)");

        public Among {
            parts = List.copyOf(parts);
        }

        /// @throws IllegalArgumentException for a text of another form
        public static Among of(String text) {
            List<Part> parts = new ArrayList<>();
            for (String part : text.split(",")) {
                Matcher form = PART.matcher(part.strip());
                if (!form.matches()) {
                    throw new IllegalArgumentException(
                            "no releases: " + part.strip() + " (openzfs >= 2.1.7, zfs-fuse)");
                }
                List<Bound> bounds = BOUND.matcher(form.group(2)).results()
                        .map(bound -> new Bound(bound.group(1), numbers(bound.group(2)))).toList();
                parts.add(new Part(form.group(1), bounds));
            }
            return new Among(parts);
        }

        public boolean has(Release release) {
            return parts.stream().anyMatch(part -> part.has(release));
        }
    }

    /// One part of [Among]: a family within bounds.
    record Part(String family, List<Bound> bounds) {

        boolean has(Release release) {
            return family.equals("all")
                    || family.equals(release.family) && bounds.stream().allMatch(bound -> bound.holds(release));
        }
    }

    /// `>= 2.1.7`.
    record Bound(String relation, List<Integer> number) {

        boolean holds(Release release) {
            int order = release.comparedTo(number);
            return switch (relation) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }
}
