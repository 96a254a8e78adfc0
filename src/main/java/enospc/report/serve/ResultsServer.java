package enospc.report.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.world.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `results/` in a browser.
///
/// | address | what |
/// | --- | --- |
/// | `/` | the page |
/// | `/api/runs`, `/api/ledger`, `/api/soaks` | what lies in `results/`, as JSON |
/// | `/api/soaks/NAME/live` | server-sent events: the state of a soak each time that it changes |
/// | `/runs/NAME/report.html` | a run's page, made now if it is not there |
/// | `/runs/NAME/FILE` | a run's file, as text |
/// | `POST /api/reviews` | a person's word on a signature |
public final class ResultsServer implements AutoCloseable {

    private static final int REVIEW_BYTES_MAX = 1 << 14;
    private static final String PLAIN = "text/plain; charset=utf-8";

    /// Files of a run that may be read.
    private static final Map<String, String> FILES = Map.of("history.jsonl", PLAIN, "plan.json", PLAIN,
            "verdict.json", PLAIN, "junit.xml", PLAIN, "latency.hlog", PLAIN, "pool-history.txt", PLAIN);

    /// @param results folder
    /// @param desk    where reviews go, or empty: then nothing can be changed
    /// @param pages   writes the page of a run
    public record Service(Path results, Optional<ReviewDesk> desk, PageMaker pages, Clock clock) { }

    /// Writes the page of a run into a file.
    public interface PageMaker {
        void write(Path file, RunDirectory run) throws IOException;
    }

    private final Service service;
    private final Visitors visitors;
    private final Catalogue catalogue;
    private final Live live;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param token  that visitors must show, or empty
    /// @param secret that nobody can guess, other at each start
    /// @param names  hosts that we answer to; empty for any
    /// @throws IOException if the address is taken
    public ResultsServer(Service service, InetSocketAddress address, String token, String secret, List<String> names)
            throws IOException {
        this.service = service;
        this.visitors = new Visitors(token, secret, names);
        this.catalogue = new Catalogue(service.results());
        this.live = new Live(service.clock());
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> refusal = visitors.refusal(exchange);
            if (refusal.isPresent()) {
                Answer.text(exchange, 403, refusal.get());
                return;
            }
            visitors.remember(exchange);
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> read(exchange, exchange.getRequestURI().getPath().split("/", -1));
                case "POST" -> write(exchange);
                default -> Answer.text(exchange, 405, "GET, or POST /api/reviews");
            }
        } catch (RuntimeException broken) {
            System.err.println("stress: serve: " + exchange.getRequestURI().getPath() + ": " + broken);
            Answer.text(exchange, 500, "that went wrong here; standard error of stress serve says how");
        }
    }

    private void read(HttpExchange exchange, String[] path) throws IOException {
        switch (path.length) {
            case 2 -> {
                if (path[1].isEmpty()) {
                    App.write(exchange, visitors.secret(), service.desk().isPresent());
                } else {
                    Answer.text(exchange, 404, "there is no such page");
                }
            }
            case 3 -> list(exchange, path[1] + "/" + path[2]);
            case 4 -> runFile(exchange, path);
            case 5 -> watch(exchange, path);
            default -> Answer.text(exchange, 404, "there is no such page");
        }
    }

    private void list(HttpExchange exchange, String what) throws IOException {
        switch (what) {
            case "api/runs" -> Answer.json(exchange, catalogue.runs());
            case "api/ledger" -> Answer.json(exchange, catalogue.ledger());
            case "api/soaks" -> Answer.json(exchange, catalogue.soaks());
            default -> Answer.text(exchange, 404, "there is no such page");
        }
    }

    private void runFile(HttpExchange exchange, String[] path) throws IOException {
        Optional<Path> folder = path[1].equals("runs") ? catalogue.folder(path[2]) : Optional.empty();
        if (folder.isEmpty()) {
            Answer.text(exchange, 404, "there is no such run");
        } else if (path[3].equals("report.html")) {
            page(exchange, new RunDirectory(folder.get()));
        } else if (FILES.containsKey(path[3]) && isFile(folder.get().resolve(path[3]))) {
            Answer.file(exchange, FILES.get(path[3]), folder.get().resolve(path[3]));
        } else {
            Answer.text(exchange, 404, "the run has no such file");
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Without an origin of its own: whatever stands in a page that somebody else has made, it can ask us nothing.
    private void page(HttpExchange exchange, RunDirectory run) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", "sandbox allow-scripts; frame-ancestors 'none'");
        if (isFile(run.page())) {
            Answer.file(exchange, "text/html; charset=utf-8", run.page());
            return;
        }
        Path made = Files.createTempFile("enospc-", ".html");
        try {
            service.pages().write(made, run);
            Answer.file(exchange, "text/html; charset=utf-8", made);
        } catch (BadInput wrong) {
            Answer.text(exchange, 404, wrong.getMessage());
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private void watch(HttpExchange exchange, String[] path) throws IOException {
        Optional<Path> folder = catalogue.folder(path[3]);
        if (!path[1].equals("api") || !path[2].equals("soaks") || !path[4].equals("live") || folder.isEmpty()
                || !isFile(folder.get().resolve("soak.json"))) {
            Answer.text(exchange, 404, "there is no such soak");
            return;
        }
        live.watch(exchange, folder.get());
    }

    private void write(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/api/reviews")) {
            Answer.text(exchange, 404, "there is no such page");
            return;
        }
        Optional<String> refusal = visitors.refusalToWrite(exchange);
        if (refusal.isPresent() || service.desk().isEmpty()) {
            Answer.text(exchange, 403, refusal.orElse("this server was started with --read-only"));
            return;
        }
        try (InputStream in = exchange.getRequestBody()) {
            JsonNode said = new ObjectMapper().readTree(in.readNBytes(REVIEW_BYTES_MAX));
            service.desk().get().enter(new ReviewDesk.Said(said.path("signature").asText(), said.path("word").asText(),
                    said.path("until").asText(), said.path("why").asText(), said.path("by").asText()));
            Answer.text(exchange, 200, "noted");
        } catch (BadInput | com.fasterxml.jackson.core.JsonProcessingException wrong) {
            Answer.text(exchange, 400, wrong.getMessage().lines().findFirst().orElse("not JSON"));
        }
    }

    @Override
    public void close() {
        live.end();
        server.stop(0);
        threads.shutdownNow();
    }
}
