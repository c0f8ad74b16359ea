package io.slime.gateway.s3.operation;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.account.User;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.HashMap;
import java.util.Map;

/** Owners as answers show them. */
public final class Owners {
    private final Accounts accounts;

    /** Owners among these users. */
    public Owners(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Whether the user of that canonical id holds the admin right. */
    public boolean isAdmin(String id) {
        return accounts.user(id).filter(User::admin).isPresent();
    }

    /** What one answer shows of owners; for one thread. Each is looked up once. */
    public Shown shown() {
        return new Shown();
    }

    /** The owners of one answer. */
    public final class Shown {
        private final Map<String, String> names = new HashMap<>();

        private Shown() {}

        /** Writes an element with ID and DisplayName of the user of that canonical id. */
        public void write(XmlWriter xml, String element, String id) {
            content(xml.open(element), id);
        }

        /** The same of an element with attributes. */
        public void write(XmlWriter xml, String element, String attributes, String id) {
            content(xml.open(element, attributes), id);
        }

        private void content(XmlWriter xml, String id) {
            String name = names.computeIfAbsent(
                    id, unknown -> accounts.user(unknown).map(User::displayName).orElse(""));
            xml.text("ID", id).text("DisplayName", name).close();
        }
    }
}
