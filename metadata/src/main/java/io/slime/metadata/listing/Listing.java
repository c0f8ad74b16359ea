package io.slime.metadata.listing;

import io.slime.metadata.transaction.Transactions;

/** Lists objects; delete markers are left out. */
public final class Listing {
    private final Transactions transactions;

    /** Uses these transactions. */
    public Listing(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One page, of one snapshot. */
    public ListPage list(ListRequest request) {
        return transactions.read(connection -> new ListWalk(connection, request).page());
    }
}
