package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import enospc.pool.sim.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// `zfs create`, `clone` and `snapshot`: several steps in userland round one that is atomic (zfs_ioctl.c).
final class Making {

    private final Kernel kernel;
    private final Setting setting;
    private final Version version;

    Making(Kernel kernel, Setting setting) {
        this.kernel = kernel;
        this.setting = setting;
        this.version = kernel.version();
    }

    Answer create(Line line) {
        String known = version.isFuse() || version.number() < 20100 ? "po" : "pPnuvo";
        Optional<Answer> misused = line.misused(known, 1, 1, "filesystem");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        Optional<Answer> refused = unfit(name, line);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (kernel.has(name)) {
            return line.has('p') ? Answer.done("") : notCreated(name, "dataset already exists");
        }
        Answer parents = parents(name, line.has('p'));
        return parents.status() != 0 ? parents : made(name, line, kernel.changes().create(name));
    }

    /// What `zfs` finds wrong before it asks the kernel.
    private Optional<Answer> unfit(String name, Line line) {
        Optional<String> wrong = NameRules.dataset(name, version);
        if (wrong.isPresent()) {
            return Optional.of(notCreated(name, wrong.get()));
        }
        int slash = name.indexOf('/');
        if (slash < 0) {
            return Optional.of(notCreated(name, "missing dataset name"));
        }
        String pool = name.substring(0, slash);
        if (!kernel.root().name().equals(pool)) {
            return Optional.of(notCreated(name, "no such pool '" + pool + "'"));
        }
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        for (String pair : line.values('o')) {
            String property = pair.substring(0, Math.max(0, pair.indexOf('=')));
            String value = pair.substring(pair.indexOf('=') + 1);
            if (properties.putIfAbsent(property, value) != null) {
                return Optional.of(Texts.refuse("property '" + property + "' specified multiple times"));
            }
            Optional<String> bad = Native.wrong(property, value, false, version);
            if (bad.isPresent()) {
                return Optional.of(notCreated(name, bad.get()));
            }
        }
        return Optional.empty();
    }

    private static Answer notCreated(String name, String why) {
        return Texts.refuse("cannot create '" + name + "': " + why);
    }

    /// Sees to it that a name's parent is there.
    Answer parents(String name, boolean make) {
        String parent = name.substring(0, name.lastIndexOf('/'));
        if (kernel.has(parent)) {
            return Answer.done("");
        }
        if (!make) {
            return notCreated(name, "parent does not exist");
        }
        Answer above = parents(parent, true);
        if (above.status() != 0) {
            return above;
        }
        Errno answer = kernel.changes().create(parent);
        if (!answer.ok() && answer != Errno.EEXIST) {
            return notCreated(parent, Texts.of(answer));
        }
        return mounted(parent, "");   // the library mounts it, and `zfs` has nothing to add (`create_parents`)
    }

    /// The dataset is there: its properties, one task each, then its mount. A refused property takes it away again.
    private Answer made(String name, Line line, Errno answer) {
        if (!answer.ok()) {
            return notCreated(name, answer == Errno.ENOENT ? "parent does not exist" : Texts.of(answer));
        }
        for (String pair : line.values('o')) {
            int sign = pair.indexOf('=');
            Errno set = setting.apply(name, pair.substring(0, sign), pair.substring(sign + 1));
            if (!set.ok()) {
                kernel.changes().destroy(name);
                return notCreated(name, "out of space");
            }
        }
        boolean silent = version.isFuse() && line.verb().equals("clone");
        return line.has('u') ? Answer.done("")
                : mounted(name, silent ? "" : "\nfilesystem successfully created, but not mounted");
    }

    /// @param otherwise what is said of a dataset that is there and cannot be mounted, beside the reason
    private Answer mounted(String name, String otherwise) {
        if (!kernel.has(name) || !Mounting.wanted(kernel, kernel.node(name))) {
            return Answer.done("");
        }
        Node node = kernel.node(name);
        kernel.pause(kernel.draw(kernel.profile().mount()));
        Errno answer = Mounts.mount(kernel, node);
        return answer.ok() ? Answer.done("") : Texts.refuse(Mounting.notMounted(kernel, node, answer) + otherwise);
    }

