package enospc.pool.sim;

import enospc.pool.Dataset;
import enospc.pool.Reply;
import java.util.ArrayList;
import java.util.List;

/// Commands that only look: each dataset is read at another moment.
final class Reads {

    private final Kernel kernel;
    private final Profile profile;

    Reads(Kernel kernel, Profile profile) {
        this.kernel = kernel;
        this.profile = profile;
    }

    Reply get(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (name.indexOf('@') >= 0) {
            Snap snap = kernel.snap(name);
            return new Reply.Found(snap.exists() ? List.of(reading(snap)) : List.of());
        }
        return new Reply.Found(kernel.has(name) ? List.of(reading(kernel.node(name))) : List.of());
    }

    /// One call for each dataset, with others running in between: what it shows need not have been true at one time.
    Reply listAll(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (!kernel.has(name)) {
            return new Reply.Found(List.of());
        }
        List<Dataset> found = new ArrayList<>();
        if (name.indexOf('@') >= 0) {
            found.add(reading(kernel.snap(name)));
        } else {
            list(kernel.node(name), found);
        }
        kernel.pause(found.size() * profile.listNanos() / 2);
        return new Reply.Found(found);
    }

    private void list(Node node, List<Dataset> found) {
        found.add(reading(node));
        for (int i = 0; i < node.snaps.size(); i++) {
            found.add(reading(node.snaps.get(i)));
        }
        for (int i = 0; i < node.children.size(); i++) {
            list(node.children.get(i), found);
        }
    }

    private Dataset reading(Node node) {
        return new Dataset(node.name(), node.origin.name(), node.used, kernel.available(node), node.referenced,
                node.quota, node.reserved, node.mounted, kernel.user(node));
    }

    private Dataset reading(Snap snap) {
        return new Dataset(snap.name(), "", snap.unique, 0, snap.referenced, 0, 0, false, kernel.user(snap));
    }

    Reply digest(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (!kernel.has(name)) {
            return Refusal.absent(name);
        }
        Content content = name.indexOf('@') < 0 ? kernel.node(name).content : kernel.snap(name).content;
        return new Reply.Digested(content.digest());
    }
}
