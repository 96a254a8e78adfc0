package enospc.report.serve;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.report.serve.ResultsServer.Service;
import enospc.report.serve.ReviewDesk.Said;
import enospc.world.RealTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and what to: asked with requests that no browser would send.
class ResultsServerTest {

    @TempDir
    private Path folder;

    private final List<Said> said = new CopyOnWriteArrayList<>();
    private Path results;

    @BeforeEach
    void aRunAndASecretBesideIt() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
        Path run = Files.createDirectory(results.resolve("run"));
        Files.writeString(run.resolve("history.jsonl"), "a line\n");
        Files.writeString(run.resolve("other.txt"), "secret\n");
        Files.writeString(folder.resolve("history.jsonl"), "secret\n");
        Path far = Files.createDirectory(folder.resolve("far"));
        Files.writeString(far.resolve("history.jsonl"), "secret\n");
        Files.createSymbolicLink(results.resolve("link"), far);
        Files.createSymbolicLink(run.resolve("plan.json"), folder.resolve("history.jsonl"));
    }

    private ResultsServer server(String token, boolean readOnly) throws IOException {
        ResultsServer server = new ResultsServer(new Service(results, readOnly ? Optional.empty()
                : Optional.of(said::add), (_, _) -> { }, new RealTime()), new InetSocketAddress("127.0.0.1", 0), token,
                "secret", token.isEmpty() ? List.of("127.0.0.1") : List.of());
        server.start();
        return server;
    }

    private static String ask(ResultsServer server, String first, String... headers) throws IOException {
        return send(server, first + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nConnection: close\r\n"
                + String.join("", java.util.Arrays.stream(headers).map(each -> each + "\r\n").toList()) + "\r\n");
    }

    private static String send(ResultsServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void onlyTheNamedFilesOfRunsAreServed() throws IOException {
        try (ResultsServer server = server("", false)) {
            assertTrue(ask(server, "GET /runs/run/history.jsonl").contains("a line"));
            for (String path : List.of("/runs/../history.jsonl", "/runs/%2e%2e/history.jsonl",
                    "/runs/..%2f/history.jsonl",
                    "/runs/run/../../history.jsonl", "/runs/link/history.jsonl", "/runs/run/other.txt",
                    "/runs/run/plan.json", "/runs/./history.jsonl", "//etc/passwd", "/runs/run/..%2f..%2fhistory.jsonl",
                    "/runs//history.jsonl", "/runs/run%00/history.jsonl")) {
                String answer = ask(server, "GET " + path);
                assertAll(path, () -> assertFalse(answer.contains("secret")),
                        () -> assertTrue(answer.isEmpty() || status(answer) >= 400, answer));
            }
        }
    }

    @Test
    void anotherNameForThisMachineIsRefused() throws IOException {
        try (ResultsServer server = server("", false)) {
            assertEquals(403, status(send(server, "GET /api/runs HTTP/1.1\r\nHost: evil.example\r\n"
                    + "Connection: close\r\n\r\n")));
        }
    }

    @Test
    void withoutTheTokenNothingIsShown() throws IOException {
        try (ResultsServer server = server("a-long-token", false)) {
            assertAll(
                    () -> assertEquals(403, status(ask(server, "GET /"))),
                    () -> assertEquals(403, status(ask(server, "GET /runs/run/history.jsonl?token=a-long-tokem"))),
                    () -> assertEquals(200, status(ask(server, "GET /api/runs", "Authorization: Bearer a-long-token"))),
                    () -> assertEquals(200, status(ask(server, "GET /api/runs", "Cookie: enospc-token=a-long-token"))),
                    () -> assertTrue(ask(server, "GET /?token=a-long-token").contains("SameSite=Strict")));
        }
    }

    private static String review(ResultsServer server, String origin, String secret) throws IOException {
        String body = "{\"signature\":\"abcd\",\"word\":\"reject\"}";
        return send(server, "POST /api/reviews HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nOrigin: " + origin
                + "\r\nX-Enospc-Secret: " + secret + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    @Test
    void aReviewNeedsOurOwnPage() throws IOException {
        try (ResultsServer server = server("", false)) {
            String ours = "http://127.0.0.1:" + server.port();
            assertAll(
                    () -> assertEquals(403, status(review(server, "http://evil.example", "secret"))),
                    () -> assertEquals(403, status(review(server, "null", "secret"))),
                    () -> assertEquals(403, status(review(server, ours, "guess"))),
                    () -> assertEquals(List.of(), said),
                    () -> assertEquals(200, status(review(server, ours, "secret"))),
                    () -> assertEquals(List.of(new Said("abcd", "reject", "", "", "")), said));
        }
    }

    @Test
    void readOnlyTakesNoReviews() throws IOException {
        try (ResultsServer server = server("", true)) {
            assertEquals(403, status(review(server, "http://127.0.0.1:" + server.port(), "secret")));
        }
    }

    @Test
    void aDamagedVerdictIsShownAsSuch() throws IOException {
        Files.writeString(results.resolve("run/verdict.json"), "{\"verdict\":");
        try (ResultsServer server = server("", false)) {
            assertTrue(ask(server, "GET /api/runs").contains("\"verdict\":\"damaged\""));
        }
    }
}
