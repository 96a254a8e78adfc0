package enospc.cli;

import enospc.plan.Form;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.pool.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A simulation of large images in small: sizes divided by `by`, fewer files rather than smaller ones, and the times
/// that containers live and workers rest divided as well, so that as many installs meet. What a transaction group
/// takes stays, so a copy waits for relatively more of them: stalls are over- and not under-predicted.
record Scale(int by) {

    /// The smallest power of two by which all images together are at most `most`.
    static Scale of(List<Image> images, long most) {
        long bytes = images.stream().mapToLong(Image::nominalBytes).sum();
        int by = 1;
        while (bytes / by > most) {
            by *= 2;
        }
        return new Scale(by);
    }

    long down(long bytes) {
        return Math.max(1, bytes / by);
    }

    long up(long bytes) {
        return bytes * by;
    }

    List<Image> of(List<Image> images) {
        return images.stream().map(this::of).toList();
    }

    private Image of(Image image) {
        List<Image.Files> files = new ArrayList<>();
        long few = 0;                                      // of sizes that fewer files have than would be left out
        for (Image.Files each : image.files()) {
            if (each.count() >= by) {
                files.add(new Image.Files(each.count() / by, each.bytes()));
            } else {
                few += each.count() * each.bytes();
            }
        }
        if (few >= by || files.isEmpty()) {
            files.add(new Image.Files(1, down(few)));
        }
        return new Image(image.name(), image.key(), image.format(), image.seed(), files);
    }

    Workload of(Workload workload) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Setting<Form.Range<Duration>> times : List.of(Setting.HOLD, Setting.PAUSE)) {
            Form.Range<Duration> range = workload.get(times);
            said.put(times.key(), millis(range.least()) + ".." + millis(range.most()));
        }
        said.put(Setting.STAGGER.key(), millis(workload.get(Setting.STAGGER)));
        return workload.with(said);
    }

    private String millis(Duration time) {
        return time.dividedBy(by).toMillis() + "ms";
    }
}
