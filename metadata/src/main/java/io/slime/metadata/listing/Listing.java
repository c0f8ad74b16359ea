package io.slime.metadata.listing;

import io.slime.metadata.transaction.Transactions;

/** Lists objects, and versions. */
public final class Listing {
    private final Transactions transactions;

    /** Uses these transactions. */
    public Listing(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One page of objects, of one snapshot; delete markers are left out. */
    public ListPage list(ListRequest request) {
        return transactions.read(connection -> new ListWalk(connection, request).page());
    }

    /** One page of versions, of one snapshot; delete markers are among them. */
    public VersionPage versions(VersionListRequest request) {
        return transactions.read(connection -> new VersionWalk(connection, request).page());
    }
}
