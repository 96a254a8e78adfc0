package enospc.check;

import static enospc.check.Story.container;
import static enospc.check.Story.pristine;
import static enospc.check.Story.template;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.plan.Generator;
import enospc.plan.Workload;
import enospc.pool.Command;
import enospc.soak.Trial;
import enospc.world.Seed;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    /// Killed in its first step, which may have happened.
    private static Story killed() {
        Story story = told();
        story.install("w0", "k1", "c0").begins(new Command.Create(Story.STORE.staging("k1"), new TreeMap<>())).dies();
        return story.at(20);
    }

    @Test
    void aKilledInstallWhoseContainerIsThereIsDone() {
        assertEquals(new Unheard(1, 0, 0), killed().end(template("k1"), pristine("k1"), container("c0", "k1"))
                .verdict().unheard());
    }

    @Test
    void aKilledInstallWithoutAContainerIsNotDone() {
        assertEquals(new Unheard(0, 1, 0), killed().end().verdict().unheard());
    }

    @Test
    void aContainerOfAnotherTemplateIsNoInstall() {
        assertEquals(new Unheard(0, 1, 0), killed().end(container("c0", "k2")).verdict().unheard());
    }

    @Test
    void aContainerWithAnotherContentIsNoInstall() {
        Story story = killed().census("final", container("c0", "k1")).digest(Story.STORE.container("c0"), "else");
        assertEquals(new Unheard(0, 1, 0), story.verdict().unheard());
    }

    @Test
    void aKilledRemovalIsDoneIfItsContainerIsGone() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.remove("w0", "c0").begins(new Command.Destroy(Story.STORE.container("c0"), false)).dies();
        assertEquals(new Unheard(1, 0, 0), story.at(20).end(template("k1"), pristine("k1")).verdict().unheard());
    }

    @Test
    void withoutAFinalCensusNobodyKnows() {
        assertEquals(new Unheard(0, 0, 1), killed().census("all").verdict().unheard());
    }

    @Test
    void aRunWithKillsDecidesAllOfThem() {
        Workload often = Workload.of("kills", Map.of("image-size", "256K..1M", "rounds", "2", "workers", "8",
                "stagger", "0s", "kill-every", "500ms"));
        Unheard unheard = Trial.of(Generator.plan("test", "again", often, new Seed(1))).verdict().unheard();
        assertTrue(unheard.all() > 0 && unheard.open() == 0, unheard.text());
    }
}
