package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case on the embedded pool, as each version that it knows.
class SimConformanceTest {

    @TestFactory
    Stream<DynamicContainer> theEmbeddedPoolAnswersAsTheCaseSays() {
        return Stages.sims().stream().map(stage -> DynamicContainer.dynamicContainer(stage.name(),
                Cases.shipped().stream().filter(each -> each.releases().has(stage.release()))
                        .map(each -> DynamicTest.dynamicTest(each.name(), () -> agrees(each, stage)))));
    }

    /// What the embedded pool cannot do at all, such as to crash, is said and passed over.
    private static void agrees(Case each, Stage stage) {
        Verdict verdict = Conformance.play(each, stage);
        if (verdict instanceof Verdict.CannotRun cannot) {
            System.out.println(each.name() + " cannot run on " + stage.name() + ": " + cannot.why());
        } else {
            assertEquals(new Verdict.Agree(), verdict, each.name() + " on " + stage.name());
        }
    }
}
