package enospc.bench;

import java.util.Arrays;
import java.util.Locale;

/// One thing measured: the median of several rounds, and their spread.
///
/// @param name     unique in the table; others name it as their baseline
/// @param unit     such as `runs/s`, or `ms`
/// @param median   of the rounds
/// @param least    of the rounds
/// @param most     of the rounds
/// @param baseline the name of the figure that this one is held against, or empty
/// @param aim      what it should be, for people; or empty
record Figure(String name, String unit, double median, double least, double most, String baseline, String aim) {

    static Figure of(String name, String unit, String baseline, String aim, double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return new Figure(name, unit, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], baseline, aim);
    }

    /// One line for the parent process.
    String line() {
        return String.join("\t", "figure", name, unit, "" + median, "" + least, "" + most, baseline, aim);
    }

    static Figure parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Figure(parts[1], parts[2], Double.parseDouble(parts[3]), Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]), parts[6], parts[7]);
    }

    /// Three figures of a number, and thousands told apart.
    static String text(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : number >= 0.1 ? "%.2f" : "%.4f", number);
    }
}
