package enospc.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// What pages are made of: our own small files, and the plotting library uPlot (MIT) out of its package.
public final class Parts {

    private static final String UPLOT = "org.webjars.npm/uplot";

    private Parts() { }

    /// A file beside the classes of `enospc.report`, such as `page/page.css`.
    ///
    /// @throws IllegalStateException if the program was packed without it
    public static String text(String name) {
        return read("/enospc/report/" + name);
    }

    /// Some of them after each other, as one script that keeps its names to itself.
    public static String script(String folder, List<String> names) {
        return names.stream().map(name -> "// " + name + "\n" + text(folder + "/" + name))
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "\n})();\n"));
    }

    static String plotsScript() {
        return uplot("dist/uPlot.iife.min.js");
    }

    static String plotsStyle() {
        return uplot("dist/uPlot.min.css");
    }

    static String plotsLicence() {
        return "uPlot " + plotsVersion() + "\n\n" + uplot("LICENSE");
    }

    private static String uplot(String file) {
        return read("/META-INF/resources/webjars/uplot/" + plotsVersion() + "/" + file);
    }

    private static String plotsVersion() {
        Properties pack = new Properties();
        try (InputStream in = open("/META-INF/maven/" + UPLOT + "/pom.properties")) {
            pack.load(in);
            return pack.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the package of uPlot", unreadable);
        }
    }

    private static String read(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + resource, unreadable);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Parts.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not packed into the program");
        }
        return in;
    }
}
