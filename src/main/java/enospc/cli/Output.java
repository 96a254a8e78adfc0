package enospc.cli;

import picocli.CommandLine.Option;

/// How much a command says, and in what form.
final class Output {

    @Option(names = {"-q", "--quiet"}, description = "no progress, and the verdict in one line")
    boolean quiet;

    @Option(names = "--json", description = "the verdict as JSON on standard output")
    boolean json;

    /// One of many runs, whose verdict goes elsewhere.
    boolean silent;

    static Output silence() {
        Output output = new Output();
        output.quiet = true;
        output.silent = true;
        return output;
    }
}
