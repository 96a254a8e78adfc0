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
public record Store(String root) {

    /// The end of a staging dataset's name.
    public static final String STAGING = ".tmp";

    /// The snapshot whose existence means "installed".
    public static final String PRISTINE = "@pristine";

    /// User property: seconds since 1970 when a template was last installed or reused.
    public static final String LAST_USED = "enospc:last_used";

    /// User property: seconds since 1970 when a template was made.
    public static final String IMPORTED = "enospc:imported";

    public String containers() {
        return root + "/store";
    }

    public String templates() {
        return root + "/store/.templates";
    }

    public String squeeze() {
        return root + "/squeeze";
    }

    public String template(String key) {
        return templates() + "/" + key;
    }

    public String staging(String key) {
        return template(key) + STAGING;
    }

    public String pristine(String key) {
        return template(key) + PRISTINE;
    }

    public String container(String name) {
        return containers() + "/" + name;
    }

    /// Whether this is a direct child of `.templates`: a template, or the staging dataset of one.
    public boolean isBelowTemplates(String dataset) {
        String parent = templates() + "/";
        return dataset.startsWith(parent)
                && dataset.indexOf('/', parent.length()) < 0 && dataset.indexOf('@', parent.length()) < 0;
    }

    public boolean isStaging(String dataset) {
        return isBelowTemplates(dataset) && dataset.endsWith(STAGING);
    }

    public boolean isTemplate(String dataset) {
        return isBelowTemplates(dataset) && !dataset.endsWith(STAGING);
    }

    /// The key in the name of a template or a staging dataset, or of a snapshot of one.
    public String keyOf(String dataset) {
        String name = dataset.substring(templates().length() + 1);
        int at = name.indexOf('@');
        String bare = at < 0 ? name : name.substring(0, at);
        return bare.endsWith(STAGING) ? bare.substring(0, bare.length() - STAGING.length()) : bare;
    }
}
