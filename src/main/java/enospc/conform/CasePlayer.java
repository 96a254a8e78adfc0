package enospc.conform;

import enospc.conform.Case.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Types one case at one shell, up to the first answer that is not as the case says.
final class CasePlayer {

    private final Case played;
    private final Release release;
    private final Shell shell;
    private final Shell portable;
    private final Reader reader;

    private CasePlayer(Case played, Release release, Shell shell) {
        this.played = played;
        this.release = release;
        this.shell = shell;
        this.portable = new PortableShell(shell);
        this.reader = new Reader(shell);
    }

    /// @param shell at a fresh pool `p`
    static Verdict play(Case played, Release release, Shell shell) {
        return new CasePlayer(played, release, shell).play();
    }

    private Verdict play() {
        for (Act act : played.acts()) {
            if (act.releases().has(release)) {
                Optional<Verdict> end = play(act);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
        return new Verdict.Agree();
    }

    private Optional<Verdict> play(Act act) {
        return switch (act) {
            case Case.Typed typed -> typed(typed);
            case Case.Together together -> together(together);
            case Case.Let let -> {
                reader.remember(let.name(), let.value());
                yield Optional.empty();
            }
            case Case.Claim claim -> claim(claim);
            case Case.There there -> there(there);
            case Case.Tree tree -> tree(tree);
        };
    }

    private Optional<Verdict> typed(Case.Typed typed) {
        for (String each : Braces.expand(typed.text())) {
            String line = reader.filledIn(each);
            Shell.Answer answer = (typed.portable() ? portable : shell).type(line);
            if (answer.status() == Shell.CANNOT) {
                return Optional.of(new Verdict.CannotRun(line + ": " + answer.err().strip()));
            }
            List<List<Case.Look>> alternatives = alternatives(typed);
            boolean fits = alternatives.stream().anyMatch(looks -> looks.stream().allMatch(look -> look.fits(answer)));
            if (!fits) {
                return Optional.of(new Verdict.Differ(typed.line(), line, said(alternatives), text(answer)));
            }
        }
        return Optional.empty();
    }

    /// The wishes that are about this release, by alternative; `ok` where there are none.
    private List<List<Case.Look>> alternatives(Case.Typed typed) {
        var looks = typed.wishes().stream().filter(wish -> wish.releases().has(release))
                .collect(Collectors.groupingBy(Case.Wish::alternative,
                        Collectors.mapping(Case.Wish::look, Collectors.toList())));
        return looks.isEmpty() ? List.of(List.of(new Case.Ok())) : List.copyOf(looks.values());
    }

    private static String said(List<List<Case.Look>> alternatives) {
        return alternatives.stream()
                .map(looks -> looks.stream().map(Case.Look::text).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    private static String text(Shell.Answer answer) {
        String said = (answer.out() + answer.err()).strip().replaceAll("\\s*\n\\s*", " | ");
        return (answer.status() == 0 ? "ok" : "status " + answer.status()) + (said.isEmpty() ? "" : ": " + said);
    }

    private Optional<Verdict> together(Case.Together together) {
        List<List<String>> people = new ArrayList<>();
        together.people().forEach(person -> people.addAll(lines(person)));
        List<List<Shell.Answer>> answers = shell.together(people);
        int first = 0;
        for (Case.Person person : together.people()) {
            List<Shell.Answer> own = answers.subList(first, first + person.count()).stream()
                    .flatMap(List::stream).toList();
            Optional<Verdict> end = tallied(person, own);
            if (end.isPresent()) {
                return end;
            }
            first += person.count();
        }
        return Optional.empty();
    }

    private List<List<String>> lines(Case.Person person) {
        List<List<String>> people = new ArrayList<>();
        for (int n = 1; n <= person.count(); n++) {
            List<String> lines = new ArrayList<>();
            for (int time = 0; time < person.times(); time++) {
                for (String line : person.lines()) {
                    lines.addAll(Braces.expand(reader.filledIn(line.replace("{n}", String.valueOf(n)))));
                }
            }
            people.add(lines);
        }
        return people;
    }

    /// Each answer is counted for the first tally that it fits; none may be left over.
    private Optional<Verdict> tallied(Case.Person person, List<Shell.Answer> answers) {
        List<Case.Tally> tallies = person.tallies().stream().filter(tally -> tally.releases().has(release)).toList();
        int[] counts = new int[tallies.size()];
        for (Shell.Answer answer : answers) {
            if (answer.status() == Shell.CANNOT) {
                return Optional.of(new Verdict.CannotRun(person.lines() + ": " + answer.err().strip()));
            }
            int fitting = 0;
            while (fitting < counts.length && !tallies.get(fitting).look().fits(answer)) {
                fitting++;
            }
            if (fitting == counts.length) {
                return Optional.of(new Verdict.Differ(person.line(), String.join(" ; ", person.lines()),
                        tallies.stream().map(tally -> tally.look().text()).collect(Collectors.joining(", or ")),
                        text(answer)));
            }
            counts[fitting]++;
        }
        return counted(person, tallies, counts);
    }

    private static Optional<Verdict> counted(Case.Person person, List<Case.Tally> tallies, int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            Case.Tally tally = tallies.get(i);
            if (counts[i] < tally.least() || counts[i] > tally.most()) {
                return Optional.of(new Verdict.Differ(person.line(), String.join(" ; ", person.lines()),
                        (tally.least() == tally.most() ? "" + tally.most() : tally.least() + ".." + tally.most())
                                + " times " + tally.look().text(), counts[i] + " times"));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> claim(Case.Claim claim) {
        String left = reader.read(claim.left());
        String right = reader.read(claim.right());
        OptionalLong leftNumber = Size.parse(left);
        OptionalLong rightNumber = signed(right);
        boolean holds = leftNumber.isPresent() && rightNumber.isPresent()
                ? holds(claim, leftNumber.getAsLong() - rightNumber.getAsLong())
                : claim.relation() == Case.Relation.EQUAL && left.equals(right)
                        || claim.relation() == Case.Relation.OTHER && !left.equals(right);
        return holds ? Optional.empty() : Optional.of(new Verdict.Differ(claim.line(), "claim",
                claim.relation().sign + " " + right + (claim.tolerance() == 0 ? "" : " ± " + claim.tolerance()), left));
    }

    /// A difference may fall below zero.
    private static OptionalLong signed(String text) {
        return text.matches("-\\d+") ? OptionalLong.of(Long.parseLong(text)) : Size.parse(text);
    }

    private static boolean holds(Case.Claim claim, long difference) {
        return switch (claim.relation()) {
            case EQUAL -> Math.abs(difference) <= claim.tolerance();
            case OTHER -> Math.abs(difference) > claim.tolerance();
            case LESS -> difference < claim.tolerance();
            case MOST -> difference <= claim.tolerance();
            case MORE -> difference > -claim.tolerance();
            case LEAST -> difference >= -claim.tolerance();
        };
    }

    private Optional<Verdict> there(Case.There there) {
        for (String name : there.names()) {
            if (reader.exists(name) != there.present()) {
                return Optional.of(new Verdict.Differ(there.line(), "there is " + (there.present() ? "" : "no ") + name,
                        there.present() ? "present" : "absent", there.present() ? "absent" : "present"));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> tree(Case.Tree tree) {
        Set<String> seen = reader.tree(tree.root());
        Set<String> said = new TreeSet<>(tree.names());
        return seen.equals(said) ? Optional.empty()
                : Optional.of(new Verdict.Differ(tree.line(), "tree " + tree.root(), String.join(" ", said),
                        String.join(" ", seen)));
    }
}
