package enospc.check;

/// What the name of a dataset or snapshot says in the layout of a store.
///
/// @param text     the name itself
/// @param place    what it is the name of
/// @param pristine whether it is the snapshot that means "installed", of whatever dataset
/// @param key      of the image, if it is within the templates; otherwise empty
record Name(String text, Place place, boolean pristine, String key) {

    /// Where a name is. A snapshot is where its dataset is.
    enum Place {
        TEMPLATE, STAGING, TEMPLATE_SNAPSHOT, STAGING_SNAPSHOT,
        /// Anything else below the templates' parent.
        WITHIN,
        CONTAINER, CONTAINER_SNAPSHOT, ELSEWHERE
    }

    static final Name NONE = new Name("", Place.ELSEWHERE, false, "");

    /// Below the templates' parent.
    boolean isWithinTemplates() {
        return place.ordinal() <= Place.WITHIN.ordinal();
    }

    boolean isStaging() {
        return place == Place.STAGING;
    }

    boolean isTemplate() {
        return place == Place.TEMPLATE;
    }

    boolean isContainer() {
        return place == Place.CONTAINER;
    }

    /// The pristine snapshot of anything within the templates.
    boolean isPristineWithin() {
        return pristine && isWithinTemplates();
    }

    /// The pristine snapshot of a template under its own name.
    boolean isTemplatesPristine() {
        return pristine && place == Place.TEMPLATE_SNAPSHOT;
    }

    /// The pristine snapshot of a staging dataset.
    boolean isStagingsPristine() {
        return pristine && place == Place.STAGING_SNAPSHOT;
    }

    /// Whether only workers and sweeps touch it: templates, staging datasets, containers and their snapshots.
    boolean isOurs() {
        return place != Place.ELSEWHERE;
    }
}
