package enospc.conform;

import enospc.conform.CaseFile.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The part of the grammar that compares: `used p/a = usedbydataset p/a + usedbysnapshots p/a ± T1`.
final class Claims {

    /// One record of 128K: how far one transaction goes past a limit.
    private static final long T1 = 131_072;
    /// Metadata of the pool itself, charged to its root.
    private static final long T2 = 262_144;
    /// What the ZFS Test Suite allows for reservations.
    private static final long T3 = 10_485_760;

    private static final SequencedMap<String, Case.Relation> SIGNS = signs();

    private Claims() { }

    private static SequencedMap<String, Case.Relation> signs() {
        SequencedMap<String, Case.Relation> signs = new LinkedHashMap<>();
        Arrays.stream(Case.Relation.values()).forEach(each -> signs.put(each.sign, each));
        return signs;
    }

    static Case.Claim parse(Row row, Release.Among releases) {
        List<Word> words = words(row);
        Word sign = words.stream().filter(word -> SIGNS.containsKey(word.text)).findFirst()
                .orElseThrow(() -> row.bad(0, "neither $, ~, &, let, there, tree nor a claim such as used p/a = 4096"));
        int at = words.indexOf(sign);
        Optional<Word> plusMinus = words.stream().filter(word -> word.text.equals("±")).findFirst();
        int end = plusMinus.map(words::indexOf).orElse(words.size());
        return new Case.Claim(row.number(), releases, expression(row, words.subList(0, at)), SIGNS.get(sign.text),
                expression(row, words.subList(Math.min(at + 1, end), end)),
                plusMinus.isPresent() ? tolerance(row, words.subList(end + 1, words.size())) : 0);
    }

    static Expression expression(Row row) {
        return expression(row, words(row));
    }

    private static Expression expression(Row row, List<Word> words) {
        List<Expression.Term> terms = new ArrayList<>();
        List<Word> operand = new ArrayList<>();
        boolean minus = false;
        for (Word word : words) {
            if (word.text.equals("+") || word.text.equals("-") && !operand.isEmpty()) {
                terms.add(new Expression.Term(minus, operand(row, operand)));
                operand.clear();
                minus = word.text.equals("-");
            } else {
                operand.add(word);
            }
        }
        terms.add(new Expression.Term(minus, operand(row, operand)));
        return new Expression(terms);
    }

    private static Expression.Operand operand(Row row, List<Word> words) {
        return switch (words.size()) {
            case 1 -> new Expression.Word(words.getFirst().text);
            case 2 -> new Expression.Property(words.getFirst().text, words.getLast().text);
            case 0 -> throw row.bad(0, "one side of the comparison, or of a sign, is empty");
            default -> throw row.bad(words.get(2).offset, "not a number, a name or PROPERTY DATASET");
        };
    }

    private static long tolerance(Row row, List<Word> words) {
        if (words.size() != 1) {
            throw row.bad(0, "± needs one size, or T1, T2, T3");
        }
        return switch (words.getFirst().text) {
            case "T1" -> T1;
            case "T2" -> T2;
            case "T3" -> T3;
            default -> Size.parse(words.getFirst().text).orElseThrow(
                    () -> row.bad(words.getFirst().offset, "no size: " + words.getFirst().text));
        };
    }

    private static List<Word> words(Row row) {
        List<Word> words = new ArrayList<>();
        int offset = 0;
        for (String text : row.text().split(" ")) {
            if (!text.isEmpty()) {
                words.add(new Word(offset, text));
            }
            offset += text.length() + 1;
        }
        return words;
    }

    private record Word(int offset, String text) { }
}
