package enospc.run.exec;

import enospc.install.Store;
import enospc.pool.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a subject typed, and what that means to the checkers.
///
/// @param f       name of the step in the history: `zfs create`, `unsquashfs`, `pipe`, or the program's own
/// @param argv    as typed, the program without its folder
/// @param kind    what it is
/// @param command for a command on a pool
/// @param into    for a copy: the folder it writes to, if the argv names one
record Typed(String f, List<String> argv, Kind kind, Optional<Command> command, Optional<String> into) {

    enum Kind { COMMAND, COPY, SENDER, RECEIVER, OTHER }

    /// Options of `zfs` that take a value, by subcommand.
    private static final java.util.Map<String, String> WITH_VALUE = java.util.Map.of(
            "create", "oVbs", "clone", "o", "snapshot", "o", "list", "ostSd", "get", "ots", "mount", "o",
            "rename", "", "destroy", "", "set", "", "unmount", "");

    static Typed of(List<String> argv) {
        String program = argv.getFirst();
        List<String> rest = argv.subList(1, argv.size());
        return switch (program) {
            case "zfs" -> zfs(argv, rest);
            case "unsquashfs" -> unsquashfs(argv, rest);
            case "tar" -> tar(argv, rest);
            case "zpool" -> other("zpool" + (rest.isEmpty() ? "" : " " + rest.getFirst()), argv);
            default -> other(program, argv);
        };
    }

    private static Typed other(String f, List<String> argv) {
        return new Typed(f, argv, Kind.OTHER, Optional.empty(), Optional.empty());
    }

    private static Typed zfs(List<String> argv, List<String> rest) {
        String verb = rest.isEmpty() ? "" : switch (rest.getFirst()) {
            case "umount" -> "unmount";
            case "snap" -> "snapshot";
            default -> rest.getFirst();
        };
        if (!WITH_VALUE.containsKey(verb)) {
            return other("zfs" + (verb.isEmpty() ? "" : " " + verb), argv);
        }
        Words words = Words.of(rest.subList(1, rest.size()), WITH_VALUE.get(verb));
        Optional<Command> command = command(verb, words);
        return command.map(known -> new Typed(known.f(), argv, Kind.COMMAND, command, Optional.<String>empty()))
                .orElseGet(() -> other("zfs " + verb, argv));
    }

    private static Optional<Command> command(String verb, Words words) {
        List<String> names = words.operands;
        int count = names.size();
        return switch (verb + " " + Math.min(count, 3)) {
            case "create 1" -> Optional.of(new Command.Create(names.getFirst(), words.properties()));
            case "destroy 1" -> Optional.of(
                    new Command.Destroy(names.getFirst(), words.has('r') || words.has('R')));
            case "snapshot 1" -> Optional.of(new Command.Snapshot(names.getFirst()));
            case "clone 2" -> Optional.of(new Command.Clone(names.getFirst(), names.getLast()));
            case "rename 2" -> Optional.of(new Command.Rename(names.getFirst(), names.getLast()));
            case "set 2", "set 3" -> Optional.of(names.getFirst().split("=", 2)).filter(halves -> halves.length == 2)
                    .map(halves -> new Command.Set(names.getLast(), halves[0], halves[1]));
            case "mount 1" -> Optional.of(new Command.Mount(names.getFirst()));
            case "unmount 1" -> Optional.of(new Command.Unmount(names.getFirst()));
            case "list 1" -> Optional.of(reading(words, names.getFirst()));
            case "get 2" -> Optional.of(reading(words, names.getLast()));
            default -> Optional.empty();
        };
    }

    private static Command reading(Words words, String name) {
        return words.has('r') || words.has('d') ? new Command.ListAll(name) : new Command.Get(name);
    }

    private static Typed unsquashfs(List<String> argv, List<String> rest) {
        Set<String> onlyLook = Set.of("-s", "-stat", "-l", "-ls", "-ll", "-lls", "-lc", "-llc", "-cat", "-v",
                "-version", "-h", "-help", "--help");
        if (rest.stream().anyMatch(onlyLook::contains)) {
            return other("unsquashfs look", argv);
        }
        int at = Math.max(rest.indexOf("-d"), Math.max(rest.indexOf("-dest"), rest.indexOf("-destination")));
        Optional<String> into = at >= 0 && at + 1 < rest.size() ? Optional.of(rest.get(at + 1)) : Optional.empty();
        return new Typed("unsquashfs", argv, Kind.COPY, Optional.empty(), into);
    }

