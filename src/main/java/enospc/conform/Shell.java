package enospc.conform;

import java.util.List;

/// A terminal at a pool: takes one line, answers what a person would see. There is one for the embedded pool and one
/// for a real one, so that the same script runs on both.
///
/// The lines are those of `zfs` and `zpool`, without pipes or quotes, and a few that touch files, by path below the
/// pool:
///
/// - `write FILE SIZE [CHUNK]` writes SIZE bytes of random data from the file's start, CHUNK (128K) at a time, up to
///   the first error; `append FILE SIZE [CHUNK]` the same at its end
/// - `rm FILE...`, `mkdir DIR`, `touch FILE`, `mv FILE FILE`, `chmod FILE`
/// - `truncate FILE SIZE` cuts it off there; one that is not longer is left alone
/// - `size FILE` prints its length in bytes
/// - `sync`: a barrier, after which space properties show all that was done before
/// - `open FILE` holds the file open, so that its dataset is busy; `close FILE` lets it go
/// - `killed LINE` types a line and ends its client by SIGKILL soon after; what it began may have happened or not
/// - `crash` ends the whole ZFS without warning and starts it again on the same disks
///
/// A path is a dataset's name and a file in it: `p/a:f1` is the file `f1` in the mounted dataset `p/a`. A file verb on
/// a dataset that is not mounted is refused with `not mounted`.
public interface Shell {

    /// Status of an answer to a line that this shell has no way to type. It says nothing about ZFS.
    int CANNOT = 127;

    /// Types one line and waits for the end of what it started.
    Answer type(String line);

    /// Several people at the same pool, each typing lines one after the other; all begin at the same time.
    ///
    /// A shell with one keyboard lets them type in turn, a line each. That is one legal order of many.
    ///
    /// @return for each person the answers to their lines
    default List<List<Answer>> together(List<List<String>> people) {
        return InTurn.type(this, people);
    }

    /// @param status exit status; 0 is success. A file verb that was refused has 1
    /// @param out    standard output, lines ending in a line feed
    /// @param err    what was refused: the text of `zfs`, or for a file verb the name of the errno: `EDQUOT`, `ENOSPC`
    record Answer(int status, String out, String err) {

        public static Answer done(String out) {
            return new Answer(0, out, "");
        }

        public static Answer refused(String err) {
            return new Answer(1, "", err);
        }

        public static Answer cannot(String why) {
            return new Answer(CANNOT, "", why);
        }
    }
}
