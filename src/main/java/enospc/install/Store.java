package enospc.install;

/// Where everything is: the names of the datasets below one root that is ours.
///
/// ```
/// <root>                        carries the mark and the quota of the house
/// <root>/squeeze                takes space away by its reservation
/// <root>/store                  containers live here
/// <root>/store/.templates       parent of all templates; the quota is here
/// <root>/store/.templates/K     template of the image with key K, K.tmp its staging dataset
/// ```
public final class Store {

    /// The end of a staging dataset's name.
    public static final String STAGING = ".tmp";

    /// The snapshot whose existence means "installed".
    public static final String PRISTINE = "@pristine";

    /// User property: seconds since 1970 when a template was last installed or reused.
    public static final String LAST_USED = "enospc:last_used";

    /// User property: seconds since 1970 when a template was made.
    public static final String IMPORTED = "enospc:imported";

    private final String root;
    private final String containers;
    private final String templates;
    /// What the name of a template or of a staging dataset begins with.
    private final String below;

    public Store(String root) {
        this.root = root;
        this.containers = root + "/store";
        this.templates = containers + "/.templates";
        this.below = templates + "/";
    }

    public String root() {
        return root;
    }

    public String containers() {
        return containers;
    }

    public String templates() {
        return templates;
    }

    public String squeeze() {
        return root + "/squeeze";
    }

    public String template(String key) {
        return below + key;
    }

    public String staging(String key) {
        return below + key + STAGING;
    }

    public String pristine(String key) {
        return below + key + PRISTINE;
    }

    public String container(String name) {
        return containers + "/" + name;
    }

    /// Whether this is anything below `.templates`, a snapshot as well.
    public boolean isWithinTemplates(String dataset) {
        return dataset.startsWith(below);
    }

    /// Whether this is a direct child of `.templates`: a template, or the staging dataset of one.
    public boolean isBelowTemplates(String dataset) {
        return isWithinTemplates(dataset)
                && dataset.indexOf('/', below.length()) < 0 && dataset.indexOf('@', below.length()) < 0;
    }

    public boolean isStaging(String dataset) {
        return isBelowTemplates(dataset) && dataset.endsWith(STAGING);
    }

    public boolean isTemplate(String dataset) {
        return isBelowTemplates(dataset) && !dataset.endsWith(STAGING);
    }

    /// The key in the name of a template or a staging dataset, or of a snapshot of one.
    public String keyOf(String dataset) {
        int at = dataset.indexOf('@', below.length());
        int end = at < 0 ? dataset.length() : at;
        boolean staging = dataset.startsWith(STAGING, end - STAGING.length());
        return dataset.substring(below.length(), staging ? end - STAGING.length() : end);
    }
}
