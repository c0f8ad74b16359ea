package io.slime.gateway.object;

import io.slime.metadata.listing.VersionPage;

/** Listings of versions as the database makes them, and as this room shows them. */
final class VersionLists {
    private VersionLists() {}

    static io.slime.metadata.listing.VersionListRequest request(VersionListRequest request) {
        return new io.slime.metadata.listing.VersionListRequest(
                request.bucket() + "/",
                request.prefix(),
                request.delimiter(),
                request.keyMarker(),
                request.versionMarker(),
                request.limit());
    }

    static VersionList list(VersionPage page) {
        return new VersionList(
                page.entries().stream().map(VersionLists::entry).toList(),
                page.next().map(VersionPage.Marker::key),
                page.next().flatMap(VersionPage.Marker::versionId));
    }

    private static VersionList.Entry entry(VersionPage.Entry entry) {
        return switch (entry) {
            case VersionPage.CommonPrefix(String name) -> new VersionList.CommonPrefix(name);
            case VersionPage.Version(String name, io.slime.metadata.object.ObjectVersion version, boolean latest) -> {
                VersionList.Identity identity =
                        new VersionList.Identity(name, version.versionId(), latest, version.modified());
                yield version.deleteMarker()
                        ? new VersionList.DeleteMarker(identity)
                        : new VersionList.Version(
                                identity, version.size(), Versions.description(version.etag(), version.attributes()));
            }
        };
    }
}
