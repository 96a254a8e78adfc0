package enospc.pool.sim;

import java.util.List;

/// What an administrator can do to the tree. Each call is one sync task: it waits for its transaction group, and is
/// done whole in it or refused, judged by how things are then.
public final class Changes {

    private final Births births;
    private final Deaths deaths;
    private final Snapshots snapshots;
    private final Renames renames;
    private final Promotion promotion;
    private final Limits limits;

    Changes(Kernel kernel, TxGroups txgs, Space space, Version version) {
        Tasks tasks = new Tasks(kernel, txgs, space, version);
        this.births = new Births(kernel, tasks);
        this.deaths = new Deaths(kernel, tasks);
        this.snapshots = new Snapshots(kernel, tasks, deaths);
        this.renames = new Renames(kernel, tasks);
        this.promotion = new Promotion(kernel, tasks);
        this.limits = new Limits(kernel, tasks);
    }

    /// A new dataset, not mounted.
    public Errno create(String name) {
        return births.create(name);
    }

    public Errno clone(String snapshot, String name) {
        return births.clone(snapshot, name);
    }

    /// Snapshots of all these datasets in one transaction group, or none.
    ///
    /// @param leaf the part behind the `@`
    public Errno snapshot(List<String> datasets, String leaf) {
        return snapshots.snapshot(datasets, leaf);
    }

    /// Whether a dataset has no room to reserve anew what a snapshot takes out of its refreservation.
    public boolean lacksReserve(String name) {
        return snapshots.lacksReserve(name);
    }

    /// A dataset without children and snapshots.
    public Errno destroy(String name) {
        return deaths.destroy(name);
    }

    /// @param defer if it is held or cloned, it goes with its last hold or clone
    public Errno destroySnap(String name, boolean defer) {
        return deaths.destroySnap(name, defer);
    }

    /// Destroys all of these snapshots in one transaction group, or none.
    public Errno destroySnaps(List<String> names, boolean defer) {
        return deaths.destroySnaps(names, defer);
    }

    /// Renames a dataset with all below it.
    public Errno rename(String name, String to) {
        return renames.rename(name, to);
    }

    /// Renames the snapshots `@from` of all these datasets in one transaction group, or none.
    public Errno renameSnaps(List<String> datasets, String from, String to) {
        return renames.renameSnaps(datasets, from, to);
    }

    /// Makes a clone the owner of the snapshots it came from; its origin's dataset becomes a clone.
    public Errno promote(String name) {
        return promotion.promote(name);
    }

    /// Makes a dataset what its newest snapshot is.
    public Errno rollback(String snapshot) {
        return snapshots.rollback(snapshot);
    }

    /// Holds all of these snapshots, or none.
    public Errno hold(List<String> names, String tag) {
        return snapshots.hold(names, tag);
    }

    /// Lets go of all of these snapshots, or none; one that is to go with its last hold goes.
    public Errno release(List<String> names, String tag) {
        return snapshots.release(names, tag);
    }

    /// Sets a property; space properties to a number of bytes, 0 for none. Of a snapshot too.
    public Errno set(String name, String property, String value) {
        return limits.set(name, property, value);
    }

    /// Limits what the one user there is may use of a dataset; 0 for no limit.
    public Errno userquota(String name, long bytes) {
        return limits.userquota(name, bytes);
    }

    /// Takes back a local value.
    public Errno inherit(String name, String property) {
        return limits.inherit(name, property);
    }
}
