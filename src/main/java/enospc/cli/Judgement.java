package enospc.cli;

import enospc.check.Checkers;
import enospc.check.Grade;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.PlanHeading;
import enospc.report.Console;
import java.io.IOException;
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
            throw new BadInput("cannot read " + directory.history() + ": " + unreadable.getMessage());
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
