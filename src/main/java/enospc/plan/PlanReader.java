package enospc.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.pool.Image;
import enospc.world.Preemption;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads a plan file back, also one out of which somebody has cut lines.
public final class PlanReader {

    private static final Pattern FILES = Pattern.compile("(\\d{1,9}) of (\\d{1,18})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,40}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    private final Path file;
    private final Map<String, Image> images = new LinkedHashMap<>();

    private PlanReader(Path file) {
        this.file = file;
    }

    /// @throws BadInput if it cannot be read, or says what no plan can say: with the place in the file
    public static Plan read(Path file) {
        try {
            return new PlanReader(file).plan(new ObjectMapper().readTree(Files.readString(file)));
        } catch (JsonProcessingException broken) {
            throw new BadInput(file + ":" + broken.getLocation().getLineNr() + ":" + broken.getLocation().getColumnNr()
                    + ": " + broken.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (IOException unreadable) {
            throw new BadInput("cannot read the plan " + file + ": " + unreadable.getMessage());
        }
    }

    /// Whether a file looks like a plan rather than like a workload: a plan has images as a list.
    public static boolean isPlan(Path file) {
        try {
            return Files.isRegularFile(file) && new ObjectMapper().readTree(file.toFile()).path("images").isArray();
        } catch (IOException neither) {
            return false;
        }
    }

    private Plan plan(JsonNode json) {
        String version = text(json, "", "version");
        Workload workload = workload(json);
        Seed seed = new Seed(whole(json, "", "seed", Long.MIN_VALUE));
        List<Image> all = list(json, "", "images", this::image);
        List<Plan.Worker> workers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : object(json, "workers").properties()) {
            workers.add(worker(each.getKey(), each.getValue()));
        }
        List<String> names = workers.stream().map(Plan.Worker::name).toList();
        List<Fault> faults = list(json, "", "faults", at -> fault(at, names));
        if (all.isEmpty() || workers.isEmpty()) {
            throw wrong("a plan needs at least one image and one worker");
        }
        return new Plan(version, text(json, "", "replay"), workload, seed, all, workers, faults,
                preemptions(json));
    }

    private List<Preemption> preemptions(JsonNode json) {
        return !json.has("preemptions") ? List.of() : list(json, "", "preemptions", at -> new Preemption(
                whole(at.json, at.where, "at", 0), matching(NAME, at.json, at.where, "lane")));
    }

    private Workload workload(JsonNode json) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : object(json, "settings").properties()) {
            if (Setting.named(each.getKey()).isEmpty()) {
                throw wrong("settings: there is no setting \"" + each.getKey() + "\" in this version; the plan was made"
                        + " by " + json.path("version").asText());
            }
            said.put(each.getKey(), each.getValue().asText());
        }
        try {
            Optional<Subject> subject = json.path("subject").isObject()
                    ? Optional.of(SubjectFile.of(json.path("subject"), BadInput::new)) : Optional.empty();
            return Workload.of(text(json, "", "workload"), said, subject);
        } catch (BadInput bad) {
            throw wrong((bad.getMessage().startsWith("subject: ") ? "" : "settings: ") + bad.getMessage());
        }
    }

    private Image image(Place at) {
        String name = matching(NAME, at.json, at.where, "name");
        String format = text(at.json, at.where, "format");
        Image.Format known = Arrays.stream(Image.Format.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(format)).findFirst()
                .orElseThrow(() -> wrong(at.where + ".format is \"" + format + "\", neither squashfs nor layers"));
        List<Image.Files> files = Arrays.stream(text(at.json, at.where, "files").split(" \\+ "))
                .map(part -> files(part, at.where)).toList();
        Image image = new Image(name, matching(KEY, at.json, at.where, "key"), known,
                whole(at.json, at.where, "seed", Long.MIN_VALUE), files);
        if (images.putIfAbsent(name, image) != null) {
            throw wrong(at.where + ": there are two images " + name);
        }
        return image;
    }

    private Image.Files files(String part, String where) {
        var figures = FILES.matcher(part);
        if (!figures.matches()) {
            throw wrong(where + ".files has \"" + part + "\"; write a count and a size, such as 12 of 4096");
        }
        try {
            return new Image.Files(Integer.parseInt(figures.group(1)), Long.parseLong(figures.group(2)));
        } catch (IllegalArgumentException none) {
            throw wrong(where + ".files has \"" + part + "\"; both figures are at least 1");
        }
    }

