package enospc.conform.sim;

import enospc.pool.sim.Properties;
import enospc.pool.sim.Version;
import java.util.List;
import java.util.Optional;

/// The properties that ZFS itself knows, as far as the embedded pool does.
final class Native {

    private static final List<String> SETTABLE = List.of("quota", "refquota", "reservation", "refreservation",
            "mountpoint", "canmount", "readonly", "compression", "atime", "recordsize", "sync", "copies", "snapdir",
            "xattr", "devices", "exec", "setuid", "checksum", "filesystem_limit", "snapshot_limit", "overlay");
    private static final List<String> READ_ONLY = List.of("used", "available", "referenced", "usedbydataset",
            "usedbysnapshots", "usedbychildren", "usedbyrefreservation", "origin", "mounted", "type", "creation",
            "defer_destroy", "userrefs", "compressratio", "name");
    private static final List<String> NEW = List.of("clones", "written", "createtxg", "guid", "logicalused",
            "logicalreferenced", "refcompressratio", "filesystem_limit", "snapshot_limit", "overlay");
    private static final List<String> SWITCHES = List.of("readonly", "atime", "devices", "exec", "setuid");
    private static final String SHORT_NAMES = "avail=available,refer=referenced,rdonly=readonly,reserv=reservation,"
            + "refreserv=refreservation,mountpoint=mountpoint";

    private Native() { }

    /// The whole name of a property that may be written short.
    static String whole(String property) {
        for (String pair : SHORT_NAMES.split(",")) {
            if (pair.startsWith(property + "=")) {
                return pair.substring(property.length() + 1);
            }
        }
        return property;
    }

    static boolean known(String property, Version version) {
        boolean old = !version.isFuse() || !NEW.contains(property);
        return old && (SETTABLE.contains(property) || READ_ONLY.contains(property) || NEW.contains(property))
                || property.startsWith("userquota@") || Properties.isUser(property);
    }

    static boolean isReadOnly(String property) {
        return READ_ONLY.contains(property) || NEW.subList(0, 7).contains(property);
    }

    /// Whether children have what a parent was given.
    static boolean isInherited(String property) {
        return !Properties.isSpace(property) && !property.equals("canmount");
    }

    /// What is wrong with setting a property to a value, as it stands behind `cannot set property for 'D': `.
    static Optional<String> wrong(String property, String value, boolean snapshot, Version version) {
        if (property.startsWith("userquota@")) {
            return snapshot ? Optional.of("this property can not be modified for snapshots") : Optional.empty();
        }
        if (Properties.isUser(property)) {
            return Properties.isUserName(property) ? tooLong(value, version)
                    : Optional.of("invalid property '" + property + "'");
        }
        if (!known(property, version)) {
            return Optional.of("invalid property '" + property + "'");
        }
        if (isReadOnly(property)) {
            return Optional.of("'" + property + "' is readonly");
        }
        if (snapshot) {
            return Optional.of("this property can not be modified for snapshots");
        }
        if (SWITCHES.contains(property) && !value.equals("on") && !value.equals("off")) {
            return Optional.of("'" + property + "' must be one of 'on | off'");
        }
        if (property.equals("mountpoint") && !value.startsWith("/") && !value.equals("none")
                && !value.equals("legacy")) {
            return Optional.of("'mountpoint' must be an absolute path, 'none', or 'legacy'");
        }
        return Properties.isSpace(property) ? size(property, value) : Optional.empty();
    }

    private static Optional<String> tooLong(String value, Version version) {
        int most = version.isFuse() ? 1024 : 8192;
        return value.length() >= most ? Optional.of("property value too long") : Optional.empty();
    }

    private static Optional<String> size(String property, String value) {
        if (value.equals("none")) {
            return Optional.empty();
        }
        int digits = 0;
        while (digits < value.length() && (Character.isDigit(value.charAt(digits)) || value.charAt(digits) == '.')) {
            digits++;
        }
        if (digits == 0) {
            return Optional.of("bad numeric value '" + value + "'");
        }
        if (Properties.bytes(value) < 0) {
            return Optional.of("invalid numeric suffix '" + value.substring(digits) + "'");
        }
        boolean zero = Properties.bytes(value) == 0 && property.endsWith("quota");
        return zero ? Optional.of("use 'none' to disable quota/refquota") : Optional.empty();
    }
}
