package enospc.run.exec;

import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;

/// Where the steps of a subject are written down. For any number of threads.
public interface Journal {

    /// @return the index of the invocation
    /// @throws enospc.world.Crashed if nothing is heard of this process any more
    long invoke(String process, String f, Value value, long op);

    /// Ends what `process` invoked at `index`; nothing if that has ended already.
    ///
    /// @throws enospc.world.Crashed as [#invoke] does
    void end(String process, long index, Type type, Value value, Problem error);

    /// An event of its own, that nothing is to follow.
    void note(String process, String f, Value value);
}
