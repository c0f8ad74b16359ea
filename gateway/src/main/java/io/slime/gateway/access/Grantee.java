package io.slime.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** To whom an access control list grants something. */
public sealed interface Grantee {
    /** Whether that caller is meant. */
    boolean is(Caller caller);

    /** A user, by canonical id. */
    record User(String id) implements Grantee {
        @Override
        public boolean is(Caller caller) {
            return !caller.anonymous() && caller.id().equals(id);
        }
    }

    /** A group that S3 knows. */
    enum Group implements Grantee {
        /** Everybody, also without a signature. */
        ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
        /** Everybody who signs. */
        AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
        /** What writes logs; nobody asks as that. */
        LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

        private final String uri;

        Group(String uri) {
            this.uri = uri;
        }

        /** How S3 names it. */
        public String uri() {
            return uri;
        }

        /** The group of that name. */
        public static Optional<Group> named(String uri) {
            return Arrays.stream(values()).filter(each -> each.uri.equals(uri)).findFirst();
        }

        @Override
        public boolean is(Caller caller) {
            return switch (this) {
                case ALL_USERS -> true;
                case AUTHENTICATED_USERS -> !caller.anonymous();
                case LOG_DELIVERY -> false;
            };
        }

        /** Whether it is made of people whom nobody chose. */
        boolean open() {
            return this != LOG_DELIVERY;
        }
    }
}
