package io.slime.metadata.upload;

import io.slime.metadata.listing.Range;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks a bucket's uploads by key and id, rolling keys up and skipping what is rolled up. */
final class UploadWalk {
    private static final int BLOCK = 1000;

    private final Connection connection;
    private final UploadListRequest request;
    private final Range range;
    private final List<UploadRow> uploads = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    UploadWalk(Connection connection, UploadListRequest request) {
        this.connection = connection;
        this.request = request;
        this.range = new Range(request.bucket() + "/", request.prefix(), request.delimiter());
    }

    UploadPage page() throws SQLException {
        String path = range.first(request.uploadMarker().isPresent() ? Optional.empty() : request.keyMarker());
        String id = "";
        if (request.uploadMarker().isPresent() && request.keyMarker().isPresent()) {
            path = range.scope() + request.keyMarker().get();
            id = request.uploadMarker().get();
        }
        while (true) {
            List<UploadRow> block = block(path, id);
            boolean jumped = false;
            for (UploadRow upload : block) {
                if (uploads.size() + prefixes.size() >= request.limit()) {
                    return full();
                }
                Optional<String> prefix = range.commonPrefix(upload.path());
                if (prefix.isPresent()) {
                    prefixes.add(prefix.get());
                    path = range.behind(prefix.get());
                    id = "";
                    jumped = true;
                    break;
                }
                uploads.add(upload);
                path = upload.path();
                id = upload.id();
            }
            if (!jumped && block.size() < BLOCK) {
                return new UploadPage(uploads, prefixes, Optional.empty(), Optional.empty());
            }
        }
    }

    private UploadPage full() {
        if (request.limit() == 0) {
            return new UploadPage(uploads, prefixes, Optional.empty(), Optional.empty());
        }
        String lastPrefix = prefixes.isEmpty() ? "" : prefixes.getLast();
        String lastKey = uploads.isEmpty() ? "" : uploads.getLast().key();
        return Range.compare(lastPrefix, lastKey) > 0
                ? new UploadPage(uploads, prefixes, Optional.of(lastPrefix), Optional.empty())
                : new UploadPage(
                        uploads,
                        prefixes,
                        Optional.of(lastKey),
                        Optional.of(uploads.getLast().id()));
    }

    private List<UploadRow> block(String path, String id) throws SQLException {
        return Sql.list(
                connection,
                UploadTable.select() + "WHERE (u.path, u.id) > (?, ?) AND u.path < ? ORDER BY u.path, u.id LIMIT ?",
                UploadTable::map,
                path,
                id,
                range.end(),
                BLOCK);
    }
}
