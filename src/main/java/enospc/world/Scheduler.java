package enospc.world;

import java.util.SequencedMap;

/// Time as the runner holds it: it starts lanes, and can end them.
public interface Scheduler extends Clock, Locks {

    /// Runs all lanes side by side and returns when each has ended or was killed. An interrupt of the calling thread
    /// kills all of them, and so does a scheduler whose time is up; the interrupt does not outlast the call.
    ///
    /// @param lanes name of each lane, and what it does; names are unique for the life of the scheduler
    /// @return false if all of them were killed so
    /// @throws RuntimeException what a lane threw, with the lane and the time in its message; the others were killed
    boolean run(SequencedMap<String, Runnable> lanes);

    /// Ends a lane as SIGKILL ends a process: nothing of it runs afterwards that touches the pool. No-op if it has
    /// ended.
    void kill(String lane);

    /// Ends every lane; [#run] returns soon.
    void killAll();

    /// The name of the calling lane.
    String lane();
}
