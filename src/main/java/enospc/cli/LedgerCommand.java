package enospc.cli;

import enospc.report.LedgerTable;
import enospc.soak.ledger.Ledger;
import enospc.soak.night.JsonFile;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stress ledger`: what all nights have found.
@Command(name = "ledger", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Show every signature that a soak has found: since when, how often, and what was said about it.",
        footer = {"", "Example: stress ledger"})
final class LedgerCommand implements Callable<Integer> {

    @Option(names = "--results", paramLabel = "DIR", description = "where the soaks wrote (results)")
    private Path results;

    @Option(names = "--add", paramLabel = "SOAK", arity = "1..*",
            description = "first add these soaks' folders, or what has become of them")
    private List<Path> add = List.of();

    @Option(names = "--json", description = "as JSON, as it stands in index.json")
    private boolean json;

    @Override
    public Integer call() {
        Ledger ledger = new Ledger(results == null ? Home.results() : results);
        add.forEach(folder -> ledger.add(SoakOnce.read(folder)));
        if (json) {
            System.out.print(JsonFile.text(ledger.read()));
        } else {
            new LedgerTable(ledger.read(), NightEnd.today(new RealTime())).lines().forEach(System.out::println);
        }
        return 0;
    }
}
