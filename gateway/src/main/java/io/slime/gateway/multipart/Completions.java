package io.slime.gateway.multipart;

import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Ticket;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Publications;
import io.slime.gateway.object.Versions;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.publish.CompletedPart;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.upload.UploadPart;
import io.slime.metadata.upload.UploadRow;
import io.slime.metadata.upload.UploadTable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes objects of parts, by metadata alone (S3 API reference, CompleteMultipartUpload). */
final class Completions {
    private static final int PAGE = 1000;
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final UploadTable uploads;
    private final ObjectTable objects;
    private final Publications publications;
    private final Epochs epochs;

    Completions(Metadata metadata, Publications publications, Epochs epochs) {
        this.uploads = metadata.uploads();
        this.objects = metadata.objects();
        this.publications = publications;
        this.epochs = epochs;
    }

    /** A Complete of the same parts that was made before: its object, if that is still the current one. */
    ObjectVersion completedBefore(Completion request) {
        Optional<Found> found = DatabaseCalls.ask(() -> objects.find(request.path()));
        return found.filter(current -> madeBy(request, current.version()))
                .flatMap(current -> current.content().map(content -> Versions.of(current.version(), content)))
                .orElseThrow(() -> new StorageException.NoSuchUpload(request.uploadId()));
    }

    ObjectVersion complete(UploadRow row, Completion request) {
        List<UploadPart> chosen = chosen(row, request);
        List<Part> parts = chosen.stream().map(UploadRows::part).toList();
        Checksums checksums = request.checksums().of(UploadRows.upload(row), parts);
        Facts facts = new Facts(
                etag(chosen.stream().map(UploadPart::etag).toList()),
                attributes(row, checksums),
                row.tags(),
                row.lock());
        List<CompletedPart> completed = chosen.stream()
                .map(part -> new CompletedPart(part.number(), part.content()))
                .toList();
        try (Ticket ticket = epochs.take()) {
            PublishResult result = publications.publish(
                    row.path(),
                    request.preconditions(),
                    Optional.of(ticket.content().epoch()),
                    precondition -> new Publish.Complete(
                            row.id(), row.path(), ticket.content(), completed, facts, precondition));
            io.slime.metadata.object.ObjectVersion made = ((PublishResult.Published) result).version();
            if (!made.content().equals(Optional.of(ticket.content()))) {
                return completedBefore(request);
            }
            return Versions.of(made, content(ticket.content(), chosen, row.dataKey()));
        } catch (StorageException.NoSuchUpload _) {
            throw new StorageException.NoSuchUpload(row.id());
        }
    }

    private static boolean madeBy(Completion request, io.slime.metadata.object.ObjectVersion version) {
        List<String> tags =
                request.parts().stream().map(Completion.NamedPart::etag).toList();
        return version.attributes().fact(Attributes.UPLOAD).equals(Optional.of(request.uploadId()))
                && tags.stream().allMatch(tag -> MD5.matcher(tag).matches())
                && version.etag().equals(etag(tags));
    }

    private static Content content(ContentId id, List<UploadPart> parts, Optional<ContentKey> key) {
        long size = parts.stream().mapToLong(UploadPart::size).sum();
        return new Content(id, size, size == 0 ? new Layout.Empty() : new Layout.Parts(), key);
    }

    private List<UploadPart> chosen(UploadRow row, Completion request) {
        Map<Integer, UploadPart> stored = stored(row.id());
        List<UploadPart> chosen = new ArrayList<>();
        int before = 0;
        for (Completion.NamedPart named : request.parts()) {
            if (named.number() <= before) {
                throw new StorageException.InvalidPartOrder(
                        "part " + named.number() + " is listed after part " + before);
            }
            before = named.number();
            UploadPart part = stored.get(named.number());
            if (part == null) {
                throw new StorageException.InvalidPart(named.number(), "it was not uploaded");
            }
            check(named, part);
            chosen.add(part);
        }
        if (chosen.isEmpty()) {
            throw new StorageException.Refused("an upload is completed with at least one part");
        }
        for (UploadPart part : chosen.subList(0, chosen.size() - 1)) {
            if (part.size() < Part.MIN_SIZE) {
                throw new StorageException.PartTooSmall(part.number(), part.size());
            }
        }
        return chosen;
    }

    private static void check(Completion.NamedPart named, UploadPart part) {
        if (!part.etag().equals(named.etag())) {
            throw new StorageException.InvalidPart(
                    named.number(), "its ETag is " + part.etag() + ", not " + named.etag());
        }
        Map<String, String> kept = part.attributes().checksums();
        Versions.lowerCase(named.checksums()).forEach((algorithm, value) -> {
            if (!value.equals(kept.get(algorithm))) {
                throw new StorageException.InvalidPart(named.number(), "its " + algorithm + " checksum is another");
            }
        });
    }

    private Map<Integer, UploadPart> stored(String id) {
        Map<Integer, UploadPart> stored = new HashMap<>();
        int after = 0;
        while (true) {
            int from = after;
            List<UploadPart> page = DatabaseCalls.ask(() -> uploads.parts(id, from, PAGE));
            page.forEach(part -> stored.put(part.number(), part));
            if (page.size() < PAGE) {
                return stored;
            }
            after = page.getLast().number();
        }
    }

    private static Attributes attributes(UploadRow row, Checksums checksums) {
        Description begun = Versions.description("", row.attributes());
        Attributes attributes = Versions.attributes(new Description(
                "",
                Optional.empty(),
                begun.headers(),
                begun.userMetadata(),
                checksums,
                begun.storageClass(),
                begun.owner(),
                false,
                begun.acl()));
        return row.attributes()
                .fact(Attributes.LEGAL_HOLD)
                .map(said -> attributes.withFact(Attributes.LEGAL_HOLD, said))
                .orElse(attributes);
    }

    /** MD5 over the parts' MD5s, and how many they are. */
    private static String etag(List<String> parts) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            parts.forEach(part -> md5.update(HexFormat.of().parseHex(part)));
            return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new StorageException.Unreadable("this JDK has no MD5", e);
        }
    }
}
