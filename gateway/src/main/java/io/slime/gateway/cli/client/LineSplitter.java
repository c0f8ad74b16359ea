package io.slime.gateway.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts what is written to it into lines of UTF-8, and hands each over when it ends. */
final class LineSplitter extends OutputStream {
    private static final int LONGEST = 1024 * 1024;

    private final Consumer<String> taker;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> taker) {
        this.taker = taker;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                start = i + 1;
                String whole = line.toString(StandardCharsets.UTF_8);
                line.reset();
                taker.accept(whole);
            }
        }
        line.write(bytes, start, offset + length - start);
        if (line.size() > LONGEST) {
            throw new IOException("a line of the answer is too long");
        }
    }
}
