package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.sim.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {

    @Test
    void aSuiteThatIsStoppedEndsBeforeTheNextCase() {
        List<Case> cases = Cases.shipped().stream()
                .filter(each -> each.releases().has(Stages.sim(Version.ZFS_FUSE_0_7).release())).toList();
        Stop stop = new Stop();
        List<String> heard = new ArrayList<>();
        Table table = Conformance.play(cases, List.of(Stages.sim(Version.ZFS_FUSE_0_7)), stop, result -> {
            heard.add(result.played().name());
            if (heard.size() == 3) {
                stop.ask();
            }
        });
        assertEquals(cases.stream().limit(3).map(Case::name).toList(), heard);
        assertEquals(3, table.results().size());
    }
}
