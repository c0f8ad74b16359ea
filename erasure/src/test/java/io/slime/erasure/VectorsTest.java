package io.slime.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.erasure.matrix.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reproduces what Backblaze's JavaReedSolomon computed; the file says how. */
class VectorsTest {
    private static final int CELL = 64;

    record Vector(Redundancy redundancy, List<String> matrix, String input, List<String> parity) {
        @Override
        public String toString() {
            return redundancy.toString();
        }
    }

    static Stream<Vector> vectors() {
        try (InputStream file = VectorsTest.class.getResourceAsStream("/rs-vectors.json")) {
            JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(file));
            return StreamSupport.stream(root.required("vectors").spliterator(), false)
                    .map(v -> new Vector(
                            new Redundancy(
                                    v.required("need").intValue(),
                                    v.required("total").intValue()),
                            texts(v.required("matrix")),
                            v.required("input").textValue(),
                            texts(v.required("parity"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> hex(byte[][] rows) {
        return Arrays.stream(rows).map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void theFileHoldsVectors() {
        assertThat(vectors()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void reproducesTheMatrix(Vector vector) {
        int need = vector.redundancy().need();
        int total = vector.redundancy().total();
        Matrix matrix = Matrix.systematic(need, total);
        byte[][] rows = new byte[total][need];
        for (int r = 0; r < total; r++) {
            for (int c = 0; c < need; c++) {
                rows[r][c] = (byte) matrix.at(r, c);
            }
        }
        assertThat(hex(rows)).isEqualTo(vector.matrix());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void reproducesTheParity(Vector vector) {
        int need = vector.redundancy().need();
        byte[][] cells = new byte[vector.redundancy().total()][CELL];
        byte[] input = HexFormat.of().parseHex(vector.input());
        for (int i = 0; i < need; i++) {
            System.arraycopy(input, i * CELL, cells[i], 0, CELL);
        }
        ErasureCode.of(vector.redundancy()).encode(cells, 0, CELL);
        assertThat(hex(Arrays.copyOfRange(cells, need, cells.length))).isEqualTo(vector.parity());
    }
}
