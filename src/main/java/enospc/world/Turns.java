package enospc.world;

/// Where lanes may be put in another order, and what they have to say for it.
public interface Turns {

    /// The calling lane is about to do something that others could see: any other may go first.
    void turn();

    /// Something has changed that others could see.
    void changed();

    /// The calling lane was told this, which decides what it does from now on.
    void saw(Object what);
}