    Answer cloneOf(Line line) {
        Optional<Answer> misused = line.misused(version.number() >= 20400 ? "pou" : "po", 2, 2, "target dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String snapshot = line.operands().getFirst();
        String name = line.operands().getLast();
        if (snapshot.indexOf('@') < 0) {
            return Texts.refuse("cannot open '" + snapshot + "': " + (version.isFuse()
                    ? "operation not applicable to datasets of this type" : "missing '@' delimiter in snapshot name"));
        }
        if (!kernel.has(snapshot)) {
            return Texts.refuse(Texts.absent(snapshot));
        }
        if (name.indexOf('/') > 0 && !name.startsWith(kernel.root().name() + "/")) {
            return notCreated(name, "source and target pools differ");
        }
        Optional<Answer> refused = unfit(name, line);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (kernel.has(name)) {
            return line.has('p') ? Answer.done("") : notCreated(name, "dataset already exists");
        }
        Answer parents = parents(name, line.has('p'));
        if (parents.status() != 0) {
            return parents;
        }
        Errno answer = kernel.changes().clone(snapshot, name);
        return answer == Errno.ENOENT && !kernel.has(snapshot) ? Texts.refuse(Texts.absent(snapshot))
                : made(name, line, answer);
    }

    Answer snapshot(Line line) {
        Optional<Answer> misused = line.misused("ro", 1, version.isFuse() ? 1 : Integer.MAX_VALUE, "snapshot");
        if (misused.isPresent()) {
            return misused.get();
        }
        String leaf = "";
        List<String> datasets = new ArrayList<>();
        for (String name : line.operands()) {
            Optional<Answer> refused = unfitSnapshot(name, line.has('r'));
            if (refused.isPresent()) {
                return refused.get();
            }
            int at = name.indexOf('@');
            if (datasets.contains(name.substring(0, at))) {
                return Texts.refuse("cannot create snapshots : multiple snapshots of same fs not allowed\n"
                        + "no snapshots were created");
            }
            leaf = name.substring(at + 1);
            datasets.add(name.substring(0, at));
        }
        Optional<String> wrong = line.values('o').stream().map(pair -> Native.wrong(before(pair), after(pair), true,
                version)).flatMap(Optional::stream).findFirst();
        if (wrong.isPresent()) {
            return Texts.refuse((version.isFuse() ? "cannot create snapshot '" + line.operands().getFirst() + "': "
                    : "cannot create snapshots : ") + wrong.get());
        }
        return taken(line, line.has('r') ? withChildren(datasets) : datasets, leaf);
    }

    private static String before(String pair) {
        return pair.substring(0, Math.max(0, pair.indexOf('=')));
    }

    private static String after(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }

    private Optional<Answer> unfitSnapshot(String name, boolean recursive) {
        int at = name.indexOf('@');
        if (at < 0) {
            String missing = "missing '@' delimiter in snapshot name";
            return Optional.of(version.isFuse() ? Texts.refuse("cannot snapshot '" + name + "': " + missing)
                    : Line.usage(missing));
        }
        Optional<String> wrong = NameRules.snapshot(name, version);
        if (wrong.isPresent()) {
            String verb = version.isFuse() ? "snapshot" : "create snapshot";
            return Optional.of(Texts.refuse("cannot " + verb + " '" + name + "': " + wrong.get()));
        }
        String dataset = name.substring(0, at);
        if (kernel.has(dataset)) {
            return Optional.empty();
        }
        String text = Texts.absent(dataset);
        return Optional.of(version.number() >= 20100 ? Line.usage(text)
                : Texts.refuse(recursive ? text + "\nno snapshots were created" : text));
    }

    private List<String> withChildren(List<String> datasets) {
        return datasets.stream().flatMap(name -> kernel.node(name).tree().stream()).map(Node::name).toList();
    }

    private Answer taken(Line line, List<String> datasets, String leaf) {
        Errno answer = kernel.changes().snapshot(datasets, leaf);
        String none = line.has('r') || line.operands().size() > 1 ? "\nno snapshots were created" : "";
        if (!answer.ok()) {
            Optional<String> named = datasets.stream().filter(name -> answer == Errno.ENOSPC
                    ? kernel.changes().lacksReserve(name) : kernel.has(name + "@" + leaf)).findFirst();
            String first = named.orElse(datasets.getFirst()) + "@" + leaf;
            boolean nameless = answer == Errno.ENOSPC && named.isEmpty() && !version.isFuse();
            return Texts.refuse("cannot create snapshot" + (nameless ? "s " : " '" + first + "'") + ": "
                    + Texts.of(answer) + none);
        }
        for (String pair : line.values('o')) {
            datasets.forEach(name -> kernel.changes().set(name + "@" + leaf, before(pair), after(pair)));
        }
        return Answer.done("");
    }
}
