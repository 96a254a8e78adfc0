package enospc.report.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Who may look, and who may write.
///
/// A page of another site must neither read nor write here through the visitor's browser: so the name in `Host` must be
/// ours (a name that was turned to point at us is refused), and a change needs our own origin and the secret that only
/// our own page holds.
///
/// @param token  everybody must show it, or empty: then only this machine can reach us
/// @param secret of this start of the server, in our page
/// @param names  hosts that we answer to, without a port; empty for any, where a token is asked for
record Visitors(String token, String secret, List<String> names) {

    private static final String COOKIE = "enospc-token";

    Visitors {
        names = List.copyOf(names);
    }

    /// @return why the visitor must not come in, or empty
    Optional<String> refusal(HttpExchange exchange) {
        String host = first(exchange.getRequestHeaders(), "Host").replaceFirst(":\\d+$", "");
        if (!names.isEmpty() && !names.contains(host)) {
            return Optional.of("this server does not answer to the name " + host);
        }
        return token.isEmpty() || equal(token, shown(exchange)) ? Optional.empty()
                : Optional.of("a token is needed: open the address with ?token=... that stress serve was given");
    }

    /// @return why nothing may be changed, or empty
    Optional<String> refusalToWrite(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String origin = first(headers, "Origin").replaceFirst("^https?://", "");
        if (!origin.equals(first(headers, "Host"))) {
            return Optional.of("changes come from our own page alone");
        }
        return equal(secret, first(headers, "X-Enospc-Secret")) ? Optional.empty()
                : Optional.of("the page is of another start of the server: load it again");
    }

    /// As a header, as a cookie, or in the address.
    private static String shown(HttpExchange exchange) {
        String bearer = first(exchange.getRequestHeaders(), "Authorization");
        if (bearer.startsWith("Bearer ")) {
            return bearer.substring("Bearer ".length());
        }
        return inAddress(exchange).or(() -> Arrays.stream(first(exchange.getRequestHeaders(), "Cookie").split("; *"))
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1)).findFirst()).orElse("");
    }

    private static Optional<String> inAddress(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return Arrays.stream(query.split("&")).filter(each -> each.startsWith("token="))
                .map(each -> each.substring("token=".length())).findFirst();
    }

    /// The token moves from the address into a cookie that no script and no other site can use.
    void remember(HttpExchange exchange) {
        if (!token.isEmpty() && inAddress(exchange).isPresent()) {
            exchange.getResponseHeaders().add("Set-Cookie",
                    COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
        }
    }

    private static String first(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }

    /// Takes as long for a wrong one, however much of it is right.
    private static boolean equal(String wanted, String shown) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
