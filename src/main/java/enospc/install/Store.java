package enospc.install;

import enospc.install.Layout.Affixes;

/// Where everything is: the names of the datasets below one root that is ours.
///
/// ```
/// <root>                        carries the mark and the quota of the house
/// <root>/squeeze                takes space away by its reservation
/// <root>/store                  containers live here
/// <root>/store/.templates       parent of all templates; the quota is here
/// <root>/store/.templates/K     template of the image with key K, K.tmp its staging dataset
/// ```
///
/// A store that is not ours may have another [Layout].
public final class Store {

    /// The end of a staging dataset's name, in our own layout.
    public static final String STAGING = ".tmp";

    /// The snapshot whose existence means "installed", in our own layout.
    public static final String PRISTINE = "@pristine";

    /// User property: seconds since 1970 when a template was last installed or reused, in our own layout.
    public static final String LAST_USED = "enospc:last_used";

    /// User property: seconds since 1970 when a template was made.
    public static final String IMPORTED = "enospc:imported";

    private final String root;
    private final String containers;
    private final String templates;
    private final String parent;
    private final Affixes template;
    private final Affixes staging;
    private final Affixes container;
    private final String pristine;
    private final String stamp;

    public Store(String root) {
        this(root, Layout.HOUSE);
    }

    public Store(String root, Layout layout) {
        this.root = root;
        this.containers = layout.store().replace("{root}", root);
        this.templates = layout.templatesIn(containers);
        this.parent = templates + "/";
        this.template = Affixes.of(layout.template(), "{key}");
        this.staging = Affixes.of(layout.staging(), "{key}");
        this.container = Affixes.of(layout.container(), "{name}");
        this.pristine = "@" + layout.snapshot();
        this.stamp = layout.stamp();
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

    /// A dataset that is there only while it is full of ballast.
    public String ballast() {
        return root + "/ballast";
    }

    public String template(String key) {
        return parent + template.around(key);
    }

    public String staging(String key) {
        return parent + staging.around(key);
    }

    public String pristine(String key) {
        return template(key) + pristine;
    }

    /// The pristine snapshot of a template or a staging dataset.
    public String pristineOf(String dataset) {
        return dataset + pristine;
    }

    public String container(String name) {
        return containers + "/" + container.around(name);
    }

    /// The user property that says when a template was last used.
    public String stamp() {
        return stamp;
    }

    /// Whether this is anything below the templates' parent, a snapshot as well.
    public boolean isWithinTemplates(String dataset) {
        return dataset.startsWith(parent);
    }

    /// Whether this is a direct child of the templates' parent: a template, or the staging dataset of one.
    public boolean isBelowTemplates(String dataset) {
        return isWithinTemplates(dataset)
                && dataset.indexOf('/', parent.length()) < 0 && dataset.indexOf('@', parent.length()) < 0;
    }

    public boolean isStaging(String dataset) {
        return isBelowTemplates(dataset) && isStagingName(dataset, dataset.length());
    }

    public boolean isTemplate(String dataset) {
        return isBelowTemplates(dataset) && !isStagingName(dataset, dataset.length())
                && template.fit(dataset, parent.length(), dataset.length());
    }

    /// Of two patterns that fit, the one that says more.
    ///
    /// @param end of the part of the name that counts; it begins below the templates' parent
    private boolean isStagingName(String dataset, int end) {
        return staging.fit(dataset, parent.length(), end)
                && (staging.length() > template.length() || !template.fit(dataset, parent.length(), end));
    }

    /// Whether this is the snapshot that means "installed", of whatever dataset.
    public boolean isPristine(String name) {
        return name.endsWith(pristine);
    }

    /// Whether this is a container, or has the name of one.
    public boolean isContainer(String dataset) {
        int from = containers.length() + 1;
        return dataset.length() > from && dataset.startsWith(containers) && dataset.charAt(from - 1) == '/'
                && dataset.indexOf('/', from) < 0 && dataset.indexOf('@', from) < 0
                && container.fit(dataset, from, dataset.length()) && !dataset.equals(templates)
                && !isBelowTemplates(dataset) && !dataset.equals(squeeze());
    }

    /// The name in that of a container.
    public String nameOf(String container) {
        return this.container.within(container, containers.length() + 1, container.length());
    }

    /// The key in the name of a template or a staging dataset, or of a snapshot of one.
    public String keyOf(String dataset) {
        int at = dataset.indexOf('@', parent.length());
        int end = at < 0 ? dataset.length() : at;
        if (isStagingName(dataset, end)) {
            return staging.within(dataset, parent.length(), end);
        }
        return template.fit(dataset, parent.length(), end) ? template.within(dataset, parent.length(), end)
                : dataset.substring(parent.length(), end);
    }
}
