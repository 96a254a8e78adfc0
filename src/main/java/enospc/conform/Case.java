package enospc.conform;

import java.util.List;
import java.util.OptionalLong;

/// One question to ZFS: what is typed, and what must come back. Written in a `.case` file, see `doc/conformance.md`.
///
/// @param name     the file's name without `.case`
/// @param title    the claim, as a sentence
/// @param id       the number of its subject, for good, or `-` if it has none
/// @param source   the file of the ZFS Test Suite that asks the same, or `-`
/// @param releases it is about; on others it cannot run
/// @param seen     the real releases on which somebody ran it and it agreed; empty if it was only read in a document
/// @param pool     bytes of the disk, for a case that needs a pool of its own; others run in a dataset as well
public record Case(String name, String title, String id, String source, Release.Among releases, List<String> seen,
                   OptionalLong pool, List<Act> acts) {

    /// Size of the pool's disk where the case does not mind.
    public static final long POOL_BYTES = 1L << 29;

    public Case {
        seen = List.copyOf(seen);
        acts = List.copyOf(acts);
    }

    /// One paragraph of a case.
    public sealed interface Act {

        /// Where it stands in the file, counted from 1.
        int line();

        /// On other releases it is passed over.
        Release.Among releases();
    }

    /// `$ line`, or `~ line`: typed the portable way.
    record Typed(int line, Release.Among releases, boolean portable, String text, List<Wish> wishes) implements Act {
        public Typed {
            wishes = List.copyOf(wishes);
        }
    }

    /// Consecutive `&` lines: people who start together.
    record Together(int line, Release.Among releases, List<Person> people) implements Act {
        public Together {
            people = List.copyOf(people);
        }
    }

    /// `let name = expression`.
    record Let(int line, Release.Among releases, String name, Expression value) implements Act { }

    /// `left = right ± tolerance`.
    record Claim(int line, Release.Among releases, Expression left, Relation relation, Expression right,
                 long tolerance) implements Act { }

    /// `there is a b` or `there is no a b`.
    record There(int line, Release.Among releases, boolean present, List<String> names) implements Act {
        public There {
            names = List.copyOf(names);
        }
    }

    /// `tree p/a = p/a p/a@s`: exactly these datasets and snapshots, in any order.
    record Tree(int line, Release.Among releases, String root, List<String> names) implements Act {
        public Tree {
            names = List.copyOf(names);
        }
    }

    /// How the two sides of a claim compare.
    enum Relation {
        EQUAL("="), OTHER("!="), LESS("<"), MOST("<="), MORE(">"), LEAST(">=");

        final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    /// `&8 3x a ; b`: eight people, each types `a` and `b` three times over.
    ///
    /// @param lines with `{n}` for the person's number, from 1
    record Person(int line, int count, int times, List<String> lines, List<Tally> tallies) {
        public Person {
            lines = List.copyOf(lines);
            tallies = List.copyOf(tallies);
        }
    }

    /// What one answer may look like. Wishes of one `alternative` must all be fulfilled, of one alternative at least.
    record Wish(Release.Among releases, int alternative, Look look) { }

    /// How many answers look so: `7 refused *busy*`.
    record Tally(Release.Among releases, int least, int most, Look look) { }

    /// How an answer looks.
    sealed interface Look {

        boolean fits(Shell.Answer answer);

        /// As a case file writes it.
        String text();
    }

    /// Status 0.
    record Ok() implements Look {
        @Override
        public boolean fits(Shell.Answer answer) {
            return answer.status() == 0;
        }

        @Override
        public String text() {
            return "ok";
        }
    }

    /// Not done; one line of what was said matches. An empty pattern: whatever was said.
    record Refused(Wildcard said) implements Look {
        @Override
        public boolean fits(Shell.Answer answer) {
            return answer.status() != 0
                    && (said.text().isEmpty() || answer.err().lines().anyMatch(line -> said.matches(line.strip())));
        }

        @Override
        public String text() {
            return said.text().isEmpty() ? "refused" : "refused " + said.text();
        }
    }

    /// The exit status; 2 is what `zfs` answers to bad usage.
    record Status(int status) implements Look {
        @Override
        public boolean fits(Shell.Answer answer) {
            return answer.status() == status;
        }

        @Override
        public String text() {
            return "status " + status;
        }
    }

    /// Done, and one line of the output matches; tabs count as spaces.
    record Prints(Wildcard said) implements Look {
        @Override
        public boolean fits(Shell.Answer answer) {
            return answer.status() == 0
                    && answer.out().lines().anyMatch(line -> said.matches(line.replace('\t', ' ').strip()));
        }

        @Override
        public String text() {
            return "prints " + said.text();
        }
    }
}
