package enospc.pool.zfs;

import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks at what this machine can do for a real target. Nothing is changed.
public final class Doctor {

    private static final Duration ASKING_BOUND = Duration.ofSeconds(20);
    private static final long SPACE_BYTES = 1L << 30;

    /// How much it matters.
    public enum Grade { OK, GAP, MISSING }

    /// One thing looked at.
    ///
    /// @param what it is, and how it stands
    /// @param mend the command that mends it, or what follows if it stays; empty if all is well
    public record Finding(Grade grade, String what, String mend) { }

    private final Path work;
    private final Children children;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Path work, Children children) {
        this.work = work;
        this.children = children;
    }

    /// @param work    where a run would make its pool, such as `/var/tmp`
    /// @param scratch an empty folder for the output of commands
    public static List<Finding> look(Path work, Path scratch, Scheduler time) {
        Doctor doctor = new Doctor(work, new Children(Host.own(), "doctor", scratch, time));
        doctor.rights();
        doctor.tools();
        doctor.zfs();
        doctor.machine();
        return doctor.findings;
    }

    private void note(boolean fine, Grade otherwise, String what, String mend) {
        findings.add(new Finding(fine ? Grade.OK : otherwise, what, fine ? "" : mend));
    }

    private void rights() {
        boolean root = ZfsTarget.isRoot();
        note(root, Grade.MISSING, root ? "runs as root" : "does not run as root, and a real pool needs it",
                "sudo bin/stress doctor");
    }

    private void tools() {
        for (List<String> tool : ZfsTarget.TOOLS) {
            boolean there = Tools.find(tool.getFirst()).isPresent();
            boolean zfs = tool.getFirst().startsWith("z");
            note(there, Grade.MISSING, tool.getFirst() + (there ? "" : " is missing"), "apt-get install "
                    + tool.getLast() + (zfs ? ", or apt-get install zfs-fuse" : ""));
        }
        for (List<String> tool : List.of(List.of("mkfifo", "coreutils", "exec subjects cannot be heard"),
                List.of("setpriv", "util-linux", "--as cannot change the user"),
                List.of("unshare", "util-linux", "a zfs-fuse cannot have a namespace of its own"),
                List.of("nsenter", "util-linux", "a zfs-fuse cannot have a namespace of its own"),
                List.of("ssh", "openssh-client", "no other machine can be reached"))) {
            boolean there = Tools.find(tool.getFirst()).isPresent();
            note(there, Grade.GAP, tool.getFirst() + (there ? "" : " is missing: " + tool.getLast()),
                    "apt-get install " + tool.get(1));
        }
    }

    private void zfs() {
        if (Tools.find("zfs").isEmpty() || Tools.find("zpool").isEmpty()) {
            return;
        }
        boolean answers = children.run(ASKING_BOUND, "zpool", "list", "-H") instanceof Ended.Exited exited
                && exited.ok();
        boolean fuse = Tools.find("zfs-fuse").isPresent();
        note(answers || fuse, Grade.MISSING, answers ? "ZFS answers" : fuse
                ? "no ZFS answers; a private zfs-fuse is started for each run (no --as with it)" : "no ZFS answers",
                "modprobe zfs, or apt-get install zfs-fuse");
        if (!answers) {
            return;                                       // what it can do is not known before it answers
        }
        Abilities can = Abilities.of(children);
        findings.add(new Finding(Grade.OK, can.version(), ""));
        gap(can.createsUnmounted(), "zfs create -u", "-o canmount=noauto does the same");
        gap(can.showsClones(), "property clones", "the origin of each dataset tells");
        gap(can.syncs(), "zpool sync", "a property is set instead, which waits as well");
        gap(!can.fuse(), "zfs allow that works", "--as is refused: take OpenZFS for it");
    }

    private void gap(boolean there, String what, String instead) {
        note(there, Grade.GAP, "this ZFS has " + (there ? "" : "no ") + what, "nothing to do: " + instead);
    }

    private void machine() {
        device("/dev/fuse", "needed by zfs-fuse alone", "modprobe fuse");
        device("/dev/loop-control", "not needed: pools are made on files", "modprobe loop");
        try {
            long free = Files.getFileStore(work).getUsableSpace();
            note(free >= SPACE_BYTES, Grade.MISSING, Sizes.text(free) + " free in " + work
                    + (free >= SPACE_BYTES ? "" : "; a default run needs about " + Sizes.text(SPACE_BYTES)),
                    "--work DIR, with more room");
        } catch (IOException unreadable) {
            note(false, Grade.MISSING, "cannot look into " + work, "mkdir -p " + work);
        }
    }

    private void device(String path, String why, String mend) {
        boolean there = Files.exists(Path.of(path));
        note(there, Grade.GAP, path + (there ? "" : " is missing, " + why), mend);
    }
}
