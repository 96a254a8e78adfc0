package enospc.conform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the pool of the cases, `p` mounted at `/p`, is called on a real machine.
///
/// @param prefix the real pool, or the dataset in one that stands for it
/// @param mount  its real mountpoint
record Names(String prefix, String mount) {

    private static final Pattern NAME = Pattern.compile("p(?=$|[/@:])");
    private static final Pattern PATH = Pattern.compile("=/p(?=$|/)");

    /// The real pool, as `zpool` knows it.
    String pool() {
        return prefix.contains("/") ? prefix.substring(0, prefix.indexOf('/')) : prefix;
    }

    List<String> real(List<String> words) {
        return words.stream().map(this::real).toList();
    }

    /// One word of a line: a name that begins with the pool, or a property that is a path below it.
    String real(String word) {
        Matcher name = NAME.matcher(word);
        if (name.lookingAt()) {
            return prefix + word.substring(1);
        }
        return PATH.matcher(word).replaceAll(Matcher.quoteReplacement("=" + mount));
    }

    /// An answer in the words of the cases.
    Shell.Answer shown(Shell.Answer real) {
        return new Shell.Answer(real.status(), shown(real.out()), shown(real.err()));
    }

    private String shown(String text) {
        String paths = text.replaceAll("(?<![\\w.-])" + Pattern.quote(mount) + "(?![\\w.-])", "/p");
        return prefix.equals("p") ? paths
                : paths.replaceAll("(?<![\\w/@:.-])" + Pattern.quote(prefix) + "(?![\\w.-])", "p");
    }
}
