package enospc.conform;

import enospc.conform.Case.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Reads a case file. Its grammar is one page, `doc/conformance.md`.
public final class CaseFile {

    private static final Set<String> KEYS = Set.of("title", "id", "source", "releases", "seen", "pool");

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private int next;

    private CaseFile(String name, String content) {
        this.name = name;
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            if (!line.stripLeading().startsWith("#")) {
                rows.add(new Row(name, number, line.length() - line.stripLeading().length(), line.strip()));
            }
        }
    }

    /// @param name of the file, without folder and `.case`
    /// @throws Bad where the text is no case
    public static Case parse(String name, String content) {
        return new CaseFile(name, content).read();
    }

    private Case read() {
        Map<String, Row> head = head();
        List<Act> acts = new ArrayList<>();
        while (next < rows.size()) {
            Row row = rows.get(next);
            if (row.text().isEmpty()) {
                next++;
            } else if (row.column() > 0) {
                throw row.bad(0, "an expectation needs a line before it that begins with $, ~ or &");
            } else {
                acts.add(act());
            }
        }
        if (acts.isEmpty()) {
            throw new Bad(name, rows.isEmpty() ? 1 : rows.getLast().number(), 1, "nothing is typed here");
        }
        return new Case(name, value(head, "title"), value(head, "id"), value(head, "source"), releases(head),
                seen(head), pool(head), acts);
    }

    private Map<String, Row> head() {
        Map<String, Row> head = new TreeMap<>();
        while (next < rows.size() && !rows.get(next).text().isEmpty()) {
            Row row = rows.get(next++);
            int colon = row.text().indexOf(": ");
            String key = colon < 0 ? "" : row.text().substring(0, colon);
            if (!KEYS.contains(key)) {
                throw row.bad(0, "the head has lines such as title: ..., and ends with an empty line");
            }
            if (head.put(key, row.after(colon + 2)) != null) {
                throw row.bad(0, key + " is there twice");
            }
        }
        if (!head.containsKey("title")) {
            throw new Bad(name, 1, 1, "a case begins with title: ...");
        }
        return head;
    }

    private static String value(Map<String, Row> head, String key) {
        return head.containsKey(key) ? head.get(key).text() : "-";
    }

    private static Release.Among releases(Map<String, Row> head) {
        return head.containsKey("releases") ? head.get("releases").among() : Release.Among.ALL;
    }

    private static List<String> seen(Map<String, Row> head) {
        return head.containsKey("seen") ? List.of(head.get("seen").text().split(", *")) : List.of();
    }

    private static OptionalLong pool(Map<String, Row> head) {
        return head.containsKey("pool") ? OptionalLong.of(head.get("pool").size()) : OptionalLong.empty();
    }

    private Act act() {
        Row whole = rows.get(next++);
        Row row = whole.afterSelector();
        Release.Among releases = whole.selector();
        return switch (row.firstWord()) {
            case "$" -> new Case.Typed(row.number(), releases, false, row.rest().needed("a line to type"), wishes());
            case "~" -> new Case.Typed(row.number(), releases, true, row.rest().needed("a line to type"), wishes());
            case "let" -> let(row, releases);
            case "there" -> there(row, releases);
            case "tree" -> tree(row, releases);
            default -> row.text().startsWith("&") ? together(row, releases) : Claims.parse(row, releases);
        };
    }

    private static Case.Let let(Row row, Release.Among releases) {
        Row rest = row.rest();
        String[] parts = rest.text().split(" = ", 2);
        if (parts.length < 2 || !parts[0].matches("[a-z]+")) {
            throw rest.bad(0, "let NAME = EXPRESSION, with a name of small letters");
        }
        return new Case.Let(row.number(), releases, parts[0], Claims.expression(rest.after(parts[0].length() + 3)));
    }

    private static Case.There there(Row row, Release.Among releases) {
        Row rest = row.rest();
        if (!rest.firstWord().equals("is")) {
            throw rest.bad(0, "there is NAME..., or there is no NAME...");
        }
        Row names = rest.rest();
        boolean present = !names.firstWord().equals("no");
        String listed = (present ? names : names.rest()).needed("a dataset or snapshot");
        return new Case.There(row.number(), releases, present, List.of(listed.split(" +")));
    }

    private static Case.Tree tree(Row row, Release.Among releases) {
        Row rest = row.rest();
        Row equals = rest.rest();
        if (!equals.firstWord().equals("=")) {
            throw rest.bad(0, "tree NAME = NAME...");
        }
        return new Case.Tree(row.number(), releases, rest.firstWord(), List.of(equals.rest().text().split(" +")));
    }

    private Case.Together together(Row first, Release.Among releases) {
        List<Case.Person> people = new ArrayList<>();
        people.add(person(first));
        while (next < rows.size() && rows.get(next).text().startsWith("&")) {
            people.add(person(rows.get(next++)));
        }
        return new Case.Together(first.number(), releases, people);
    }

    private Case.Person person(Row row) {
        String count = row.firstWord().substring(1);
        Row rest = row.rest();
        int times = 1;
        if (rest.firstWord().matches("\\d+x")) {
            String word = rest.firstWord();
            times = rest.number(word.substring(0, word.length() - 1));
            rest = rest.rest();
        }
        List<String> lines = List.of(rest.needed("a line to type").split(" *; *"));
        return new Case.Person(row.number(), count.isEmpty() ? 1 : row.number(count), times, lines, tallies());
    }

    private List<Case.Wish> wishes() {
        List<Case.Wish> wishes = new ArrayList<>();
        int alternative = 0;
        for (Row row : indented()) {
            Row look = row.afterSelector();
            if (look.firstWord().equals("or")) {
                alternative++;
                look = look.rest();
            }
            wishes.add(new Case.Wish(row.selector(), alternative, look(look)));
        }
        return wishes;
    }

    private List<Case.Tally> tallies() {
        List<Case.Tally> tallies = new ArrayList<>();
        for (Row row : indented()) {
            Row tally = row.afterSelector();
            String[] range = tally.firstWord().split("\\.\\.", 2);
            boolean any = range[0].equals("any");
            int least = any ? 0 : tally.number(range[0]);
            int most = any ? Integer.MAX_VALUE : tally.number(range[range.length - 1]);
            tallies.add(new Case.Tally(row.selector(), least, most, look(tally.rest())));
        }
        return tallies;
    }

    private List<Row> indented() {
        List<Row> found = new ArrayList<>();
        while (next < rows.size() && rows.get(next).column() > 0 && !rows.get(next).text().isEmpty()) {
            found.add(rows.get(next++));
        }
        return found;
    }

    private static Case.Look look(Row row) {
        Row rest = row.rest();
        return switch (row.firstWord()) {
            case "ok" -> new Case.Ok();
            case "refused" -> new Case.Refused(new Wildcard(rest.text()));
            case "status" -> new Case.Status(rest.number(rest.text()));
            case "prints" -> new Case.Prints(new Wildcard(rest.text()));
            default -> throw row.bad(0, "ok, refused TEXT, status NUMBER or prints TEXT");
        };
    }

    /// The text is no case.
    public static final class Bad extends RuntimeException {

        private static final long serialVersionUID = 1;

        /// @param line, column counted from 1
        Bad(String name, int line, int column, String why) {
            super(name + ".case:" + line + ":" + column + ": " + why);
        }
    }

    /// One line, or the rest of one.
    ///
    /// @param number of the line, from 1
    /// @param column of the text's first character, from 0
    record Row(String name, int number, int column, String text) {

        String firstWord() {
            int space = text.indexOf(' ');
            return space < 0 ? text : text.substring(0, space);
        }

        /// What follows the first word.
        Row rest() {
            return after(firstWord().length());
        }

        Row after(int count) {
            String tail = text.substring(Math.min(count, text.length()));
            int blanks = tail.length() - tail.stripLeading().length();
            return new Row(name, number, column + count + blanks, tail.strip());
        }

        /// `[openzfs]` in front; all releases without.
        Release.Among selector() {
            return text.startsWith("[") ? after(1).upTo(bracket() - 1).among() : Release.Among.ALL;
        }

        Row afterSelector() {
            return text.startsWith("[") ? after(bracket() + 1) : this;
        }

        private int bracket() {
            int end = text.indexOf(']');
            if (end < 0) {
                throw bad(0, "[ without ]");
            }
            return end;
        }

        private Row upTo(int count) {
            return new Row(name, number, column, text.substring(0, count));
        }

        Release.Among among() {
            try {
                return Release.Among.of(text);
            } catch (IllegalArgumentException no) {
                throw bad(0, no.getMessage());
            }
        }

        long size() {
            return Size.parse(text).orElseThrow(() -> bad(0, "no size: " + text));
        }

        int number(String digits) {
            if (!digits.matches("\\d{1,6}")) {
                throw bad(0, "no number: " + digits);
            }
            return Integer.parseInt(digits);
        }

        String needed(String what) {
            if (text.isEmpty()) {
                throw bad(0, what + " is missing");
            }
            return text;
        }

        Bad bad(int offset, String why) {
            return new Bad(name, number, column + offset + 1, why);
        }
    }
}
