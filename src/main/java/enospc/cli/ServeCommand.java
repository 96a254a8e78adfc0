package enospc.cli;

import enospc.plan.BadInput;
import enospc.report.page.PageFile;
import enospc.report.serve.ResultsServer;
import enospc.report.serve.ResultsServer.Service;
import enospc.report.serve.ReviewDesk;
import enospc.world.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stress serve`: all runs, nights and signatures in a browser.
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Show results in a browser: runs, nights, signatures, running soaks live. Ends with Ctrl-C.",
        footer = {"", "Example: stress serve --port 8080"})
final class ServeCommand implements Callable<Integer> {

    private static final int TOKEN_LEAST = 12;

    @Option(names = "--port", paramLabel = "N", defaultValue = "7070",
            description = "0: any free one (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "beyond this machine only with --token (${DEFAULT-VALUE})")
    private String bind;

    @Option(names = "--token", paramLabel = "TEXT", defaultValue = "",
            description = "what visitors must show: open http://.../?token=TEXT")
    private String token;

    @Option(names = "--read-only", description = "take no reviews")
    private boolean readOnly;

    @Option(names = "--results", paramLabel = "DIR", description = "what to show (results)")
    private Optional<Path> results = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        try (ResultsServer server = server()) {
            server.start();
            System.out.println("http://" + (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + server.port() + "/"
                    + (token.isEmpty() ? "" : "?token=" + token));
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private ResultsServer server() {
        Path folder = results.orElseGet(Home::results);
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there is no folder " + folder + "; name another with --results");
        }
        InetAddress address = address();
        if (!address.isLoopbackAddress() && token.length() < TOKEN_LEAST || !token.matches("[A-Za-z0-9._~-]*")) {
            throw new BadInput("to serve beyond this machine --token must have at least " + TOKEN_LEAST
                    + " letters, digits or . _ ~ -");
        }
        List<String> names = address.isLoopbackAddress() ? List.of("localhost", "127.0.0.1", "[::1]", bind)
                : List.of();
        Service service = new Service(folder, readOnly ? Optional.empty() : desk(folder),
                (file, run) -> PageFile.write(file, run, ReportCommand.verdict(run)), new RealTime());
        try {
            return new ResultsServer(service, new InetSocketAddress(address, port), token, secret(), names);
        } catch (IOException | IllegalArgumentException refused) {
            throw new BadInput("cannot serve on " + bind + " port " + port + ": " + refused.getMessage()
                    + "; name another with --port");
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException unknown) {
            throw new BadInput("--bind is \"" + bind + "\", which is no address of this machine");
        }
    }

    private static Optional<ReviewDesk> desk(Path folder) {
        return Optional.of(new LedgerDesk(folder));
    }

    /// Not a matter of chance in a run: nobody must be able to guess it.
    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
