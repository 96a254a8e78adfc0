package enospc.bench;

import enospc.history.Event;
import enospc.history.Value;
import enospc.plan.Plan;
import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.pool.zfs.Tools;
import enospc.pool.zfs.ZfsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shell that types what a history says was typed, into a store of its own on the same pool.
final class BareShell {

    private final ZfsTarget zfs;
    private final Map<String, Image> images;
    private final String theirs;
    private final String store;

    BareShell(ZfsTarget zfs, Plan plan) {
        this.zfs = zfs;
        this.images = plan.images().stream().collect(Collectors.toMap(Image::name, Function.identity()));
        this.theirs = zfs.root() + "/store";
        this.store = zfs.root() + "/bare";
    }

    /// Types it all.
    ///
    /// @return milliseconds that an install takes, the mean of all
    double millis(List<Event> history) throws IOException, InterruptedException {
        layOut(history);
        StringBuilder script = new StringBuilder();
        for (Event event : history) {
            if (event.f().equals("install")) {
                script.append(event.begins() ? "began=$EPOCHREALTIME\n" : "echo $began $EPOCHREALTIME >&3\n");
            } else if (event.isStep() && event.begins()) {
                typed(event.value()).lines().forEach(line -> script.append(line).append(" > /dev/null 2>&1\n"));
            }
        }
        Path file = Files.createTempFile("bench", ".sh");
        Path times = Files.createTempFile("bench", ".times");
        try {
            Files.writeString(file, "exec 3> " + times + "\n" + script);
            ProcessBuilder builder = new ProcessBuilder(concat(zfs.host().prefix(), "bash", file.toString()));
            builder.environment().put("PATH", Tools.path());
            builder.inheritIO().start().waitFor();
            return Files.readAllLines(times).stream().mapToDouble(BareShell::millis).average().orElseThrow();
        } finally {
            Files.delete(file);
            Files.delete(times);
        }
    }

    private static double millis(String line) {
        String[] times = line.split(" ");
        return (Double.parseDouble(times[1]) - Double.parseDouble(times[0])) * 1000;
    }

    private static List<String> concat(List<String> prefix, String... rest) {
        return Stream.concat(prefix.stream(), Arrays.stream(rest)).toList();
    }

    private void layOut(List<Event> history) {
        long quota = history.stream().filter(event -> event.value() instanceof Value.Setup)
                .mapToLong(event -> ((Value.Setup) event.value()).quota()).findFirst().orElseThrow();
        for (String dataset : List.of(store, store + "/.templates")) {
            must(new Command.Create(dataset, new TreeMap<>()));
            must(new Command.Mount(dataset));
        }
        must(new Command.Set(store + "/.templates", "quota", Long.toString(quota)));
    }

    private void must(Command command) {
        Reply reply = zfs.pool().run(command);
        if (!reply.done()) {
            throw new IllegalStateException(command + " was answered with " + reply);
        }
    }

    private String ours(String name) {
        return name.replace(theirs, store);
    }

    private String mount(String name) {
        return zfs.mount().resolve(ours(name).substring(zfs.root().length() + 1)).toString();
    }

    /// As `pool.zfs.ZfsPool` types it; a line each.
    private String typed(Value value) {
        return switch (value) {
            case Value.Step(Command command, List<String> _) -> typed(command);
            case Value.Copying copying -> "unsquashfs -f -no-progress -d " + mount(copying.name()) + " "
                    + zfs.images().place(images.get(copying.image()));
            default -> "";                                // what is no command: a sweep, a wait, a census
        };
    }

    private String typed(Command command) {
        String name = ours(command.name());
        return switch (command) {
            case Command.Create create -> "zfs create -o canmount=noauto -o compression=off "
                    + create.properties().entrySet().stream().map(each -> "-o " + each + " ")
                    .collect(Collectors.joining()) + name;
            case Command.Destroy destroy -> "zfs destroy " + (destroy.recursive() ? "-r " : "") + name;
            case Command.Snapshot _ -> "zfs snapshot " + name;
            case Command.Clone clone -> "zfs clone -o canmount=noauto " + ours(clone.snapshot()) + " " + name
                    + "\nzfs unmount " + name;
            case Command.Rename rename -> "zfs rename " + name + " " + ours(rename.to());
            case Command.Set set -> "zfs set " + set.property() + "=" + set.value() + " " + name;
            case Command.Mount _ -> "zfs mount " + name;
            case Command.Unmount _ -> "zfs unmount " + name;
            case Command.Get _ -> "zfs get -Hp -o name,property,value all " + name;
            case Command.ListAll _ -> "zfs get -Hp -r -o name,property,value all " + name;
            case Command.Chmod _ -> "chmod 755 " + mount(command.name());
            case Command.Sync _ -> "zfs set refreservation=none " + zfs.root();
            default -> throw new IllegalStateException("no install is known to type " + command);
        };
    }
}
