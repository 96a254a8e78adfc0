package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.Optional;

/// A stretch of a history from an invocation to its end: an op, or a step of one.
///
/// What happened inside happened at some moment between the two events, nobody knows when.
final class Span {

    private final Event begin;
    private final Optional<Span> parent;
    private final Optional<Command> command;
    private Optional<Event> end = Optional.empty();
    private long steps;

    Span(Event begin, Optional<Span> parent) {
        this.begin = begin;
        this.parent = parent;
        this.command = begin.value() instanceof Value.Step(Command asked, var _)
                ? Optional.of(asked) : Optional.empty();
        parent.ifPresent(_ -> op().steps++);
    }

    void endWith(Event event) {
        end = Optional.of(event);
    }

    Event begin() {
        return begin;
    }

    /// Index of the invocation.
    long index() {
        return begin.index();
    }

    String f() {
        return begin.f();
    }

    String process() {
        return begin.process();
    }

    boolean open() {
        return end.isEmpty();
    }

    /// Index of the end, or a number beyond any index while it is open.
    long endIndex() {
        return end.map(Event::index).orElse(Long.MAX_VALUE);
    }

    boolean endedAs(Type type) {
        return end.isPresent() && end.get().type() == type;
    }

    /// Time of the end, or a time beyond any while it is open.
    long endTime() {
        return end.map(Event::time).orElse(Long.MAX_VALUE);
    }

    /// Whether somebody said how it ended: not so for one that was killed, lost or cut off.
    boolean answered() {
        return endedAs(Type.OK) || endedAs(Type.FAIL);
    }

    /// Whether it may have taken effect: everything but a refusal.
    boolean mayHaveHappened() {
        return !endedAs(Type.FAIL);
    }

    Problem error() {
        return end.map(Event::error).orElse(Problem.NONE);
    }

    /// Refused for lack of space, or ended at a deadline near a quota, which counts as such.
    boolean endedShort() {
        return endedAs(Type.FAIL) && (error().outOfSpace() || error().kind().equals("DEADLINE"));
    }

    /// What it ended with.
    Value result() {
        return end.map(Event::value).orElse(Value.None.NONE);
    }

    /// The op that this is a step of; an op is its own.
    Span op() {
        return parent.map(Span::op).orElse(this);
    }

    /// How many steps have begun in this op.
    long steps() {
        return steps;
    }

    boolean isOp() {
        return parent.isEmpty();
    }

    /// The enclosing sweep or wait of this name, if there is one.
    Optional<Span> inside(String f) {
        return parent.flatMap(outer -> outer.f().equals(f) ? parent : outer.inside(f));
    }

    Optional<Command> command() {
        return command;
    }

    /// The dataset or snapshot that a step is about, or the empty text.
    String name() {
        return switch (begin.value()) {
            case Value.Step(Command command, var _) -> command.name();
            case Value.Copying copying -> copying.name();
            case Value.Squeezing squeezing -> squeezing.dataset();
            case Value.None _, Value.Setup _, Value.Installing _, Value.Removing _, Value.Found _, Value.Sweeping _,
                 Value.Swept _, Value.Waiting _, Value.Killing _, Value.Census _, Value.PoolLog _,
                 Value.Exit _, Value.Other _ -> "";
        };
    }

    boolean copies() {
        return begin.value() instanceof Value.Copying;
    }

    /// The key that an install is about, or the empty text.
    String key() {
        return begin.value() instanceof Value.Installing installing ? installing.key() : "";
    }

    /// The container that an op is about, or the empty text.
    String container() {
        return switch (begin.value()) {
            case Value.Installing installing -> installing.container();
            case Value.Removing(String container) -> container;
            case Value.None _, Value.Setup _, Value.Copying _, Value.Step _, Value.Found _, Value.Sweeping _,
                 Value.Swept _, Value.Waiting _, Value.Squeezing _, Value.Killing _, Value.Census _,
                 Value.PoolLog _, Value.Exit _, Value.Other _ -> "";
        };
    }
}
