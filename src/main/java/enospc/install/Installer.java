package enospc.install;

import enospc.pool.Image;
import java.util.List;

/// The protocol under test, as one worker uses it. Calls block until the op has ended.
public interface Installer {

    /// Makes the container `name` from the image, unpacking the image into a template first if nobody has.
    Outcome install(Image image, String name);

    /// Takes the container away; its template stays and becomes warm.
    Outcome remove(String name);

    /// Evicts idle templates.
    ///
    /// @return keys of those that went, in the order in which they went
    List<String> sweep(SweepOrder order);
}
