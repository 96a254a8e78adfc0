package enospc.report.serve;

import com.sun.net.httpserver.HttpExchange;
import enospc.report.page.Marks;
import enospc.report.page.PageFile;
import enospc.report.page.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The page of the server. It holds no data: what it shows, it asks for, and shows as text.
final class App {

    private static final String SCRIPT = Parts.script("page", List.of("format.js"))
            .replaceFirst("(?s)\\n}\\)\\(\\);\\n$", "\n")
            + List.of("table.js", "runs.js", "signatures.js", "soaks.js", "app.js").stream()
            .map(name -> "// " + name + "\n" + Parts.text("serve/" + name)).reduce("", String::concat) + "})();\n";

    private App() { }

    static void write(HttpExchange exchange, String secret, boolean writable) throws IOException {
        String page = Marks.fill(Parts.text("serve/app.html"), Map.of(
                "style", Parts.text("page/page.css") + Parts.text("serve/app.css"),
                "secret", secret,
                "writable", String.valueOf(writable),
                "script", SCRIPT));
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; connect-src 'self';"
                + " script-src '" + PageFile.digest(SCRIPT) + "'; style-src 'unsafe-inline'; img-src data:;"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        Answer.bytes(exchange, 200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
