package io.slime.chunkd.format;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** What an IOException of the file layer means. Java tells the cases apart by the system's message alone. */
public final class DiskErrors {
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");
    private static final List<String> DAMAGE = List.of("Input/output error", "Structure needs cleaning", "Bad message");

    private DiskErrors() {}

    /** Whether the drive has no space. */
    public static boolean isFull(IOException e) {
        return says(e, FULL);
    }

    /** Whether the bytes asked for are bad or cannot be read, while others may be. */
    public static boolean isDamage(IOException e) {
        return e instanceof DamagedChunk || e instanceof EOFException || says(e, DAMAGE);
    }

    private static boolean says(IOException e, List<String> texts) {
        String message = String.valueOf(e.getMessage());
        return texts.stream().anyMatch(message::contains);
    }
}
