package io.slime.chunkd.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Linux {@code preadv2(2)} with {@code RWF_NOWAIT}: reads what is in the page cache, and never waits for a drive. Where libc or the
 * file system lacks it, nothing is ever read.
 */
final class CachedReads {
    /** Most bytes of a read. */
    static final int LONGEST = 64 * 1024;

    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int RWF_NOWAIT = 8;
    private static final long IOVEC_BYTES = 16;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final Optional<CachedReads> LIBC = link();

    private final MethodHandle open;
    private final MethodHandle read;
    private final MethodHandle close;

    private CachedReads(MethodHandle open, MethodHandle read, MethodHandle close) {
        this.open = open;
        this.read = read;
        this.close = close;
    }

    /** A descriptor of the file, or a negative number. */
    static int open(Path path) {
        return LIBC.isEmpty() ? -1 : LIBC.get().opened(path);
    }

    /** Fills the buffer from a position; false if that cannot be done at once, and then nothing was put into it. */
    static boolean read(int descriptor, ByteBuffer into, long position) {
        return LIBC.isPresent() && into.remaining() <= LONGEST && LIBC.get().filled(descriptor, into, position);
    }

    static void close(int descriptor) {
        LIBC.ifPresent(libc -> libc.closed(descriptor));
    }

    private int opened(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return (int) open.invokeExact(state, arena.allocateFrom(path.toString()), O_RDONLY_CLOEXEC);
        } catch (Throwable e) {
            throw new IllegalStateException("open", e);
        }
    }

    private boolean filled(int descriptor, ByteBuffer into, long position) {
        int length = into.remaining();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment vector = arena.allocate(IOVEC_BYTES, 8);
            MemorySegment bytes = arena.allocate(length, 8);
            vector.set(ValueLayout.JAVA_LONG, 0, bytes.address());
            vector.set(ValueLayout.JAVA_LONG, 8, length);
            long count = (long) read.invokeExact(state, descriptor, vector, 1, position, RWF_NOWAIT);
            if (count != length) {
                return false;
            }
            into.put(bytes.asByteBuffer());
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("preadv2", e);
        }
    }

    private void closed(int descriptor) {
        try {
            int result = (int) close.invokeExact(descriptor);
            assert result <= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("close", e);
        }
    }

    // Restricted methods are the point here: libc's preadv2 has no other door from Java.
    @SuppressWarnings("restricted")
    private static Optional<CachedReads> link() {
        if (!System.getProperty("os.name", "").equals("Linux")
                || ValueLayout.ADDRESS.byteSize() != ValueLayout.JAVA_LONG.byteSize()) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            Linker.Option errno = Linker.Option.captureCallState("errno");
            MemoryLayout number = ValueLayout.JAVA_INT;
            MethodHandle open = linker.downcallHandle(
                    linker.defaultLookup().find("open").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, number),
                    errno,
                    Linker.Option.firstVariadicArg(2));
            MethodHandle read = linker.downcallHandle(
                    linker.defaultLookup().find("preadv2").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG, number, ValueLayout.ADDRESS, number, ValueLayout.JAVA_LONG, number),
                    errno);
            MethodHandle close = linker.downcallHandle(
                    linker.defaultLookup().find("close").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, number));
            return Optional.of(new CachedReads(open, read, close));
        } catch (UnsupportedOperationException | NoSuchElementException | IllegalCallerException e) {
            return Optional.empty();
        }
    }
}
