package enospc.soak.slurm;

import enospc.plan.BadInput;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Kept;
import enospc.soak.night.Seen;
import enospc.soak.night.SoakFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where the shards of a soak write: `shards/<number>/soak/soak.json`, and the runs they keep beside that.
///
/// @param soak the soak's folder, on a disk that all machines share
record ShardFolders(Path soak) {

    Path all() {
        return soak.resolve("shards");
    }

    private Path of(int shard) {
        return all().resolve(Integer.toString(shard));
    }

    /// How a shard stands, if it was ever begun.
    Optional<SoakFile> state(int shard) {
        Path file = of(shard).resolve("soak").resolve(SoakFile.NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SoakFile state = JsonFile.read(file, SoakFile.class);
            return Optional.of(named(state, run -> soak.getFileName() + "/shards/" + shard + "/" + run));
        } catch (BadInput unreadable) {
            return Optional.empty();                      // not there yet for this machine: the next look will tell
        }
    }

    boolean ended(int shard) {
        return state(shard).map(state -> state.state().equals(SoakFile.ENDED)).orElse(false);
    }

    private static SoakFile named(SoakFile file, UnaryOperator<String> folder) {
        List<Seen> signatures = file.signatures().stream().map(seen -> seen.with(seen.soonest().stream()
                .map(sample -> sample.run().isEmpty() ? sample : sample.in(folder.apply(sample.run())))
                .toList())).toList();
        return file.with(signatures);
    }

    /// Moves the runs that the whole soak keeps beside its folder, as on one machine, and removes the others.
    ///
    /// @return the same soak, with the runs where they are now
    SoakFile settle(SoakFile whole, int shards) {
        Path results = soak.toAbsolutePath().getParent();
        SoakFile settled = named(whole, run -> moved(results, run));
        for (int shard = 0; shard < shards; shard++) {
            for (Path run : runs(of(shard))) {
                Kept.remove(run);
            }
        }
        return settled;
    }

    /// Two signatures may have one run: then it is there already.
    private static String moved(Path results, String run) {
        Path from = results.resolve(run);
        String shard = from.getParent().getFileName().toString();
        String name = from.getFileName() + "-shard" + shard;
        try {
            if (Files.isDirectory(from)) {
                Files.move(from, results.resolve(name));
            }
            return name;
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot move " + from + " to " + results, refused);
        }
    }

    private static List<Path> runs(Path shard) {
        if (!Files.isDirectory(shard)) {
            return List.of();
        }
        try (var all = Files.list(shard)) {
            return new ArrayList<>(all.filter(path -> Files.exists(path.resolve(Kept.Mark.NAME))).toList());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot look into " + shard, refused);
        }
    }
}
