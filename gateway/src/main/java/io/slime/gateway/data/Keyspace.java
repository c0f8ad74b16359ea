package io.slime.gateway.data;

import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.http.Answer;
import io.slime.gateway.object.ListRequest;
import io.slime.gateway.object.ListResult;
import io.slime.gateway.object.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code GET /data/?mode=…}: what is known of all keys together. */
final class Keyspace {
    private static final Set<String> PARAMETERS = Set.of("mode", "limit", "after", "encoding");

    private final Objects objects;
    private final StoreAdministration stores;
    private final UUID cluster;

    Keyspace(Objects objects, StoreAdministration stores, UUID cluster) {
        this.objects = objects;
        this.stores = stores;
        this.cluster = cluster;
    }

    Answer answer(String rawQuery) {
        Query query = Query.parse(rawQuery, PARAMETERS);
        String mode = query.value("mode").orElse("uuid");
        if (!mode.equals("list")
                && (query.value("limit").isPresent()
                        || query.value("after").isPresent()
                        || query.value("encoding").isPresent())) {
            throw Rejection.badRequest("limit, after and encoding belong to mode=list");
        }
        return switch (mode) {
            case "free" -> Replies.text(Long.toString(stores.usableBytes()));
            case "uuid" -> Replies.text(cluster.toString());
            case "list" -> Replies.text(keys(query));
            default -> throw Rejection.badRequest("mode is free, uuid or list");
        };
    }

    private String keys(Query query) {
        boolean encoded = query.value("encoding")
                .map(encoding -> {
                    if (!encoding.equals("url")) {
                        throw Rejection.badRequest("encoding can only be url");
                    }
                    return true;
                })
                .orElse(false);
        int limit = query.number("limit", ListRequest.MAX_LIMIT, ListRequest.MAX_LIMIT);
        ListResult page = objects.list(new ListRequest("", Optional.empty(), query.value("after"), limit));
        StringBuilder lines = new StringBuilder();
        for (ListResult.Entry entry : page.objects()) {
            if (!encoded && entry.path().indexOf('\n') >= 0) {
                throw Rejection.badRequest("there is a key with a line break here: list with encoding=url");
            }
            lines.append(encoded ? ObjectPath.encode(entry.path()) : entry.path())
                    .append('\n');
        }
        return lines.toString();
    }
}
