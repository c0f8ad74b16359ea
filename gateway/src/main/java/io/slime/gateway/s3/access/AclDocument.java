package io.slime.gateway.s3.access;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Grantee;
import io.slime.gateway.access.Permission;
import io.slime.gateway.access.Rules;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Title;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Access control lists in requests and answers (S3 API reference, AccessControlPolicy). */
final class AclDocument {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String INSTANCE = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=";

    private final AclHeaders headers;
    private final Owners owners;

    /** Lists that grant to users whom these know. */
    AclDocument(AclHeaders headers, Owners owners) {
        this.headers = headers;
        this.owners = owners;
    }

    /**
     * The whole body of a request, which may be a list.
     *
     * @throws S3Exception as {@link XmlBody#read}
     */
    static byte[] body(S3Request request) throws IOException {
        return XmlBody.read(request, ContentCheck.of(request.headers(), request.identity()), MAX_BODY_BYTES);
    }

    /**
     * The list that a request gives, in its headers or in its body.
     *
     * @param body the body
     * @param owner canonical id of the owner of what it is for
     * @throws S3Exception {@code AccessControlListNotSupported} where lists do not count, {@code AccessDenied} for one that
     *     names another owner, or grants something to the public where that is blocked, or {@code MalformedACLError}
     */
    Acl read(S3Request request, byte[] body, String owner, Rules rules) {
        Optional<Acl> inHeaders = headers.read(request.headers(), owner, rules.owner());
        if (inHeaders.isPresent() && body.length > 0) {
            throw new S3Exception(S3Error.UNEXPECTED_CONTENT);
        }
        if (inHeaders.isEmpty() && body.length == 0) {
            throw new S3Exception(S3Error.MISSING_SECURITY_HEADER);
        }
        Acl acl = inHeaders.isPresent() ? inHeaders.get() : parse(policy(body), owner);
        if (!rules.countsAcls() && !acl.equals(Acl.ofOwner(rules.owner()))) {
            throw new S3Exception(S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
        Title.checkPublic(rules, acl);
        return acl;
    }

    private static XmlElement policy(byte[] body) {
        try {
            return XmlElement.parse(body, "AccessControlPolicy");
        } catch (S3Exception e) {
            throw new S3Exception(S3Error.MALFORMED_ACL_ERROR, S3Error.MALFORMED_ACL_ERROR.message(), e);
        }
    }

    private Acl parse(XmlElement policy, String owner) {
        String named = policy.child("Owner")
                .flatMap(element -> element.textOf("ID"))
                .map(String::strip)
                .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_ACL_ERROR));
        if (!named.equals(owner)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        List<XmlElement> grants = policy.child("AccessControlList")
                .map(list -> list.all("Grant"))
                .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_ACL_ERROR));
        if (grants.size() > Acl.MAX_GRANTS) {
            throw new S3Exception(S3Error.MALFORMED_ACL_ERROR);
        }
        List<Acl.Grant> read = new ArrayList<>();
        for (XmlElement grant : grants) {
            Permission permission = grant.textOf("Permission")
                    .map(String::strip)
                    .flatMap(Permission::named)
                    .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_ACL_ERROR));
            Grantee grantee = grant.child("Grantee")
                    .map(this::grantee)
                    .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_ACL_ERROR));
            read.add(new Acl.Grant(grantee, permission));
        }
        return new Acl(read);
    }

    private Grantee grantee(XmlElement element) {
        Optional<String> id = element.textOf("ID").map(String::strip);
        Optional<String> uri = element.textOf("URI").map(String::strip);
        Optional<String> email = element.textOf("EmailAddress").map(String::strip);
        if (id.isPresent()) {
            return headers.user(id.get());
        }
        if (uri.isPresent()) {
            return headers.group(uri.get());
        }
        return email.map(headers::ofEmail).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_ACL_ERROR));
    }

    /** The document that shows a list. */
    XmlWriter write(String owner, Acl acl) {
        XmlWriter xml = XmlWriter.of("AccessControlPolicy");
        Owners.Shown shown = owners.shown();
        shown.write(xml, "Owner", owner);
        xml.open("AccessControlList");
        for (Acl.Grant grant : acl.grants()) {
            xml.open("Grant");
            switch (grant.grantee()) {
                case Grantee.User(String id) -> shown.write(xml, "Grantee", INSTANCE + "\"CanonicalUser\"", id);
                case Grantee.Group group ->
                    xml.open("Grantee", INSTANCE + "\"Group\"")
                            .text("URI", group.uri())
                            .close();
            }
            xml.text("Permission", grant.permission().name()).close();
        }
        return xml;
    }
}
