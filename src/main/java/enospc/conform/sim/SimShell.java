package enospc.conform.sim;

import enospc.conform.Shell;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Files;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Node;
import enospc.pool.sim.Profile;
import enospc.pool.sim.Properties;
import enospc.pool.sim.Version;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A terminal at an embedded pool in virtual time; texts and exit statuses are those of its version (libzfs_util.c).
public final class SimShell implements Shell {

    private static final long CHUNK_BYTES = 131_072;

    private final VirtualTime time;
    private final Kernel kernel;
    private final Files files;
    private final Reading reading;
    private final Setting setting;
    private final Making making;
    private final Mounting mounting;
    private final Holding holding;
    /// Files held open, by the name they were opened under; their dataset may have another by now.
    private final Map<String, Node> handles = new TreeMap<>();
    private int gatherings;

    /// A fresh pool `name`, its root dataset mounted at `/name`.
    ///
    /// @param vdevBytes of the file that the pool would be made on
    public SimShell(Seed seed, Version version, Profile profile, String name, long vdevBytes) {
        this.time = new VirtualTime(seed, Long.MAX_VALUE);
        this.kernel = new Kernel(time, seed, version, profile, name, vdevBytes);
        this.files = new Files(kernel);
        this.reading = new Reading(kernel);
        this.setting = new Setting(kernel);
        this.making = new Making(kernel, setting);
        this.mounting = new Mounting(kernel, making);
        this.holding = new Holding(kernel);
    }

    /// The pool beneath, for whoever measures it.
    public Kernel kernel() {
        return kernel;
    }

    /// Virtual nanoseconds since the pool was made.
    public long nanos() {
        return time.nanos();
    }

    @Override
    public Answer type(String line) {
        List<String> words = Arrays.asList(line.strip().split(" +"));
        return switch (words.getFirst()) {
            case "zfs" -> zfs(words.subList(1, words.size()));
            case "zpool" -> zpool(words.subList(1, words.size()));
            case "sync" -> sync();
            case "killed" -> type(line.strip().substring("killed ".length()));
            case "crash" -> Answer.cannot("the embedded pool does not crash");
            default -> file(words);
        };
    }

    private Answer sync() {
        kernel.sync(1);
        return Answer.done("");
    }

    private Answer zpool(List<String> words) {
        return words.getFirst().equals("sync") && !kernel.version().isFuse() ? sync()
                : Answer.cannot("zpool " + String.join(" ", words));
    }

    private Answer zfs(List<String> words) {
        if (words.isEmpty()) {
            return Line.usage("missing command");
        }
        boolean reads = words.getFirst().equals("list") || words.getFirst().equals("get");
        long nanos = kernel.draw(reads ? kernel.profile().read() : kernel.profile().admin());
        kernel.pause(nanos - nanos / 4);
        Answer answer = command(words.getFirst(), words.subList(1, words.size()));
        kernel.pause(nanos / 4);
        return answer;
    }

    private Answer command(String verb, List<String> words) {
        return switch (verb) {
            case "list", "get" -> read(Line.of(verb, words, "otsSd"));
            case "create" -> making.create(Line.of(verb, words, "obV"));
            case "clone" -> making.cloneOf(Line.of(verb, words, "o"));
            case "snapshot", "snap" -> making.snapshot(Line.of(verb, words, "o"));
            case "destroy" -> kernel.version().isFuse() ? new FuseEnding(kernel).destroy(Line.of(verb, words, ""))
                    : new Ending(kernel).destroy(Line.of(verb, words, ""));
            case "rename" -> mounting.rename(Line.of(verb, words, ""));
            case "mount" -> mounting.mount(Line.of(verb, words, "o"));
            case "unmount", "umount" -> mounting.unmount(Line.of(verb, words, ""));
            case "set" -> setting.set(Line.of(verb, words, ""));
            case "inherit" -> setting.inherit(Line.of(verb, words, ""));
            case "promote" -> new Promoting(kernel).promote(Line.of(verb, words, ""));
            case "rollback" -> new Rollback(kernel).rollback(Line.of(verb, words, ""));
            case "hold" -> holding.hold(Line.of(verb, words, ""));
            case "release" -> holding.release(Line.of(verb, words, ""));
            case "holds" -> holding.holds(Line.of(verb, words, ""));
            default -> Line.usage("unrecognized command '" + verb + "'");
        };
    }

