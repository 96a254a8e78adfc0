package enospc.plan;

/// Whether settings fit together: what a target or a subject cannot do is said before anything is made.
final class Fits {

    private final Workload workload;

    private Fits(Workload workload) {
        this.workload = workload;
    }

    /// @throws BadInput naming the setting that does not fit, and what it needs
    static void check(Workload workload) {
        Fits fits = new Fits(workload);
        if (workload.get(Setting.SUBJECT).equals("exec")) {
            fits.exec();
        } else {
            fits.builtin();
        }
    }

    private void exec() {
        need(workload.subject().isPresent(), "subject is exec, and the workload has no \"exec\" block that names its"
                + " commands: take workloads/script.json for an example");
        need(!(workload.subject().orElseThrow().key() instanceof Subject.Key.Sha256)
                        || !workload.get(Setting.FORMATS).contains("layers"),
                "formats has layers, which are a folder and have no sha256: formats squashfs, or exec.key a command");
        need(workload.get(Setting.TARGET).equals("zfs"), "subject is exec, which needs a real pool: --target zfs");
        need(workload.get(Setting.BUG).equals("none"), "bug is \"" + workload.get(Setting.BUG)
                + "\", which is planted into the built-in protocol: leave it out, or --subject builtin");
        need(!workload.get(Setting.SCHEDULE).equals("exhaustive"),
                "schedule is exhaustive, which no real pool can do: timed, random or pct");
    }

    private void builtin() {
        need(workload.get(Setting.AS).isEmpty(), "as is \"" + workload.get(Setting.AS)
                + "\", and only an exec subject runs as another user: leave it out, or --subject exec");
        need(workload.get(Setting.SCHEDULE).equals("timed") || workload.get(Setting.TARGET).equals("sim"),
                "schedule is " + workload.get(Setting.SCHEDULE) + ", which needs steps that wait for leave: --target"
                + " sim, --subject exec, or --schedule timed");
    }

    private static void need(boolean fits, String otherwise) {
        if (!fits) {
            throw new BadInput(otherwise);
        }
    }
}
