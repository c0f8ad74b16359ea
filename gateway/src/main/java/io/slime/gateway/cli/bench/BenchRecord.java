package io.slime.gateway.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code slime bench run} wrote with {@code -o json}: one record, or those of several runs one after the other, all of the same
 * load.
 */
public final class BenchRecord {
    private static final String SCHEMA = "slime.bench/1";
    private static final List<String> LOAD = List.of("size", "clients", "objects", "signed");

    private final Map<String, String> load = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> rounds = new LinkedHashMap<>();

    private BenchRecord() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no such record, or one of another load than the one before it
     */
    public static BenchRecord parse(String text) {
        BenchRecord record = new BenchRecord();
        ObjectReader reader = new ObjectMapper().readerFor(JsonNode.class);
        try (MappingIterator<JsonNode> runs = reader.readValues(text)) {
            while (runs.hasNextValue()) {
                record.add(runs.nextValue());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        }
        if (record.rounds.isEmpty()) {
            throw new IllegalArgumentException("holds no result of slime bench run -o json");
        }
        return record;
    }

    private void add(JsonNode run) {
        if (!SCHEMA.equals(run.path("schema").asText())) {
            throw new IllegalArgumentException("no record of slime bench run: its schema is not " + SCHEMA);
        }
        Map<String, String> its = new TreeMap<>();
        LOAD.forEach(each -> its.put(each, run.path(each).asText()));
        if (!load.isEmpty() && !load.equals(its)) {
            throw new IllegalArgumentException("holds runs of different loads: " + load + " and " + its);
        }
        load.putAll(its);
        for (JsonNode result : run.path("results")) {
            rounds.computeIfAbsent(result.path("op").asText(), op -> new ArrayList<>())
                    .add(result);
        }
    }

    /** What was put on the server: size, clients and so on, by name. */
    public Map<String, String> load() {
        return Map.copyOf(load);
    }

    /** The kinds of request that were measured, in order. */
    public List<String> kinds() {
        return List.copyOf(rounds.keySet());
    }

    /**
     * A figure of a kind of request, once for each round; empty if it was not measured.
     *
     * @param figure its name in the record, such as {@code per_second}
     */
    public List<Double> figures(String kind, String figure) {
        return rounds.getOrDefault(kind, List.of()).stream()
                .map(result -> result.path(figure))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
    }
}
