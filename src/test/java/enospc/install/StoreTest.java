package enospc.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names of datasets and back, in our own layout and in another.
class StoreTest {

    private static final Store HOUSE = new Store("tank/r");
    private static final Store OTHER = new Store("tank/r", Layout.of(Map.of("store", "{root}/ct",
            "template", "{store}/images/t-{key}", "staging", "{store}/images/t-{key}.part",
            "container", "{store}/box-{name}", "snapshot", "base")));

    private static String kind(Store store, String name) {
        return store.isStaging(name) ? "staging " + store.keyOf(name)
                : store.isTemplate(name) ? "template " + store.keyOf(name)
                : store.isContainer(name) ? "container " + store.nameOf(name) : "other";
    }

    @Test
    void ourOwnNamesAreKnown() {
        assertEquals(List.of("template ab", "staging ab", "container c1", "other", "other", "other"),
                List.of(kind(HOUSE, HOUSE.template("ab")), kind(HOUSE, HOUSE.staging("ab")),
                        kind(HOUSE, HOUSE.container("c1")), kind(HOUSE, HOUSE.templates()),
                        kind(HOUSE, HOUSE.squeeze()), kind(HOUSE, HOUSE.pristine("ab"))));
    }

    @Test
    void namesOfAnotherLayoutAreKnown() {
        assertEquals(List.of("tank/r/ct/images/t-ab@base", "tank/r/ct/box-c1", "template ab", "staging ab",
                        "container c1", "other"),
                List.of(OTHER.pristine("ab"), OTHER.container("c1"), kind(OTHER, OTHER.template("ab")),
                        kind(OTHER, OTHER.staging("ab")), kind(OTHER, OTHER.container("c1")),
                        kind(OTHER, "tank/r/ct/images/stray")));
    }

    @Test
    void theHouseHasNothingToSay() {
        assertEquals(Map.of(), Layout.HOUSE.words());
    }
}
