package enospc.report.serve;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import enospc.report.serve.ResultsServer.Service;
import enospc.report.serve.ReviewDesk.Said;
import enospc.world.RealTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/// The pages in a real Chromium. After each test: no error on the console, and nothing asked of any other machine.
class BrowserTest {

    private static final String IN_SIGHT = "(() => { const box = document.querySelector('%s').getBoundingClientRect();"
            + " return box.height > 40 && box.top < innerHeight && box.bottom > 0; })()";

    @TempDir
    private static Path results;

    private static final List<Said> SAID = new CopyOnWriteArrayList<>();
    private static Browser browser;
    private static ResultsServer server;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Browser.missing().isEmpty(), () -> Browser.missing().orElse(""));
        Fixture.make(results);
        server = new ResultsServer(new Service(results, Optional.of(SAID::add), (_, _) -> { }, new RealTime()),
                new InetSocketAddress("127.0.0.1", 0), "", "secret", List.of("127.0.0.1"));
        server.start();
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @AfterEach
    void nothingWentWrong() {
        if (browser != null) {
            assertAll(() -> assertEquals(List.of(), browser.complaints()),
                    () -> assertEquals(List.of(), browser.strangers()),
                    () -> assertNotEquals("evil", browser.run("document.title")));
        }
    }

    private static void openPage(String run) {
        String page = run.contains("/") ? run : run + "/report.html";
        browser.open(results.toUri() + page);
    }

    private static void openServer() {
        browser.open("http://127.0.0.1:" + server.port() + "/");
    }

    @Test
    void aFailingClaimLeadsToItsEvent() {
        openPage(Fixture.FAILING);
        String before = browser.text("#shown");
        String event = browser.text(".evidence [data-event]");
        browser.click(".evidence [data-event]");
        assertAll(
                () -> assertTrue(browser.text("#detail").matches("(?s).*\\b" + event + "\\b.*"),
                        browser.text("#detail")),
                () -> assertTrue(browser.text("#detail pre").startsWith("{\"index\":"), browser.text("#detail pre")),
                () -> assertTrue(browser.run("getComputedStyle(document.querySelector('#detail')).display")
                        .equals("block")),
                () -> assertEquals("true", browser.run(IN_SIGHT.formatted("#lanes canvas"))),
                () -> assertEquals("true", browser.run(IN_SIGHT.formatted("#detail"))),
                () -> assertNotEquals("", before));
        browser.click("#detail .close");
        assertEquals("", browser.text("#detail"));
    }

    @Test
    void aLinkLeadsToItsEvent() {
        openPage(Fixture.FAILING + "/report.html#event-3");
        assertTrue(browser.text("#detail").matches("(?s).*\\b3\\b.*"), browser.text("#detail"));
        assertEquals("true", browser.run(IN_SIGHT.formatted("#lanes canvas")));
    }

    /// Else [#nothingWentWrong] could not fail.
    @Test
    void whatGoesWrongIsNoticed() {
        openPage(Fixture.PASSING);
        browser.run("void (new Image().src = 'http://example.org/pixel')");
        browser.openAnywhere("data:text/html,<img src='http://example.org/pixel'><script>throw 'oops'</script>");
        List<String> complaints = browser.complaints();
        assertAll(
                () -> assertTrue(browser.strangers().contains("http://example.org/pixel")),
                () -> assertTrue(complaints.stream().anyMatch(each -> each.contains("Content Security Policy")),
                        complaints.toString()),
                () -> assertTrue(complaints.stream().anyMatch(each -> each.contains("Uncaught")),
                        complaints.toString()));
    }

    @Test
    void keysZoomAndFilterAndSearchNarrow() {
        openPage(Fixture.PASSING);
        String all = browser.text("#matched");
        String whole = browser.text("#shown");
        browser.find("#lanes").sendKeys("+++");
        browser.until("document.querySelector('#shown').textContent !== '" + whole + "'");
        browser.find("#lanes").sendKeys("0");
        browser.until("document.querySelector('#shown').textContent === '" + whole + "'");
        new Select(browser.find("#by-f")).selectByValue("install");
        assertEquals("16 of " + all.replace(" bars", "") + " bars match", browser.text("#matched"));
        new Select(browser.find("#by-process")).selectByValue("w03");
        assertTrue(browser.text("#matched").startsWith("1 of "), browser.text("#matched"));
        browser.find("#lanes").sendKeys("n");
        assertTrue(browser.text("#detail").contains("install by w03"), browser.text("#detail"));
        browser.click("#clear");
        browser.find("#search").sendKeys("w03", Keys.ENTER);
        browser.until("document.querySelector('#matched').textContent.includes(' of ')");
    }

    @Test
    void everyPlotIsDrawn() {
        openPage(Fixture.PASSING);
        assertEquals("5", browser.run("document.querySelectorAll('.plot canvas').length"));
    }

    @Test
    void runsAreSortedAndFiltered() {
        openServer();
        String rows = "#run-table tbody tr td:first-child";
        assertEquals(List.of(Fixture.FAILING, Fixture.PASSING), browser.texts(rows));
        browser.click("#run-table th:first-child button");
        assertEquals(List.of(Fixture.PASSING, Fixture.FAILING), browser.texts(rows));
        new Select(browser.find("#run-verdict")).selectByValue("fail");
        assertEquals(List.of(Fixture.FAILING), browser.texts(rows));
        assertEquals("1 of 2 runs", browser.text("#run-count"));
        browser.click("#run-table tbody a");
        browser.until("document.querySelector('#lanes') !== null && 'ready' in document.documentElement.dataset");
        assertTrue(browser.text("h1").startsWith("FAIL"));
    }

    @Test
    void aRunningSoakIsShownAsItGoes() throws IOException {
        Fixture.soak(results, 10, "running");
        openServer();
        browser.until("document.querySelector('.card')?.textContent.includes('10 runs')");
        Fixture.soak(results, 77, "running");
        browser.until("document.querySelector('.card')?.textContent.includes('77 runs')");
        Fixture.soak(results, 80, "ended");
        browser.until("document.querySelector('.card')?.textContent.includes('ended')");
    }

    @Test
    void aReviewIsEntered() {
        openServer();
        browser.click("#signature-table td button");
        new Select(browser.find("#review-word")).selectByValue("reject");
        browser.find("#review-why").sendKeys(Fixture.EVIL);
        browser.find("#review-by").sendKeys("me");
        browser.click("#review-send");
        browser.until("!document.querySelector('#review').open");
        assertEquals(List.of(new Said("abcd1234", "reject", "", Fixture.EVIL, "me")), SAID);
    }
}