    private Plan.Worker worker(String name, JsonNode json) {
        String where = "workers." + name;
        if (!NAME.matcher(name).matches()) {
            throw wrong(where + ": that is no name for a worker");
        }
        Duration start = Duration.ofMillis(whole(json, where, "startMillis", 0));
        return new Plan.Worker(name, start, list(json, where, "ops", this::op));
    }

    private Op op(Place at) {
        JsonNode json = at.json;
        if (json.has("install")) {
            String name = text(json, at.where, "install");
            Image image = images.get(name);
            if (image == null) {
                throw wrong(at.where + ".install is \"" + name + "\", which is not among the plan's images");
            }
            return new Op.Install(image, matching(NAME, json, at.where, "container"));
        }
        if (json.has("remove")) {
            return new Op.Remove(matching(NAME, json, at.where, "remove"));
        }
        if (json.has("holdMillis")) {
            return new Op.Hold(Duration.ofMillis(whole(json, at.where, "holdMillis", 0)));
        }
        throw wrong(at.where + " is neither install nor holdMillis nor remove");
    }

    private Fault fault(Place at, List<String> workers) {
        Duration when = Duration.ofMillis(whole(at.json, at.where, "atMillis", 0));
        String kind = text(at.json, at.where, "fault");
        return switch (kind) {
            case "sweep" -> new Fault.Sweep(when);
            case "squeeze" -> new Fault.Squeeze(when, fraction(at.json, at.where), hold(at));
            case "quota-cut" -> new Fault.QuotaCut(when, fraction(at.json, at.where), hold(at));
            case "ballast" -> new Fault.Ballast(when, fraction(at.json, at.where), hold(at));
            case "slow-sync" -> new Fault.SlowSync(when, (int) Math.min(1_000, whole(at.json, at.where, "factor", 2)),
                    hold(at));
            case "kill" -> new Fault.Kill(when, worker(at, workers));
            case "pipe-kill" -> new Fault.PipeKill(when, worker(at, workers));
            case "stop" -> new Fault.Stop(when, worker(at, workers), hold(at));
            default -> throw wrong(at.where + ".fault is \"" + kind + "\", which this version does not know");
        };
    }

    private Duration hold(Place at) {
        return Duration.ofMillis(whole(at.json, at.where, "holdMillis", 0));
    }

    private String worker(Place at, List<String> workers) {
        String worker = text(at.json, at.where, "worker");
        if (!workers.contains(worker)) {
            throw wrong(at.where + ".worker is \"" + worker + "\", which is not among the plan's workers");
        }
        return worker;
    }

    private double fraction(JsonNode json, String where) {
        double fraction = json.path("fraction").asDouble(-1);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw wrong(where + ".fraction must be a number from 0 to 1");
        }
        return fraction;
    }

    /// A member of a list, and where it stands.
    private record Place(JsonNode json, String where) { }

    private <T> List<T> list(JsonNode json, String where, String name, Function<Place, T> read) {
        JsonNode list = json.path(name);
        String path = path(where, name);
        if (!list.isArray()) {
            throw wrong(path + " must be a list");
        }
        List<T> all = new ArrayList<>();
        for (JsonNode each : list) {
            all.add(read.apply(new Place(each, path + "[" + all.size() + "]")));
        }
        return all;
    }

    private JsonNode object(JsonNode json, String name) {
        JsonNode object = json.path(name);
        if (!object.isObject()) {
            throw wrong(name + " must be an object");
        }
        return object;
    }

    private String text(JsonNode json, String where, String name) {
        JsonNode text = json.path(name);
        if (!text.isTextual()) {
            throw wrong(path(where, name) + " must be a text");
        }
        return text.textValue();
    }

    private String matching(Pattern form, JsonNode json, String where, String name) {
        String text = text(json, where, name);
        if (!form.matcher(text).matches()) {
            throw wrong(path(where, name) + " is \"" + text + "\"; it must match " + form);
        }
        return text;
    }

    private long whole(JsonNode json, String where, String name, long least) {
        JsonNode number = json.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < least) {
            throw wrong(path(where, name) + " must be a whole number" + (least == 0 ? ", 0 or more" : ""));
        }
        return number.longValue();
    }

    private static String path(String where, String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    private BadInput wrong(String what) {
        return new BadInput(file + ": " + what);
    }
}
