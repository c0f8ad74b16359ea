package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Grantee;
import io.slime.gateway.access.Permission;
import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.User;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The access control lists that headers give: one by its name in {@code x-amz-acl}, or grants in {@code x-amz-grant-*}. */
public final class AclHeaders {
    private static final String CANNED = "x-amz-acl";
    private static final Map<String, Permission> GRANTS = new TreeMap<>(Map.of(
            "x-amz-grant-full-control", Permission.FULL_CONTROL,
            "x-amz-grant-read", Permission.READ,
            "x-amz-grant-write", Permission.WRITE,
            "x-amz-grant-read-acp", Permission.READ_ACP,
            "x-amz-grant-write-acp", Permission.WRITE_ACP));

    private final Accounts accounts;

    /** Lists that grant to these users. */
    public AclHeaders(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Whether there are any. */
    public static boolean in(HttpHeaders headers) {
        return headers.has(CANNED) || GRANTS.keySet().stream().anyMatch(headers::has);
    }

    /** The name in {@code x-amz-acl}. */
    public static Optional<String> canned(HttpHeaders headers) {
        return headers.first(CANNED);
    }

    /**
     * The list that headers give; empty if they give none.
     *
     * @param owner canonical id of the owner of what it is for
     * @param bucketOwner canonical id of the owner of the bucket
     * @throws S3Exception {@code InvalidArgument}, {@code InvalidRequest} for both kinds of headers, or
     *     {@code UnresolvableGrantByEmailAddress}
     */
    public Optional<Acl> read(HttpHeaders headers, String owner, String bucketOwner) {
        Optional<String> canned = canned(headers);
        List<Acl.Grant> grants = new ArrayList<>();
        GRANTS.forEach((name, permission) -> headers.joined(name)
                .ifPresent(value -> grantees(name, value).forEach(who -> grants.add(new Acl.Grant(who, permission)))));
        if (canned.isPresent() && !grants.isEmpty()) {
            throw S3Exception.invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (canned.isPresent()) {
            return Optional.of(Acl.canned(canned.get(), owner, bucketOwner)
                    .orElseThrow(() -> S3Exception.invalidArgument("Invalid canned ACL", CANNED, canned.get())));
        }
        if (grants.size() > Acl.MAX_GRANTS) {
            throw new S3Exception(S3Error.MALFORMED_ACL_ERROR);
        }
        return grants.isEmpty() ? Optional.empty() : Optional.of(new Acl(grants));
    }

    private List<Grantee> grantees(String name, String value) {
        List<Grantee> all = new ArrayList<>();
        for (String each : value.split(",", -1)) {
            int equals = each.indexOf('=');
            String kind = equals < 0 ? "" : each.substring(0, equals).strip();
            String text = equals < 0 ? "" : unquoted(each.substring(equals + 1).strip());
            all.add(
                    switch (kind) {
                        case "id" -> user(text);
                        case "uri" -> group(text);
                        case "emailAddress" -> ofEmail(text);
                        default -> throw S3Exception.invalidArgument("Argument format not recognized", name, value);
                    });
        }
        return all;
    }

    /**
     * The user of a canonical id.
     *
     * @throws S3Exception {@code InvalidArgument} if there is none
     */
    public Grantee user(String id) {
        return accounts.user(id)
                .<Grantee>map(user -> new Grantee.User(user.id()))
                .orElseThrow(() -> S3Exception.invalidArgument("Invalid id", "CanonicalUser/ID", id));
    }

    /**
     * The group of a name.
     *
     * @throws S3Exception {@code InvalidArgument} if there is none
     */
    public Grantee group(String uri) {
        return Grantee.Group.named(uri)
                .orElseThrow(() -> S3Exception.invalidArgument("Invalid group uri", "Group/URI", uri));
    }

    /**
     * The user of an e-mail address.
     *
     * @throws S3Exception {@code UnresolvableGrantByEmailAddress} if there is none
     */
    public Grantee ofEmail(String address) {
        return accounts.ofEmail(address)
                .map(User::id)
                .<Grantee>map(Grantee.User::new)
                .orElseThrow(() -> new S3Exception(S3Error.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
