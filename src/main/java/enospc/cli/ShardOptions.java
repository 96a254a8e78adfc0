package enospc.cli;

import enospc.plan.BadInput;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// Which part of a soak this process does: for those who share one out over machines.
final class ShardOptions {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    @Option(names = "--shard", hidden = true, paramLabel = "I/N", description = "do every Nth run, from the Ith on")
    private String shard;

    @Option(names = "--into", hidden = true, paramLabel = "DIR",
            description = "the shard's folder; one that was begun there goes on")
    private Path into;

    boolean isShard() {
        return into != null;
    }

    Path into() {
        return into;
    }

    int shard() {
        return part(1, 0);
    }

    int shards() {
        return part(2, 1);
    }

    private int part(int group, int otherwise) {
        if (shard == null) {
            return otherwise;
        }
        Matcher matcher = FORM.matcher(shard);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= Integer.parseInt(matcher.group(2))) {
            throw new BadInput("--shard is \"" + shard + "\", not a part such as 0/64");
        }
        return Integer.parseInt(matcher.group(group));
    }
}
