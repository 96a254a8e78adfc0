package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import enospc.pool.sim.Properties;
import enospc.pool.sim.Snap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs list` and `zfs get`. One call for each dataset: others may act in between.
final class Reading {

    private final Kernel kernel;

    Reading(Kernel kernel) {
        this.kernel = kernel;
    }

    Answer list(Line line) {
        Optional<Answer> misused = line.misused("Hprotsd", 0, Integer.MAX_VALUE, "");
        if (misused.isPresent() || kernel.version().isFuse() && line.has('p')) {
            return misused.orElse(Line.usage("invalid option 'p'"));
        }
        List<String> columns = line.list('o', "name,used,available,referenced,mountpoint");
        Optional<Answer> unknown = unknown(columns);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        boolean below = line.has('r') || line.has('d') || line.operands().isEmpty();
        List<String> types = line.list('t', below || datasets(line.operands()) ? "filesystem" : "filesystem,snapshot");
        return table(line, columns, named(line, below, types));
    }

    private static boolean datasets(List<String> operands) {
        return operands.stream().noneMatch(name -> name.indexOf('@') >= 0);
    }

    private Found named(Line line, boolean below, List<String> types) {
        Found found = new Found(new ArrayList<>(), new StringBuilder());
        boolean all = types.contains("all");
        boolean snaps = all || types.contains("snapshot") || types.contains("snap");
        boolean heads = all || types.contains("filesystem");
        List<String> roots = line.operands().isEmpty() ? List.of(kernel.root().name()) : line.operands();
        for (String name : roots) {
            if (!kernel.has(name)) {
                found.err.append(Texts.absent(name)).append('\n');
            } else if (name.indexOf('@') >= 0) {
                found.names.add(name);
            } else {
                collect(kernel.node(name), below || snaps && !heads, heads, snaps, found.names);
            }
        }
        return found;
    }

    private record Found(List<String> names, StringBuilder err) { }

    private void collect(Node node, boolean below, boolean heads, boolean snaps, List<String> names) {
        if (heads) {
            names.add(node.name());
        }
        if (snaps) {
            node.snaps().forEach(snap -> names.add(snap.name()));
        }
        if (below) {
            List.copyOf(node.children()).forEach(child -> collect(child, true, heads, snaps, names));
        }
    }

    private Answer table(Line line, List<String> columns, Found found) {
        StringBuilder out = new StringBuilder();
        if (!line.has('H') && !found.names.isEmpty()) {
            out.append(String.join("  ", columns).toUpperCase(java.util.Locale.ROOT)).append('\n');
        }
        for (String name : found.names) {
            kernel.pause(kernel.profile().listNanos());
            if (kernel.has(name)) {
                List<String> cells = columns.stream().map(column -> value(name, column, line.has('p'))).toList();
                out.append(String.join("\t", cells)).append('\n');
            }
        }
        return new Answer(found.err.isEmpty() ? 0 : 1, out.toString(), found.err.toString());
    }

    Answer get(Line line) {
        Optional<Answer> misused = line.misused("Hprosdt", 1, Integer.MAX_VALUE, "property");
        if (misused.isPresent()) {
            return misused.get();
        }
        List<String> properties = List.of(line.operands().getFirst().split(","));
        Optional<Answer> unknown = unknown(properties);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        Line rest = new Line("get", line.options(), line.operands().subList(1, line.operands().size()));
        Found found = named(rest, line.has('r') || rest.operands().isEmpty(), line.list('t', "filesystem,snapshot")
                .stream().filter(type -> line.has('t') || line.has('r') || type.equals("filesystem")).toList());
        List<String> columns = line.list('o', "name,property,value,source");
        StringBuilder out = new StringBuilder();
        for (String name : found.names) {
            for (String property : properties) {
                List<String> cells = columns.stream().map(column -> cell(name, property, column, line.has('p')))
                        .toList();
                out.append(String.join("\t", cells)).append('\n');
            }
        }
        return new Answer(found.err.isEmpty() ? 0 : 1, out.toString(), found.err.toString());
    }

    private Optional<Answer> unknown(List<String> properties) {
        return properties.stream().filter(each -> !Native.known(Native.whole(each), kernel.version())).findFirst()
                .map(each -> Line.usage("bad property list: invalid property '" + each + "'"));
    }

    private String cell(String name, String property, String column, boolean exact) {
        return switch (column) {
            case "name" -> name;
            case "property" -> property;
            case "value" -> value(name, property, exact);
            case "source" -> source(name, property);
            default -> "-";
        };
    }

    private String value(String name, String short_, boolean exact) {
        String property = Native.whole(short_);
        if (property.equals("name")) {
            return name;
        }
        if (name.indexOf('@') >= 0) {
            return value(kernel.snap(name), property, exact);
        }
        Node node = kernel.node(name);
        return Properties.isUser(property) ? kernel.user(node).getOrDefault(property, "-")
                : value(node, property, exact);
    }

    private String value(Node node, String property, boolean exact) {
        return switch (property) {
            case "used" -> size(node.usedBytes(), exact);
            case "available" -> size(kernel.available(node), exact);
            case "referenced" -> size(node.referencedBytes(), exact);
            case "usedbydataset" -> size(node.usedByDatasetBytes(), exact);
            case "usedbysnapshots" -> size(node.usedBySnapshotsBytes(), exact);
            case "usedbychildren" -> size(node.usedByChildrenBytes(), exact);
            case "usedbyrefreservation" -> size(node.usedByRefreservationBytes(), exact);
            case "written" -> size(node.writtenBytes(), exact);
            case "quota" -> limit(node.quotaBytes(), exact);
            case "refquota" -> limit(node.refquotaBytes(), exact);
            case "reservation" -> limit(node.reservationBytes(), exact);
            case "refreservation" -> limit(node.refreservationBytes(), exact);
            case "origin" -> node.origin().exists() ? node.origin().name() : "-";
            case "mounted" -> node.mounted() ? "yes" : "no";
            case "mountpoint" -> Mounts.point(kernel, node);
            case "type" -> "filesystem";
            case "creation" -> Long.toString(node.createdSeconds());
            case "canmount" -> node.local(property).isEmpty() ? "on" : node.local(property);
            case "readonly" -> kernel.inherited(node, property, "off");
            case "clones", "defer_destroy", "userrefs" -> "-";
            default -> kernel.inherited(node, property, "off");
        };
    }

    private String value(Snap snap, String property, boolean exact) {
        if (Properties.isUser(property)) {
            return kernel.user(snap).getOrDefault(property, "-");
        }
        return switch (property) {
            case "used" -> size(snap.usedBytes(), exact);
            case "referenced" -> size(snap.referencedBytes(), exact);
            case "defer_destroy" -> snap.deferred() ? "on" : "off";
            case "userrefs" -> Integer.toString(snap.holds().size());
            case "clones" -> snap.clones().isEmpty() ? "-"
                    : String.join(",", snap.clones().stream().map(Node::name).toList());
            case "createtxg" -> Long.toString(snap.createTxg());
            case "type" -> "snapshot";
            case "creation" -> Long.toString(snap.createdSeconds());
            default -> "-";
        };
    }

    private String size(long bytes, boolean exact) {
        return exact ? Long.toString(bytes) : Sizes.human(bytes, kernel.version().isFuse());
    }

    private String limit(long bytes, boolean exact) {
        return bytes == 0 && !exact ? "none" : size(bytes, exact);
    }

    /// Where a value comes from.
    private String source(String name, String property) {
        if (Native.isReadOnly(property)) {
            return "-";
        }
        int at = name.indexOf('@');
        if (at >= 0 && !kernel.snap(name).local(property).isEmpty()) {
            return "local";
        }
        Node own = kernel.node(at < 0 ? name : name.substring(0, at));
        if (Properties.isSpace(property)) {
            return at < 0 && !value(own, property, true).equals("0") ? "local" : "default";
        }
        for (Node node = own; ; node = node.parent()) {
            if (!node.local(property).isEmpty()) {
                return node == own && at < 0 ? "local" : "inherited from " + node.name();
            }
            if (node.isRoot()) {
                return Properties.isUser(property) ? "-" : "default";
            }
        }
    }
}
