package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import enospc.pool.sim.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs set` and `zfs inherit`.
final class Setting {

    private final Kernel kernel;

    Setting(Kernel kernel) {
        this.kernel = kernel;
    }

    Answer set(Line line) {
        Optional<Answer> misused = line.misused("u", 2, Integer.MAX_VALUE, "property=value");
        if (misused.isPresent()) {
            return misused.get();
        }
        long pairs = line.operands().stream().takeWhile(word -> word.indexOf('=') > 0).count();
        if (pairs == 0) {
            return Texts.refuse(Texts.absent(line.operands().getFirst()));
        }
        if (pairs > 1 && kernel.version().isFuse()) {
            return Texts.refuse(Texts.absent(line.operands().get(1)));
        }
        for (String name : line.operands().subList((int) pairs, line.operands().size())) {
            for (String pair : line.operands().subList(0, (int) pairs)) {
                int sign = pair.indexOf('=');
                Answer answer = set(name, pair.substring(0, sign), pair.substring(sign + 1));
                if (answer.status() != 0) {
                    return answer;
                }
            }
        }
        return Answer.done("");
    }

    private Answer set(String name, String property, String value) {
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        String cannot = "cannot set property for '" + name + "': ";
        Optional<String> wrong = Native.wrong(property, value, name.indexOf('@') >= 0, kernel.version());
        if (wrong.isPresent()) {
            return Texts.refuse(cannot + wrong.get());
        }
        if (property.equals("mountpoint")) {
            return move(name, () -> apply(name, property, value));
        }
        Errno answer = apply(name, property, value);
        boolean below = answer == Errno.ENOSPC && Properties.isSpace(property);
        return answer.ok() ? Answer.done("") : Texts.refuse(cannot
                + (below ? "size is less than current used or reserved space" : Texts.of(answer)));
    }

    private interface Change {
        Errno make();
    }

    /// What is mounted is unmounted before, and mounted at its new place after.
    private Answer move(String name, Change change) {
        Node node = kernel.node(name);
        boolean mounted = node.mounted();
        if (mounted && !Mounts.unmount(kernel, node).ok()) {
            return Texts.refuse(Mounting.busy(kernel, node));
        }
        Errno answer = change.make();
        if (mounted && Mounting.wanted(kernel, node)) {
            Errno mount = Mounts.mount(kernel, node);
            return mount.ok() ? Answer.done("") : Texts.refuse(Mounting.notMounted(kernel, node, mount));
        }
        return answer.ok() ? Answer.done("") : Texts.refuse("cannot set property for '" + name + "': "
                + Texts.of(answer));
    }

    /// Sets a property that was found to be in order.
    Errno apply(String name, String property, String value) {
        if (property.startsWith("userquota@")) {
            return kernel.changes().userquota(name, Properties.bytes(value));
        }
        return kernel.changes().set(name, property,
                Properties.isSpace(property) ? Long.toString(Properties.bytes(value)) : value);
    }

    Answer inherit(Line line) {
        Optional<Answer> misused = line.misused("rS", 2, Integer.MAX_VALUE, "dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String property = line.operands().getFirst();
        if (!Native.known(property, kernel.version())) {
            return Line.usage("invalid property '" + property + "'");
        }
        if (!Native.isInherited(property)) {
            String received = kernel.version().isFuse() ? "" : "\nuse 'zfs inherit -S " + property
                    + "' to revert to received value";
            return Texts.refuse("'" + property + "' property cannot be inherited\nuse 'zfs set " + property
                    + "=none' to clear" + received);
        }
        List<String> names = line.operands().subList(1, line.operands().size());
        for (String name : names) {
            if (!kernel.has(name)) {
                return Texts.refuse(Texts.absent(name));
            }
            for (String each : line.has('r') && name.indexOf('@') < 0 ? below(kernel.node(name)) : List.of(name)) {
                Answer answer = property.equals("mountpoint")
                        ? move(each, () -> kernel.changes().inherit(each, property)) : inherited(each, property);
                if (answer.status() != 0) {
                    return answer;
                }
            }
        }
        return Answer.done("");
    }

    /// The dataset with its snapshots, and all below it with theirs.
    private static List<String> below(Node node) {
        List<String> names = new ArrayList<>(List.of(node.name()));
        node.snaps().forEach(snap -> names.add(snap.name()));
        node.children().forEach(child -> names.addAll(below(child)));
        return names;
    }

    private Answer inherited(String name, String property) {
        Errno answer = kernel.changes().inherit(name, property);
        return answer.ok() ? Answer.done("")
                : Texts.refuse("cannot inherit " + property + " for '" + name + "': " + Texts.of(answer));
    }
}
