package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.soak.night.Order;
import enospc.soak.night.Trials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The workloads that a soak was given, with the command line's settings over them.
///
/// @param settings those of the command line, and a bound on each run's events: histories are held in memory
/// @param real     whether they go to a real pool: all of them, or none
record SoakWorkloads(List<Trials.Named> named, SequencedMap<String, String> settings, boolean real) {

    private static final String EVENTS_MOST = "500000";

    static SoakWorkloads of(List<String> names, Map<String, String> options) {
        SequencedMap<String, String> said = new LinkedHashMap<>(options);
        said.putIfAbsent(Setting.EVENTS_MOST.key(), EVENTS_MOST);
        List<Trials.Named> named = names.stream().map(name -> new Trials.Named(name, read(name).with(said))).toList();
        List<String> targets = named.stream().map(each -> each.workload().get(Setting.TARGET)).distinct().toList();
        if (targets.size() > 1) {
            throw new BadInput("the workloads have different targets, " + String.join(" and ", targets)
                    + "; soak them apart, or give --target");
        }
        if (named.stream().map(each -> each.workload().name()).distinct().count() < named.size()) {
            throw new BadInput("two of the workloads have the same name");
        }
        return new SoakWorkloads(named, said, !targets.getFirst().equals("sim"));
    }

    private static Workload read(String name) {
        return WorkloadFile.read(Home.workload(name));
    }

    Trials trials(Order order, String where) {
        return new Trials(named, order, Stress.Version.text(), (name, settings) -> "bin/stress run "
                + SettingOptions.quoted(name) + SettingOptions.asOptions(settings) + where);
    }
}
