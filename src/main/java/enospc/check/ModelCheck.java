package enospc.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import enospc.check.linear.Answer;
import enospc.check.linear.Call;
import enospc.check.linear.Order;
import enospc.check.linear.Vocabulary;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.ForeignFile;
import enospc.history.HistoryFile.Reading;
import enospc.history.Misfit;
import enospc.history.Value;
import enospc.plan.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// Whether the ops of a history that any tool wrote fit an order that a model allows: for each key on its own, several
/// keys at a time.
///
/// A failed op has not happened; one that ended as `info`, or not at all, may happen at any later time or never.
/// Whatever all later ops come after is settled and forgotten, every so many ops.
public final class ModelCheck<S, C> {

    static final String CLAIM = "Linearizable";

    private static final Set<String> NO_CLIENTS = Set.of("nemesis", "setup", "census");
    private static final int OPS_A_SETTLING = 1 << 19;

    private final Vocabulary<S, C> words;
    private final SequencedMap<JsonNode, Order<S, C>> orders = new LinkedHashMap<>();
    /// By process, in the order in which they began.
    private final SequencedMap<String, Event> open = new LinkedHashMap<>();
    private Optional<Boolean> keyed = Optional.empty();
    private long events;
    private long ops;
    private long unsettled;
    private long shown;

    /// What came of one key.
    private record Judged<S, C>(JsonNode key, Answer<S, C> answer) {

        /// Of the call that breaks it; those that break none come last.
        long end() {
            return answer instanceof Answer.Breaks<S, C>(Call<C> call, Set<S> _) ? call.end() : Call.NEVER;
        }
    }

    private ModelCheck(Vocabulary<S, C> words) {
        this.words = words;
    }

    /// @param path a file, or `-` for standard input
    /// @throws IOException if it cannot be opened or read; damage inside of it is part of the verdict
    public static <S, C> Verdict check(Path path, Vocabulary<S, C> words, RunFacts facts) throws IOException {
        ModelCheck<S, C> check = new ModelCheck<>(words);
        Reading reading = ForeignFile.read(path, check::see);
        return check.verdict(reading, facts);
    }

    private void see(Event event) {
        events++;
        if (event.process().startsWith(":") || NO_CLIENTS.contains(event.process())) {
            return;
        }
        if (!words.fs().contains(event.f())) {
            throw new Misfit("f is \"" + event.f() + "\"" + Nearest.hint(event.f(), words.fs())
                    + "; the model knows " + String.join(", ", words.fs()));
        }
        if (event.begins()) {
            begin(event);
        } else {
            end(event);
        }
    }

    private void begin(Event event) {
        if (keyed.isEmpty()) {
            keyed = Optional.of(words.isKeyed(event.f(), json(event)));
        }
        Event busy = open.putIfAbsent(event.process(), event);
        if (busy != null) {
            throw new Misfit("process " + event.process() + " begins " + event.f() + " while its " + busy.f()
                    + " of event " + busy.index() + " is open");
        }
    }

    private void end(Event event) {
        Event begun = open.remove(event.process());
        if (begun == null || !begun.f().equals(event.f())) {
            throw new Misfit("process " + event.process() + " ends " + event.f() + ", which it has not begun");
        }
        if (event.type() == Type.FAIL) {
            return;
        }
        boolean known = event.type() == Type.OK;
        if (known && keyed.orElse(false) && Vocabulary.isPair(json(event))
                && !json(event).get(0).equals(json(begun).get(0))) {
            throw new Misfit("process " + event.process() + " ends " + event.f() + " of key " + json(event).get(0)
                    + ", which it began of key " + json(begun).get(0));
        }
        take(begun, known ? Optional.of(value(event)) : Optional.empty(), known ? event.index() : Call.NEVER);
        if (++unsettled == OPS_A_SETTLING) {
            settle();
        }
    }

    private void take(Event begun, Optional<JsonNode> ended, long end) {
        JsonNode key = keyed.orElse(false) ? json(begun).path(0) : NullNode.instance;
        C call = words.call(begun.f(), value(begun), ended);
        orders.computeIfAbsent(key, _ -> words.order()).add(new Call<>(call, begun.index(), end));
        ops++;
        shown += end < Call.NEVER && words.shows(call) ? 1 : 0;
    }

    private static JsonNode json(Event event) {
        return event.value() instanceof Value.Other(JsonNode json) ? json : NullNode.instance;
    }

    /// Without its key.
    private JsonNode value(Event event) {
        JsonNode json = json(event);
        if (!keyed.orElse(false)) {
            return json;
        }
        if (!Vocabulary.isPair(json)) {
            throw new Misfit("the value " + json + " is no pair of key and value, unlike that of the first op");
        }
        return json.get(1);
    }

    private void settle() {
        long before = open.isEmpty() ? Call.NEVER : open.firstEntry().getValue().index();
        orders.values().parallelStream().forEach(order -> order.settle(before));
        unsettled = 0;
    }

    private Verdict verdict(Reading reading, RunFacts facts) {
        open.values().forEach(begun -> take(begun, Optional.empty(), Call.NEVER));
        open.clear();
        settle();
        Finding finding = finding();
        String damage = reading.damage();
        Grade grade = finding.grade().worse(damage.isEmpty() && !reading.cut() ? Grade.PASS : Grade.UNKNOWN);
        String summary = finding.why();
        if (!damage.isEmpty()) {
            summary = "the history is damaged at " + damage + "; before that, " + summary;
        } else if (reading.cut()) {
            summary = "the history was cut off after " + Prose.count(events, "event") + "; before that, " + summary;
        }
        return new Verdict(grade, summary, List.of(finding), new TreeMap<>(), List.of(), facts,
                reading.events(), reading.cut(), damage);
    }

    private Finding finding() {
        List<Judged<S, C>> judged = orders.entrySet().parallelStream()
                .map(each -> new Judged<>(each.getKey(), each.getValue().answer()))
                .sorted(Comparator.comparingLong(Judged::end)).toList();
        Breaches breaches = new Breaches();
        String tooMany = "";
        for (Judged<S, C> each : judged) {
            if (each.answer instanceof Answer.Breaks<S, C>(Call<C> call, Set<S> states)) {
                breaches.add(breach(each.key, call, states), call.begin(), call.end());
            } else if (each.answer instanceof Answer.TooMany<S, C>(String why)) {
                tooMany = tooMany.isEmpty() ? why + of(each.key) : tooMany;
            }
        }
        if (breaches.any()) {
            return breaches.finding(CLAIM);
        }
        if (!tooMany.isEmpty()) {
            return Finding.unknown(CLAIM, tooMany);
        }
        return shown == 0 ? Finding.vacuous(CLAIM, "nothing in " + Prose.count(ops, "op") + " could have shown a fault")
                : Finding.pass(CLAIM, Prose.count(ops, "op") + " on " + Prose.count(orders.size(), "key")
                        + " fit an order");
    }

    private String of(JsonNode key) {
        return keyed.orElse(false) ? " of key " + key : "";
    }

    private String breach(JsonNode key, Call<C> call, Set<S> states) {
        return "the ops" + of(key) + " fit an order up to event " + (call.end() - 1) + "; the " + words.say(call.what())
                + " that began at event " + call.begin() + " and ended at " + call.end()
                + " cannot be placed: the state " + words.say(call.what(), states);
    }
}
