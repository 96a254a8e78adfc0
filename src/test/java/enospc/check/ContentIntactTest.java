package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.container;
import static enospc.check.Story.right;
import static enospc.check.Story.template;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentIntactTest {

    private static final String CLAIM = "ContentIntact";

    private static Finding judged(Story story) {
        return story.finding(ContentIntact::new);
    }

    @Test
    void everyContentThatIsItsImagesIsIntact() {
        Story story = told().census("final", template("k1"), container("c0", "k1"))
                .digest(STORE.template("k1"), right("k1")).digest(STORE.container("c0"), right("k1"));
        assertEquals(Finding.pass(CLAIM, "2 contents read, all as they should be"), judged(story));
    }

    @Test
    void aTruncatedTemplateIsNotIntact() {
        Story story = told().census("final", template("k1")).digest(STORE.template("k1"), "sha256:00");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "the census at 0.001 s reads template k1 with a content that is not"
                + " that of image k1", List.of(1L, 2L), 2, false), judged(story));
    }

    @Test
    void noContentReadProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no content was read"), judged(told().end()));
    }

    @Test
    void aContainerMustHaveTheContentOfItsOrigin() {
        Story story = told().census("final", container("c0", "k1")).digest(STORE.container("c0"), right("k2"));
        assertEquals(Grade.FAIL, judged(story).grade());
    }
}
