package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.Optional;

/// A stretch of a history from an invocation to its end: an op, or a step of one.
///
/// What happened inside happened at some moment between the two events, nobody knows when. What all claims ask of it
/// again and again is found out once, when it begins.
final class Span {

    private final Event begin;
    private final Optional<Span> parent;
    private final Span op;
    private final Kind kind;
    private final Optional<Command> command;
    private final Name named;
    private final Name other;
    private final String key;
    private final Optional<Span> sweep;
    private final Optional<Span> waiting;
    /// Its begin as long as it is open.
    private Event end;
    private boolean open = true;
    private long steps;

    Span(Event begin, Optional<Span> parent, Names names) {
        this.begin = begin;
        this.end = begin;
        this.parent = parent;
        this.op = parent.isPresent() ? parent.get().op : this;
        this.kind = Kind.of(begin);
        this.command = begin.value() instanceof Value.Step(Command asked, var _)
                ? Optional.of(asked) : Optional.empty();
        String name = nameIn(begin.value());
        this.named = name.isEmpty() ? Name.NONE : names.of(name);
        String more = otherIn(begin.value());
        this.other = more.isEmpty() ? Name.NONE : names.of(more);
        this.key = begin.value() instanceof Value.Installing installing ? installing.key() : "";
        this.sweep = enclosing(Kind.SWEEP);
        this.waiting = enclosing(Kind.WAIT);
        op.steps += op == this ? 0 : 1;
    }

    private Optional<Span> enclosing(Kind wanted) {
        if (parent.isEmpty()) {
            return parent;
        }
        Span outer = parent.get();
        return outer.kind == wanted ? parent : wanted == Kind.SWEEP ? outer.sweep : outer.waiting;
    }

    void endWith(Event event) {
        end = event;
        open = false;
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

    Kind kind() {
        return kind;
    }

    String process() {
        return begin.process();
    }

    boolean open() {
        return open;
    }

    /// Index of the end, or a number beyond any index while it is open.
    long endIndex() {
        return open ? Long.MAX_VALUE : end.index();
    }

    boolean endedAs(Type type) {
        return !open && end.type() == type;
    }

    /// Time of the end, or a time beyond any while it is open.
    long endTime() {
        return open ? Long.MAX_VALUE : end.time();
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
        return open ? Problem.NONE : end.error();
    }

    /// Refused for lack of space, or ended at a deadline near a quota, which counts as such.
    boolean endedShort() {
        return endedAs(Type.FAIL) && (error().outOfSpace() || error().kind().equals("DEADLINE"));
    }

    /// What it ended with.
    Value result() {
        return open ? Value.None.NONE : end.value();
    }

    /// The op that this is a step of; an op is its own.
    Span op() {
        return op;
    }

    /// How many steps have begun in this op.
    long steps() {
        return steps;
    }

    boolean isOp() {
        return op == this;
    }

    /// The enclosing sweep, if there is one.
    Optional<Span> sweep() {
        return sweep;
    }

    /// The enclosing wait, if there is one.
    Optional<Span> waiting() {
        return waiting;
    }

    /// The command on a pool that this is, if it is one.
    Optional<Command> command() {
        return command;
    }

    /// The dataset or snapshot that a step is about, or the empty text.
    String name() {
        return named.text();
    }

    /// The same, taken apart.
    Name named() {
        return named;
    }

    /// The snapshot that a clone is made of, or the name that a rename gives; otherwise no name.
    Name other() {
        return other;
    }

    private static String otherIn(Value begun) {
        return begun instanceof Value.Step(Command.Clone(String snapshot, String _), var _) ? snapshot
                : begun instanceof Value.Step(Command.Rename(String _, String to), var _) ? to : "";
    }

    private static String nameIn(Value begun) {
        return switch (begun) {
            case Value.Step(Command command, var _) -> command.name();
            case Value.Copying copying -> copying.name();
            case Value.Squeezing squeezing -> squeezing.dataset();
            case Value.None _, Value.Setup _, Value.Installing _, Value.Removing _, Value.Found _, Value.Sweeping _,
                 Value.Swept _, Value.Waiting _, Value.Killing _, Value.Census _, Value.PoolLog _,
                 Value.Exit _, Value.Other _ -> "";
        };
    }

    boolean copies() {
        return kind == Kind.COPY;
    }

    /// The key that an install is about, or the empty text.
    String key() {
        return key;
    }

    /// Whether it is a sweep that an install makes because it ran out of space.
    boolean isRetry() {
        return begin.value() instanceof Value.Sweeping sweeping && sweeping.reason().equals("retry");
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
