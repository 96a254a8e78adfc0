package enospc.report.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import enospc.world.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Tells a browser each time that a soak's file has changed, until the soak has ended or the browser has gone.
final class Live {

    private static final long LOOKS_EVERY = 500_000_000;
    /// A line now and then shows whether the browser is still there.
    private static final int LOOKS_IN_SILENCE = 20;

    private final Clock clock;
    private volatile boolean ended;

    Live(Clock clock) {
        this.clock = clock;
    }

    void watch(HttpExchange exchange, Path soak) throws IOException {
        Answer.headers(exchange, "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            String told = "";
            int silent = 0;
            while (!ended) {
                JsonNode state = Catalogue.soak(soak);
                String text = state.toString();
                if (!text.equals(told)) {
                    send(out, "data: " + text + "\n\n");
                    told = text;
                    silent = 0;
                } else if (++silent % LOOKS_IN_SILENCE == 0) {
                    send(out, ": still the same\n\n");
                }
                if (!state.path("state").asText().equals("running")) {
                    send(out, "event: end\ndata: {}\n\n");
                    return;
                }
                clock.sleepNanos(LOOKS_EVERY);
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void end() {
        ended = true;
    }
}
