package enospc.pool.zfs;

import enospc.pool.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what `zfs get -Hp -o name,property,value all` prints: the one form in bytes that zfs-fuse has as well.
final class Readings {

    private Readings() { }

    /// Datasets and snapshots, in the order of the text. One that went away while it was being read is left out.
    static List<Dataset> parse(String text) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        text.lines().map(line -> line.split("\t", 3)).filter(columns -> columns.length == 3).forEach(columns ->
                found.computeIfAbsent(columns[0], name -> new TreeMap<>()).put(columns[1], columns[2]));
        List<Dataset> datasets = new ArrayList<>();
        found.forEach((name, properties) -> {
            String type = properties.getOrDefault("type", "");
            if (properties.containsKey("used") && (type.equals("filesystem") || type.equals("snapshot"))) {
                datasets.add(dataset(name, properties));
            }
        });
        return datasets;
    }

    private static Dataset dataset(String name, Map<String, String> properties) {
        TreeMap<String, String> user = new TreeMap<>(properties);
        user.keySet().removeIf(property -> property.indexOf(':') < 0);
        String origin = properties.getOrDefault("origin", "-");
        return new Dataset(name, origin.equals("-") ? "" : origin, bytes(properties, "used"),
                bytes(properties, "available"), bytes(properties, "referenced"), bytes(properties, "quota"),
                bytes(properties, "reservation"), "yes".equals(properties.get("mounted")), user);
    }

    private static long bytes(Map<String, String> properties, String property) {
        String value = properties.getOrDefault(property, "-");
        return value.equals("-") || value.equals("none") ? 0 : Long.parseUnsignedLong(value);
    }
}