    private Answer read(Line line) {
        return line.verb().equals("list") ? reading.list(line) : reading.get(line);
    }

    private Answer file(List<String> words) {
        if (words.size() < 2 || words.get(1).indexOf(':') < 0) {
            return Answer.cannot("no such verb, or no file: " + words);
        }
        Answer answer = Answer.done("");
        for (int i = 1; i < words.size() && answer.status() == 0; i++) {
            int colon = words.get(i).lastIndexOf(':');
            if (i > 1 && !words.getFirst().equals("rm")) {
                break;
            }
            if (handles.containsKey(words.get(i)) && words.getFirst().equals("close")) {
                kernel.close(handles.remove(words.get(i)));
                return answer;
            }
            String dataset = words.get(i).substring(0, colon);
            if (!mounted(dataset)) {
                return Answer.refused("not mounted");
            }
            if (words.getFirst().equals("mv") && !words.get(2).startsWith(dataset + ":")) {
                return Answer.refused(mounted(words.get(2).substring(0, words.get(2).lastIndexOf(':')))
                        ? "EXDEV" : "not mounted");
            }
            answer = file(words, kernel.node(dataset), words.get(i).substring(colon + 1));
        }
        return answer;
    }

    /// The real shell asks for the size first, and the system only if there is something to cut off.
    private Answer truncated(Node node, String name, long bytes) {
        boolean shorter = files.has(node, name) && files.size(node, name) <= bytes;
        return shorter ? Answer.done("") : said(files.truncate(node, name, bytes));
    }

    private boolean mounted(String dataset) {
        return kernel.has(dataset) && kernel.node(dataset).mounted();
    }

    private Answer file(List<String> words, Node node, String name) {
        return switch (words.getFirst()) {
            case "write" -> said(files.write(node, name, 0, Properties.bytes(words.get(2)), chunk(words)));
            case "append" -> said(files.write(node, name, files.has(node, name) ? files.size(node, name) : 0,
                    Properties.bytes(words.get(2)), chunk(words)));
            case "rm" -> said(files.remove(node, name));
            case "mkdir" -> said(files.create(node, name, true));
            case "touch" -> said(files.has(node, name) ? files.attribute(node, name)
                    : files.create(node, name, false));
            case "mv" -> said(files.rename(node, name, words.get(2).substring(words.get(2).lastIndexOf(':') + 1)));
            case "chmod" -> said(files.attribute(node, name));
            case "truncate" -> truncated(node, name, Properties.bytes(words.get(2)));
            case "size" -> files.has(node, name) ? Answer.done(files.size(node, name) + "\n")
                    : said(Errno.ENOENT);
            case "close" -> said(Errno.ENOENT);
            case "open" -> {
                if (!files.has(node, name)) {
                    yield said(Errno.ENOENT);
                }
                kernel.open(node);
                handles.put(words.get(1), node);
                yield Answer.done("");
            }
            default -> Answer.cannot("no such verb: " + words.getFirst());
        };
    }

    private static long chunk(List<String> words) {
        return words.size() > 3 ? Properties.bytes(words.get(3)) : CHUNK_BYTES;
    }

    private static Answer said(Errno errno) {
        return errno.ok() ? Answer.done("") : Answer.refused(errno.name());
    }

    /// Each person is a lane; the seed decides who goes first where two could.
    @Override
    public List<List<Answer>> together(List<List<String>> people) {
        List<List<Answer>> answers = new ArrayList<>();
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        for (List<String> lines : people) {
            List<Answer> heard = new ArrayList<>();
            answers.add(heard);
            lanes.put("person " + gatherings++, () -> lines.forEach(line -> heard.add(type(line))));
        }
        time.run(lanes);
        return answers;
    }
}
