package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.pool.Image;
import enospc.pool.Image.Format;
import enospc.soak.Sizing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stress size`: how many of an admin's installs would succeed under a quota, and which quota and threshold to set.
@Command(name = "size", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Predict by simulated runs how installs of your images fare under a quota, and recommend a quota"
                + " and a threshold.",
        footer = {"", "Example: stress size --images 4x800M,base.squashfs --workers 8 --quota 2G"})
final class SizeCommand implements Callable<Integer> {

    /// What the embedded pool unpacks in seconds; larger images are simulated at a smaller scale.
    private static final long SIMULATED_BYTES = 128L << 20;

    private static final Set<Setting<?>> DECIDED = Set.of(Setting.TARGET, Setting.IMAGES, Setting.IMAGE_SIZE,
            Setting.QUOTA, Setting.QUOTA_FRACTION, Setting.POOL_SIZE, Setting.SUBJECT, Setting.AS, Setting.SCHEDULE,
            Setting.SCHEDULE_DEPTH, Setting.BUG, Setting.REQUIRE, Setting.FAIL_ONCE);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORKLOAD", defaultValue = "race", arity = "0..1",
            description = "whose ops the installs are: a file, or a name in workloads/ (${DEFAULT-VALUE}); without its"
                    + " sweeps and squeezes unless they are asked for")
    private String workload;

    @Option(names = "--images", paramLabel = "IMAGE,...", required = true,
            description = "sizes (4x800M), SquashFS files, lists of NAME SIZE [FILES]")
    private String images;

    @Option(names = "--quota", paramLabel = "SIZE", description = "of the templates; without it only a quota is sought")
    private String quota;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "10",
            description = "seeds for each figure (${DEFAULT-VALUE})")
    private String runs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "the first (${DEFAULT-VALUE})")
    private long first;

    @Option(names = "--scale", paramLabel = "N", defaultValue = "auto",
            description = "simulate sizes and the workload's times divided by this; auto: so that all images have at"
                    + " most 128 MiB")
    private String scale;

    @Option(names = "--json", description = "the answer as JSON")
    private boolean json;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new SizeCommand());
        spec.usageMessage().customSynopsis("stress size --images IMAGE,... [--quota SIZE] [--SETTING=VALUE]... "
                + "[OPTION]...%n");
        SettingOptions.add(spec, Setting.ALL.stream().filter(setting -> !DECIDED.contains(setting)).toList());
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        Workload chosen = WorkloadFile.read(Home.workload(workload)).with(Map.of(
                Setting.TARGET.key(), "sim", Setting.SWEEP_EVERY.key(), "0s", Setting.SQUEEZE_EVERY.key(), "0s"))
                .with(said());
        int count = parsed("--runs", Form.whole(1, 1_000_000), runs);
        Optional<Long> bytes = Optional.ofNullable(quota).map(said -> parsed("--quota", Form.size(), said));
        Optional<Integer> said = parsed("--scale", Form.orAuto(Form.whole(1, 1_000_000)), scale);
        List<Image> wanted = new ImagesSaid(chosen.get(Setting.FORMATS).stream()
                .map(format -> format.equals("layers") ? Format.LAYERS : Format.SQUASHFS).toList()).read(images);
        Scale by = said.map(Scale::new).orElseGet(() -> Scale.of(wanted, SIMULATED_BYTES));
        Sizing sizing = new Sizing(by.of(chosen), by.of(wanted), first, count,
                Runtime.getRuntime().availableProcessors());
        SizeAnswer answer = answer(sizing, Sizing.threshold(chosen), bytes.map(by::down));
        SizeReport report = new SizeReport(answer, wanted, by, chosen, first, count);
        System.out.print(json ? report.json() : report.text());
        return 0;
    }

    /// `--images` and `--quota` are our own, though settings have these names too.
    private Map<String, String> said() {
        Map<String, String> said = SettingOptions.said(spec);
        DECIDED.forEach(setting -> said.remove(setting.key()));
        return said;
    }

    private static SizeAnswer answer(Sizing sizing, int threshold, Optional<Long> quota) {
        SequencedMap<String, Long> measured = sizing.measured();
        Optional<Sizing.Tried> asked = quota.map(bytes -> sizing.at(bytes, threshold));
        Optional<Sizing.Least> least = sizing.least(measured, threshold);
        List<Sizing.Tried> thresholds = least.map(found -> sizing.thresholds(found.least().quota())).orElse(List.of());
        return new SizeAnswer(measured, asked, least, thresholds);
    }

    private static <T> T parsed(String option, Form<T> form, String said) {
        try {
            return form.parse(said);
        } catch (BadInput wrong) {
            throw new BadInput(option + " " + wrong.getMessage());
        }
    }
}
