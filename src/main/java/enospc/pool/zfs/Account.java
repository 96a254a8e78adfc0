package enospc.pool.zfs;

import java.util.List;
import java.util.Map;

/// A user of this machine, as whom an external installer runs.
///
/// @param group number of its own group, which need not have the user's name: that of `nobody` is `nogroup` on Debian
/// @param home  its home folder, which need not exist
public record Account(String name, String group, String home) {

    private static final int FIELDS = 7;

    /// @param line as in passwd(5)
    static Account parse(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("no line of a passwd file: " + line);
        }
        return new Account(fields[0], fields[3], fields[5]);
    }

    /// What stands in front of a command that is to run as this user.
    public List<String> prefix() {
        return List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--init-groups", "--");
    }

    /// What a login would set.
    public Map<String, String> environment() {
        return Map.of("HOME", home, "USER", name, "LOGNAME", name);
    }
}
