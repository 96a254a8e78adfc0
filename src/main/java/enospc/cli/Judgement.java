package enospc.cli;

import enospc.check.Checkers;
import enospc.check.Grade;
import enospc.check.ModelCheck;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.check.linear.Vocabulary;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.PlanHeading;
import enospc.report.Console;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// From a run's folder to a verdict on the screen: the same for a run that has just ended and for an old one.
final class Judgement {

    private Judgement() { }

    static Verdict of(RunDirectory directory) {
        PlanHeading heading = heading(directory);
        RunFacts facts = new RunFacts(heading.seed(), heading.workload(), heading.replay(), heading.version(),
                List.of());
        try {
            return Checkers.check(directory.history(), facts);
        } catch (IOException unreadable) {
            throw unreadable(directory.history(), unreadable);
        }
    }

    /// Judges a history that lies anywhere, by one claim or by all.
    ///
    /// @param claim its name, or empty for all
    static Verdict of(Path history, String claim) {
        RunFacts facts = new RunFacts(0, "", "", Stress.Version.text(), List.of());
        try {
            return claim.isEmpty() ? Checkers.check(history, facts) : Checkers.check(history, facts, claim);
        } catch (IOException unreadable) {
            throw unreadable(history, unreadable);
        }
    }

    /// Judges the history of any tool by a model.
    static Verdict of(Path history, Vocabulary<?, ?> model) {
        try {
            return ModelCheck.check(history, model, new RunFacts(0, "", "", Stress.Version.text(), List.of()));
        } catch (IOException unreadable) {
            throw unreadable(history, unreadable);
        }
    }

    static BadInput unreadable(Path history, IOException why) {
        String reason = why instanceof NoSuchFileException ? "there is no such file" : why.getMessage();
        return new BadInput("cannot read " + history + ": " + reason);
    }

    /// Says on standard error how the verdict that the run wrote differs from today's.
    static void compare(RunDirectory directory, Verdict today) {
        try {
            String difference = VerdictFile.difference(directory.verdict(), today);
            if (!difference.isEmpty()) {
                System.err.println("stress: " + difference);
            }
        } catch (IOException unreadable) {
            System.err.println("stress: " + directory.verdict() + " cannot be compared: " + unreadable.getMessage()
                    .lines().findFirst().orElse("not JSON"));
        }
    }

    /// A history can be judged without its plan; the verdict then does not say how to repeat the run.
    private static PlanHeading heading(RunDirectory directory) {
        try {
            return PlanHeading.read(directory.plan());
        } catch (BadInput wrong) {
            System.err.println("stress: " + wrong.getMessage() + "; judging without it");
            return new PlanHeading("", "", "", 0);
        }
    }

    /// @param about what the run happened on, or empty
    static void print(Verdict verdict, RunDirectory directory, String about, Output output) {
        if (output.silent) {
            return;
        }
        if (output.json) {
            System.out.print(json(verdict));
        } else if (output.quiet) {
            Console.printLine(verdict);
        } else {
            Console.print(verdict, directory, about);
        }
    }

    /// @param history where it was read from
    static void print(Verdict verdict, Path history, Output output) {
        if (output.json) {
            System.out.print(json(verdict));
        } else if (output.quiet) {
            Console.printLine(verdict);
        } else {
            Console.printClaims(verdict, history.toString().equals("-") ? "standard input" : history.toString());
        }
    }

    private static String json(Verdict verdict) {
        try {
            return VerdictFile.text(verdict);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory", impossible);
        }
    }

    static int exitStatus(Grade grade) {
        return switch (grade) {
            case PASS -> 0;
            case FAIL -> 1;
            case UNKNOWN -> 2;
        };
    }
}
