package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.pool.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who made the staging dataset of each key, as far as the steps tell.
final class Stagings {

    /// An op that created a staging dataset, or is about to, or may have.
    static final class Owner {

        private final Span create;
        private Optional<Span> finder = Optional.empty();

        Owner(Span create) {
            this.create = create;
        }

        Span op() {
            return create.op();
        }

        Span create() {
            return create;
        }

        /// The last op that was refused its own staging dataset because of this one, after its owner had ended.
        Optional<Span> finder() {
            return finder;
        }
    }

    private final Map<String, List<Owner>> owners = new HashMap<>();

    void see(Event event, Span span) {
        if (!span.named().isStaging() || span.command().isEmpty()) {
            return;
        }
        String key = span.named().key();
        switch (span.command().get()) {
            case Command.Create _ -> created(event, span, key);
            case Command.Destroy _, Command.Rename _ -> gone(span, key);
            case Command.Snapshot _, Command.Clone _, Command.Set _, Command.Mount _, Command.Unmount _,
                 Command.Get _, Command.ListAll _, Command.Sync _, Command.Unsquash _, Command.Pipe _,
                 Command.Chmod _, Command.Fill _, Command.Digest _ -> { }
        }
    }

    private void created(Event event, Span create, String key) {
        List<Owner> known = owners.computeIfAbsent(key, _ -> new ArrayList<>());
        if (event.begins()) {
            known.add(new Owner(create));
        } else if (create.endedAs(Type.FAIL)) {
            known.removeIf(owner -> owner.create == create);
            if (create.error().kind().equals("EXISTS")) {
                known.stream().filter(owner -> owner.op().endIndex() < create.index())
                        .forEach(owner -> owner.finder = Optional.of(create.op()));
            }
        } else if (create.endedAs(Type.OK)) {
            // There was none when this one was made: what others had made before is gone.
            known.removeIf(owner -> owner.create.endIndex() < create.index());
        }
    }

    private void gone(Span step, String key) {
        if (step.endedAs(Type.OK)) {
            List<Owner> known = owners.getOrDefault(key, new ArrayList<>());
            known.removeIf(owner -> owner.create.endIndex() < step.index());
            if (known.isEmpty()) {
                owners.remove(key);
            }
        }
    }

    /// All who may have made the one that is there now.
    List<Owner> owners(String key) {
        return List.copyOf(owners.getOrDefault(key, List.of()));
    }
}
