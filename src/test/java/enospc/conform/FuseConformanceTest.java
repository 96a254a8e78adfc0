package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case on a real zfs-fuse, where there is one.
class FuseConformanceTest {

    @TestFactory
    Stream<DynamicTest> zfsFuseAnswersAsTheCaseSays() {
        Optional<String> missing = Stages.missingFuse();
        missing.ifPresent(why -> System.out.println("no case runs on zfs-fuse: " + why));
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        Stage stage = Stages.fuse();
        return Cases.shipped().stream().filter(each -> each.releases().has(stage.release()))
                .map(each -> DynamicTest.dynamicTest(each.name(),
                        () -> assertEquals(new Verdict.Agree(), Conformance.play(each, stage), each.name())))
                .onClose(stage::close);
    }
}
