package enospc.pool.zfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The rights that an unprivileged template store has in life, given to one user on all of a run's root by `zfs allow`.
/// Whether they are of use is tried out before the run begins.
final class Delegation {

    private static final String RIGHTS = "create,destroy,mount,snapshot,clone,rename,promote,readonly,canmount,"
            + "mountpoint,userprop,quota";
    private static final Duration ASKING_BOUND = Duration.ofSeconds(60);
    private static final String NAME = "[a-z_][a-z0-9_-]*";

    private final Children children;
    private final String version;
    private final WorkFolder folder;
    private final String root;

    /// @param version of ZFS, for people
    Delegation(Children children, String version, WorkFolder folder, String root) {
        this.children = children;
        this.version = version;
        this.folder = folder;
        this.root = root;
    }

    /// @throws CannotRun if there is no such user, it has no way in, or ZFS gives no rights
    Account to(String user) throws CannotRun {
        Account account = account(user);
        need(account, List.of("zfs", "allow", "-u", user, RIGHTS, root), version + " gives no rights: zfs allow",
                "leave --as out, or take OpenZFS");
        open(folder.path());
        open(folder.scratch());
        need(account, as(account, "ls", folder.scratch().toString()), "a way to the work folder is missing: ls",
                "give --work a folder that everybody may enter, such as /var/tmp");
        need(account, as(account, "zfs", "list", "-H", "-o", "name", root), "has no use of its rights: zfs list",
                "chmod 666 /dev/zfs, as the rules of udev do");
        return account;
    }

    private Account account(String user) throws CannotRun {
        if (!user.matches(NAME)) {
            throw new CannotRun("as is \"" + user + "\", which is no name of a user");
        }
        if (!(children.run(ASKING_BOUND, "getent", "passwd", user) instanceof Ended.Exited known)
                || !known.ok()) {
            throw new CannotRun("as is \"" + user + "\", and there is no such user: useradd " + user);
        }
        Tools.need("setpriv", "util-linux");
        return Account.parse(known.out().strip());
    }

    private static List<String> as(Account account, String... command) {
        List<String> argv = new ArrayList<>(account.prefix());
        argv.addAll(List.of(command));
        return argv;
    }

    private void need(Account account, List<String> argv, String what, String otherwise) throws CannotRun {
        Ended ended = children.run(ASKING_BOUND, argv.toArray(String[]::new));
        if (!(ended instanceof Ended.Exited exited) || !exited.ok()) {
            throw new CannotRun("as is \"" + account.name() + "\", and " + what + " said \""
                    + (ended instanceof Ended.Exited refused ? Refusals.of(refused.err() + refused.out()).text()
                            : "nothing")
                    + "\"; " + otherwise);
        }
    }

    /// Whatever the umask was: everybody may go through it and read.
    private static void open(Path path) throws CannotRun {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException refused) {
            throw new CannotRun("cannot open " + path + " to other users: " + refused.getMessage());
        }
    }
}
