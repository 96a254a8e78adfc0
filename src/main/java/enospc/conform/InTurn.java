package enospc.conform;

import java.util.ArrayList;
import java.util.List;

/// Several people at one keyboard: each types one line, then hands on.
final class InTurn {

    private InTurn() { }

    static List<List<Shell.Answer>> type(Shell shell, List<List<String>> people) {
        List<List<Shell.Answer>> answers = new ArrayList<>();
        people.forEach(person -> answers.add(new ArrayList<>()));
        int longest = people.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < longest; line++) {
            for (int person = 0; person < people.size(); person++) {
                List<String> lines = people.get(person);
                if (line < lines.size()) {
                    answers.get(person).add(shell.type(lines.get(line)));
                }
            }
        }
        return answers;
    }
}