    private static Typed tar(List<String> argv, List<String> rest) {
        Words words = Words.of(rest, "CfbgHKLNTVXI");
        boolean bundled = !rest.isEmpty() && rest.getFirst().matches("[A-Za-z]+");
        String bundle = bundled ? rest.getFirst() : "";
        boolean extracts = words.has('x') || words.isLong("--extract") || bundle.indexOf('x') >= 0;
        boolean creates = words.has('c') || words.isLong("--create") || bundle.indexOf('c') >= 0;
        Optional<String> folder = words.value('C').or(() -> rest.stream()
                .filter(word -> word.startsWith("--directory="))
                .map(word -> word.substring("--directory=".length())).findFirst());
        boolean file = words.value('f').filter(name -> !name.equals("-")).isPresent();
        if (extracts) {
            return new Typed("pipe", argv, file ? Kind.COPY : Kind.RECEIVER, Optional.empty(), folder);
        }
        return creates && !file ? new Typed("pipe", argv, Kind.SENDER, Optional.empty(), Optional.empty())
                : other("tar", argv);
    }

    /// The dataset that a copy goes into: by its folder, or else the staging dataset of `key`.
    ///
    /// @param mount where the store is mounted
    static String target(Optional<String> into, Store store, String mount, String key) {
        String folder = into.map(path -> path.replaceAll("/+", "/").replaceAll("/$", "")).orElse("");
        if (folder.startsWith(mount + "/")) {
            String dataset = store.containers() + folder.substring(mount.length());
            String parent = store.templates() + "/";
            if (dataset.startsWith(parent)) {
                int end = dataset.indexOf('/', parent.length());
                return end < 0 ? dataset : dataset.substring(0, end);
            }
        }
        return store.staging(key);
    }

    /// An argv taken apart as getopt(3) does.
    private static final class Words {

        private final List<String> operands = new ArrayList<>();
        private final List<String> longs = new ArrayList<>();
        private final List<Character> flags = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        static Words of(List<String> argv, String withValue) {
            Words words = new Words();
            for (int i = 0; i < argv.size(); i++) {
                String word = argv.get(i);
                if (word.equals("--")) {
                    words.operands.addAll(argv.subList(i + 1, argv.size()));
                    break;
                } else if (word.startsWith("--")) {
                    words.longs.add(word);
                } else if (word.startsWith("-") && word.length() > 1) {
                    i += words.bundle(word, withValue, i + 1 < argv.size() ? argv.get(i + 1) : "");
                } else {
                    words.operands.add(word);
                }
            }
            return words;
        }

        /// @return 1 if the next word was the value of the last flag
        private int bundle(String word, String withValue, String next) {
            for (int j = 1; j < word.length(); j++) {
                flags.add(word.charAt(j));
                if (withValue.indexOf(word.charAt(j)) >= 0) {
                    String own = word.substring(j + 1);
                    values.add(own.isEmpty() ? next : own);
                    return own.isEmpty() ? 1 : 0;
                }
                values.add("");
            }
            return 0;
        }

        boolean has(char flag) {
            return flags.contains(flag);
        }

        boolean isLong(String option) {
            return longs.contains(option);
        }

        Optional<String> value(char flag) {
            int at = flags.lastIndexOf(flag);
            return at < 0 ? Optional.empty() : Optional.of(values.get(at));
        }

        TreeMap<String, String> properties() {
            TreeMap<String, String> properties = new TreeMap<>();
            for (int i = 0; i < flags.size(); i++) {
                int equals = flags.get(i) == 'o' ? values.get(i).indexOf('=') : -1;
                if (equals > 0) {
                    properties.put(values.get(i).substring(0, equals), values.get(i).substring(equals + 1));
                }
            }
            return properties;
        }
    }
}
