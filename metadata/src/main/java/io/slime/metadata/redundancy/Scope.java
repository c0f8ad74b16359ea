package io.slime.metadata.redundancy;

/**
 * Whose redundancy a version is coded by: a storage class's, else its bucket's, else the cluster's.
 *
 * @param kind which of these
 * @param name of the class or the bucket; empty for the cluster
 */
public record Scope(Kind kind, String name) {
    /** What follows the cluster's redundancy. */
    public static final Scope CLUSTER = new Scope(Kind.CLUSTER, "");

    /** The kinds. */
    public enum Kind {
        /** All that no other scope has. */
        CLUSTER("cluster"),
        /** What lies in a bucket and is of no storage class but STANDARD. */
        BUCKET("bucket"),
        /** What is of a storage class but STANDARD. */
        CLASS("class");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word for it in documents. */
        public String text() {
            return text;
        }
    }

    /** Of a bucket. */
    public static Scope bucket(String name) {
        return new Scope(Kind.BUCKET, name);
    }

    /** Of a storage class. */
    public static Scope storageClass(String name) {
        return new Scope(Kind.CLASS, name);
    }

    /** As the database has it. */
    String stored() {
        return kind == Kind.CLUSTER ? kind.text() : kind.text() + "/" + name;
    }

    /** From what the database has. */
    static Scope read(String stored) {
        int slash = stored.indexOf('/');
        String name = stored.substring(slash + 1);
        return slash < 0 ? CLUSTER : stored.startsWith(Kind.BUCKET.text()) ? bucket(name) : storageClass(name);
    }
}
