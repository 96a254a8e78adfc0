package enospc.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaseFileTest {

    private static Case parse(String... lines) {
        return CaseFile.parse("some", String.join("\n", lines));
    }

    private static String badness(String... lines) {
        return assertThrows(CaseFile.Bad.class, () -> parse(lines)).getMessage();
    }

    @Test
    void aLineIsReadWithItsExpectations() {
        Case read = parse("title: a claim", "id: 5", "", "$ zfs create p/a", "  [zfs-fuse] status 2", "  or ok");
        assertEquals(new Case("some", "a claim", "5", "-", Release.Among.ALL, List.of(), OptionalLong.empty(),
                List.of(new Case.Typed(4, Release.Among.ALL, false, "zfs create p/a", List.of(
                        new Case.Wish(Release.Among.of("zfs-fuse"), 0, new Case.Status(2)),
                        new Case.Wish(Release.Among.ALL, 1, new Case.Ok()))))), read);
    }

    @Test
    void aClaimHasTwoSidesAndATolerance() {
        Expression used = new Expression(List.of(new Expression.Term(false, new Expression.Property("used", "p/a"))));
        Expression sum = new Expression(List.of(new Expression.Term(false, new Expression.Word("free")),
                new Expression.Term(true, new Expression.Word("4K"))));
        assertEquals(List.of(new Case.Claim(3, Release.Among.ALL, used, Case.Relation.MOST, sum, 131_072)),
                parse("title: t", "", "used p/a <= free - 4K ± T1").acts());
    }

    @Test
    void peopleStartTogether() {
        assertEquals(List.of(new Case.Together(3, Release.Among.ALL, List.of(
                        new Case.Person(3, 8, 1, List.of("zfs create p/a"), List.of(
                                new Case.Tally(Release.Among.ALL, 1, 1, new Case.Ok()),
                                new Case.Tally(Release.Among.ALL, 0, 7, new Case.Refused(new Wildcard("*busy*"))))),
                        new Case.Person(6, 1, 20, List.of("sync", "zfs list"), List.of())))),
                parse("title: t", "", "&8 zfs create p/a", "  1 ok", "  0..7 refused *busy*",
                        "& 20x sync ; zfs list").acts());
    }

    @Test
    void aBadLineIsNamedByLineAndColumn() {
        assertEquals("some.case:1:1: the head has lines such as title: ..., and ends with an empty line",
                badness("what: x", "", "$ sync"));
        assertEquals("some.case:1:1: a case begins with title: ...", badness("id: 5", "", "$ sync"));
        assertEquals("some.case:2:11: no releases: solaris (openzfs >= 2.1.7, zfs-fuse)",
                badness("title: t", "releases: solaris", "", "$ sync"));
        assertEquals("some.case:4:3: ok, refused TEXT, status NUMBER or prints TEXT",
                badness("title: t", "", "$ sync", "  fine"));
        assertEquals("some.case:3:1: neither $, ~, &, let, there, tree nor a claim such as used p/a = 4096",
                badness("title: t", "", "zfs create p/a"));
        assertEquals("some.case:3:14: no size: 4Q", badness("title: t", "", "used p = 1 ± 4Q"));
        assertEquals("some.case:1:1: nothing is typed here", badness("title: t"));
    }
}
