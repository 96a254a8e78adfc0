package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.plan.BadInput;
import enospc.report.serve.ReviewDesk.Said;
import enospc.soak.ledger.Ledger;
import enospc.soak.ledger.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person says in the browser stands in the ledger, or is refused and changes nothing.
class LedgerDeskTest {

    private static final String NEVER = "9999-12-31";

    @TempDir
    private Path results;

    private LedgerDesk desk;

    @BeforeEach
    void aLedgerOfOneSignature() throws IOException {
        Files.writeString(results.resolve("index.json"), """
                {"signatures": [{"id": "abcd1234", "claim": "NoOrphanStaging", "transition": "retry-fails",
                  "steps": [], "nights": [], "shown": {"workload": "race"}, "reviews": []}], "nights": []}
                """);
        desk = new LedgerDesk(results);
    }

    private List<Review> reviews() {
        return new Ledger(results).read().line("abcd1234").orElseThrow().reviews();
    }

    @Test
    void whatIsSaidStandsInTheLedgerInItsOrder() {
        desk.enter(new Said("abcd1234", "accept", NEVER, "mended <upstream>", "me"));
        desk.enter(new Said("abcd", "reject", "2020-01-01", "", ""));
        desk.enter(new Said("abcd1234", "forget", "", "", "me"));
        assertEquals(List.of("accepted 9999-12-31 mended <upstream> me", "rejected   stress serve", "open   me"),
                reviews().stream().map(each -> String.join(" ", each.verdict(), each.until(), each.why(), each.by()))
                        .toList());
        assertTrue(reviews().stream().allMatch(each -> each.at().matches("20\\d\\d-\\d\\d-\\d\\dT.*Z")));
    }

    private void refused(String because, Said said) {
        String message = assertThrows(BadInput.class, () -> desk.enter(said)).getMessage();
        assertAll(() -> assertTrue(message.contains(because), message),
                () -> assertEquals(1, message.lines().count()),
                () -> assertEquals(List.of(), reviews()));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        refused("accept, reject or forget", new Said("abcd1234", "love", NEVER, "why", "me"));
        refused("needs a reason", new Said("abcd1234", "accept", NEVER, " ", "me"));
        refused("is over", new Said("abcd1234", "accept", "2020-01-31", "why", "me"));
        refused("name the last day", new Said("abcd1234", "accept", "", "why", "me"));
        refused("name the last day", new Said("abcd1234", "accept", "soon", "why", "me"));
        refused("more than 2000 letters", new Said("abcd1234", "reject", "", "x".repeat(2001), "me"));
        refused("no signature", new Said("ffff", "reject", "", "", "me"));
        refused("no signature", new Said("", "reject", "", "", "me"));
    }
}
