package io.slime.chunkd.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/** Linux {@code fallocate(2)}: takes and gives back space. Where libc or the file system lacks it, nothing happens. */
final class Fallocate {
    private static final int O_RDWR = 2;
    private static final int KEEP_SIZE_PUNCH_HOLE = 1 | 2;
    private static final int ENOSPC = 28;
    private static final int EDQUOT = 122;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final Optional<Fallocate> LIBC = link();

    private final MethodHandle open;
    private final MethodHandle fallocate;
    private final MethodHandle close;

    private Fallocate(MethodHandle open, MethodHandle fallocate, MethodHandle close) {
        this.open = open;
        this.fallocate = fallocate;
        this.close = close;
    }

    /**
     * Takes the space for bytes [0, length).
     *
     * @throws IOException if there is no such space
     */
    static void allocate(Path path, long length) throws IOException {
        int error = LIBC.isEmpty() ? 0 : LIBC.get().call(path, 0, 0, length);
        if (error == ENOSPC || error == EDQUOT) {
            throw new IOException("No space left on device");
        }
    }

    /** Gives the space of [from, from + length) back; says whether that worked. */
    static boolean punch(Path path, long from, long length) {
        return LIBC.isPresent() && LIBC.get().call(path, KEEP_SIZE_PUNCH_HOLE, from, length) == 0;
    }

    /** The errno, or 0. */
    private int call(Path path, int mode, long from, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int file = (int) open.invokeExact(state, arena.allocateFrom(path.toString()), O_RDWR);
            if (file < 0) {
                return errno(state);
            }
            int result = (int) fallocate.invokeExact(state, file, mode, from, length);
            int error = result == 0 ? 0 : errno(state);
            int closed = (int) close.invokeExact(file);
            return closed == 0 ? error : errno(state);
        } catch (Throwable e) {
            throw new IllegalStateException("fallocate", e);
        }
    }

    private static int errno(MemorySegment state) {
        int errno = state.get(ValueLayout.JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
        return errno == 0 ? -1 : errno;
    }

    // Restricted methods are the point here: libc's fallocate has no other door from Java.
    @SuppressWarnings("restricted")
    private static Optional<Fallocate> link() {
        try {
            Linker linker = Linker.nativeLinker();
            Linker.Option errno = Linker.Option.captureCallState("errno");
            MethodHandle open = linker.downcallHandle(
                    linker.defaultLookup().find("open").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                    errno,
                    Linker.Option.firstVariadicArg(2));
            MethodHandle fallocate = linker.downcallHandle(
                    linker.defaultLookup().find("fallocate").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    errno);
            MethodHandle close = linker.downcallHandle(
                    linker.defaultLookup().find("close").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return Optional.of(new Fallocate(open, fallocate, close));
        } catch (UnsupportedOperationException | java.util.NoSuchElementException | IllegalCallerException e) {
            return Optional.empty();
        }
    }
}
