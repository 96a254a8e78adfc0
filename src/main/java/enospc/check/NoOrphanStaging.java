package enospc.check;

import enospc.check.Stagings.Owner;
import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// No staging dataset outlives the install that made it: not for longer than the grace period, and not the run.
///
/// One whose extractor was killed is nobody's fault until an install has met it and left it there.
final class NoOrphanStaging implements Checker {

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Set<String> reported = new HashSet<>();
    private long created;
    private long readings;

    NoOrphanStaging(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "NoOrphanStaging";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.CENSUS, Kind.CREATE);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census census && !event.begins()) {
            see(census, span);
        } else if (span.kind() == Kind.CREATE && span.endedAs(Event.Type.OK) && span.named().isStaging()) {
            created++;
        }
    }

    private void see(Value.Census census, Span reading) {
        boolean last = census.scope().equals("final");
        readings += last || census.scope().equals("all") ? 1 : 0;
        long mustHaveEndedBy = last ? reading.begin().time() : reading.begin().time() - scene.setup().grace();
        for (Dataset dataset : census.datasets()) {
            if (scene.store().isStaging(dataset.name())) {
                judge(scene.store().keyOf(dataset.name()), reading, mustHaveEndedBy, last);
            }
        }
    }

    private void judge(String key, Span reading, long mustHaveEndedBy, boolean last) {
        List<Owner> owners = scene.stagings().owners(key);
        if (owners.isEmpty() && last && reported.add(key)) {
            breaches.add("the census at " + Prose.seconds(reading.begin().time()) + " shows a staging dataset of "
                    + Prose.key(key) + ", which no install of this history made", reading.endIndex());
        }
        if (owners.isEmpty() || !owners.stream().allMatch(owner -> left(owner, mustHaveEndedBy).isPresent())) {
            return;
        }
        Owner owner = owners.getLast();
        Span who = left(owner, mustHaveEndedBy).orElseThrow();
        if (reported.add(key + owner.create().index())) {
            breaches.add(sentence(key, reading, owner, who),
                    owner.op().index(), owner.create().index(), who.endIndex(), reading.endIndex());
        }
    }

    /// Who has left the owner's dataset behind by then: the owner itself, or whoever met that of a dead one.
    private static Optional<Span> left(Owner owner, long mustHaveEndedBy) {
        Optional<Span> responsible = owner.op().answered() ? Optional.of(owner.op()) : owner.finder();
        return responsible.filter(op -> op.answered() && op.endTime() < mustHaveEndedBy);
    }

    private static String sentence(String key, Span reading, Owner owner, Span who) {
        String seen = "; the census at " + Prose.seconds(reading.begin().time()) + " still shows it";
        String made = "the staging dataset of " + Prose.key(key) + ", made by " + owner.op().process() + " at "
                + Prose.seconds(owner.create().begin().time()) + ", step " + owner.create().index();
        return who == owner.op()
                ? made + ", outlives its install, which ended at " + Prose.seconds(who.endTime()) + seen
                : made + ", which was killed, blocked " + who.process() + "'s install and was left there at "
                        + Prose.seconds(who.endTime()) + seen;
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        if (created == 0) {
            return Finding.vacuous(claim(), "no staging dataset was made");
        }
        if (!scene.settled()) {
            return Finding.unknown(claim(), "there is no final census: nobody looked after the run had settled");
        }
        return Finding.pass(claim(), Prose.count(created, "staging dataset") + " made; none left in "
                + Prose.count(readings, "census reading"));
    }
}
