package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.redundancy.ClassUse;
import io.slime.metadata.redundancy.Profiles;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What an operator may do to the redundancy of the cluster, of storage classes and of buckets. It holds on every gateway within 5
 * seconds, on this one at once.
 */
public final class RedundancyAdministration {
    /** Most storage classes. */
    public static final int MOST_CLASSES = 100;

    private static final int MOST_COUNTED = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]{1,64}");

    /** Classes of S3 whose objects cannot be read until they are restored, which nothing here would hold to. */
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final RedundancySetting setting;

    RedundancyAdministration(RedundancySetting setting) {
        this.setting = setting;
    }

    /** All that is set. */
    public Profiles profiles() {
        return setting.profiles();
    }

    /** All that is set, asked of the database. */
    public Profiles profilesNow() {
        return DatabaseCalls.ask(setting::read);
    }

    /**
     * Sets the redundancy of what no class or bucket has another for.
     *
     * @param rewrite whether what is stored already is coded anew in the background; without it a rewrite under way ends
     */
    public void setCluster(Redundancy wanted, boolean rewrite) {
        changed(() -> {
            setting.table().setCluster(wanted, rewrite);
            return true;
        });
    }

    /**
     * Makes a storage class, or changes it.
     *
     * @param rewrite as for {@link #setCluster}
     * @throws StorageException.Refused if no class may have that name, or there are too many
     */
    public void setClass(String name, Redundancy wanted, boolean rewrite) {
        if (!NAME.matcher(name).matches()) {
            throw new StorageException.Refused(
                    "'" + name + "' is no name of a storage class: 1 to 64 of A-Z, 0-9 and _");
        }
        if (name.equals(Profiles.STANDARD)) {
            throw new StorageException.Refused(
                    name + " is the redundancy of the cluster, or of the bucket where that has its own: set that");
        }
        if (ARCHIVES.contains(name)) {
            throw new StorageException.Refused("objects of " + name
                    + " can be read only after they are restored, and there is no such thing here: take another name");
        }
        Profiles now = profilesNow();
        if (!now.classes().containsKey(name) && now.classes().size() >= MOST_CLASSES) {
            throw new StorageException.Refused("there are " + MOST_CLASSES + " storage classes already");
        }
        changed(() -> {
            setting.table().setClass(name, wanted, rewrite);
            return true;
        });
    }

    /**
     * Removes a storage class.
     *
     * @throws StorageException.NoSuchStorageClass if there is none of that name
     * @throws StorageException.Refused if anything is of it
     */
    public void deleteClass(String name) {
        switch (changed(() -> setting.table().removeClass(name))) {
            case REMOVED -> {}
            case UNKNOWN -> throw new StorageException.NoSuchStorageClass(name);
            case IN_USE ->
                throw new StorageException.Refused("storage class " + name
                        + " is in use: by versions, which may be noncurrent ones, or by uploads in progress");
        }
    }

    /**
     * Gives a bucket a redundancy of its own, for what is of no storage class but STANDARD, or takes it away.
     *
     * @param rewrite as for {@link #setCluster}
     * @throws StorageException.NoSuchBucket if there is no such bucket
     */
    public void setBucket(String bucket, Optional<Redundancy> wanted, boolean rewrite) {
        if (!changed(() -> setting.table().setBucket(bucket, wanted, rewrite))) {
            throw new StorageException.NoSuchBucket(bucket);
        }
    }

    /** How much is of a storage class; counted up to a million versions. */
    public ClassUse use(String storageClass) {
        return DatabaseCalls.ask(() -> setting.table().use(storageClass, MOST_COUNTED));
    }

    private <T> T changed(Supplier<T> change) {
        return DatabaseCalls.ask(() -> {
            T result = change.get();
            setting.read();
            return result;
        });
    }
}
