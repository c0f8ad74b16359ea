package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.object.Attributes;
import java.util.List;
import java.util.Optional;

/** One change to be made visible. */
public sealed interface Publish {
    /**
     * A new version of a path.
     *
     * @param path {@code bucket/key} or a native key
     * @param bucket in which bucket it must be
     * @param source its bytes
     * @param facts what else it carries
     * @param precondition what must hold
     */
    record Put(String path, InBucket bucket, Source source, Facts facts, Precondition precondition) implements Publish {
        /** In a bucket of the name that the path begins with, or also in none. */
        public Put(String path, boolean bucketRequired, Source source, Facts facts, Precondition precondition) {
            this(path, bucketRequired ? InBucket.NAMED : InBucket.ANY, source, facts, precondition);
        }
    }

    /**
     * The removal of a path's current version: the row goes where versions are not kept, a delete marker comes where they are.
     *
     * @param path {@code bucket/key} or a native key
     * @param bucketRequired as in {@link Put}
     * @param precondition what must hold
     */
    record Remove(String path, boolean bucketRequired, Precondition precondition) implements Publish {}

    /**
     * The removal of one version for good.
     *
     * @param path {@code bucket/key}
     * @param versionId the version
     * @param bypassGovernance whether a GOVERNANCE retention does not stop it
     * @param precondition what must hold of that version: nothing, or which one it must be
     */
    record RemoveVersion(String path, String versionId, boolean bypassGovernance, Precondition precondition)
            implements Publish {
        public RemoveVersion {
            switch (precondition) {
                case Precondition.None _,
                        Precondition.IfCurrent _,
                        Precondition.IfOrder _,
                        Precondition.IfBehind _,
                        Precondition.IfAlone _ -> {}
                case Precondition.IfAbsent _, Precondition.IfPresent _, Precondition.IfMatch _ ->
                    throw new IllegalArgumentException("that cannot be asked of a version that is named");
            }
        }

        /** Without a precondition. */
        public RemoveVersion(String path, String versionId, boolean bypassGovernance) {
            this(path, versionId, bypassGovernance, new Precondition.None());
        }
    }

    /**
     * The move of an object to another path of the same bucket: its content and all that it carries become a new version there,
     * and its own path is removed as by {@link Remove}.
     *
     * @param source the path that it has
     * @param current the version that it is
     * @param path the path that it gets
     * @param size its bytes
     * @param facts what it carries there
     * @param precondition what must hold of the path that it gets
     */
    record Rename(
            String source,
            Precondition.IfCurrent current,
            String path,
            long size,
            Facts facts,
            Precondition precondition)
            implements Publish {
        public Rename {
            if (source.equals(path)) {
                throw new IllegalArgumentException("an object moves to another path");
            }
        }
    }

    /**
     * A part of an upload, replacing an earlier one of its number.
     *
     * @param upload the upload's id
     * @param number the part's number, 1…10,000
     * @param source its bytes
     * @param etag its entity tag, without quotes
     * @param checksum its checksum in the upload's algorithm, if there is one
     * @param attributes what else is to be remembered
     */
    record PutPart(
            String upload, int number, Source source, String etag, Optional<String> checksum, Attributes attributes)
            implements Publish {}

    /**
     * The completion of an upload: its parts become a version, the upload and what it does not use go.
     *
     * @param upload the upload's id
     * @param whole the id of the content that the parts make
     * @param parts the parts in ascending order
     * @param facts what else the version carries
     * @param precondition what must hold of the path
     */
    record Complete(
            String upload,
            String path,
            ContentId whole,
            List<CompletedPart> parts,
            Facts facts,
            Precondition precondition)
            implements Publish {
        public Complete {
            parts = List.copyOf(parts);
        }
    }
}
