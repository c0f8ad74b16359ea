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
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What Linux can do with a file and Java cannot: take space and give it back ({@code fallocate(2)}), forget what it holds in
 * memory ({@code posix_fadvise(3)}). Where libc or the file system lacks it, nothing happens.
 */
final class LinuxFile {
    private static final int O_RDWR = 2;
    private static final int KEEP_SIZE_PUNCH_HOLE = 1 | 2;
    private static final int DONTNEED = 4;
    private static final int ENOSPC = 28;
    private static final int EDQUOT = 122;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final Optional<LinuxFile> LIBC = link();

    private final MethodHandle open;
    private final MethodHandle fallocate;
    private final MethodHandle advise;
    private final MethodHandle close;

    private LinuxFile(MethodHandle open, MethodHandle fallocate, MethodHandle advise, MethodHandle close) {
        this.open = open;
        this.fallocate = fallocate;
        this.advise = advise;
        this.close = close;
    }

    /** A call on an open file: its error, or 0. */
    private interface Call {
        int on(int file, MemorySegment state) throws Throwable;
    }

    /**
     * Takes the space for bytes [0, length).
     *
     * @throws IOException if there is no such space
     */
    static void allocate(Path path, long length) throws IOException {
        int error = LIBC.isEmpty() ? 0 : LIBC.get().space(path, 0, 0, length);
        if (error == ENOSPC || error == EDQUOT) {
            throw new IOException("No space left on device");
        }
    }

    /** Gives the space of [from, from + length) back; says whether that worked. */
    static boolean punch(Path path, long from, long length) {
        return LIBC.isPresent() && LIBC.get().space(path, KEEP_SIZE_PUNCH_HOLE, from, length) == 0;
    }

    /** Lets go of what is in memory of a file and durable; says whether that worked. */
    static boolean forget(Path path) {
        return LIBC.isPresent() && LIBC.get().forgotten(path);
    }

    private int space(Path path, int mode, long from, long length) {
        return call(path, (file, state) -> {
            int result = (int) fallocate.invokeExact(state, file, mode, from, length);
            return result == 0 ? 0 : errno(state);
        });
    }

    private boolean forgotten(Path path) {
        return call(path, (file, state) -> (int) advise.invokeExact(file, 0L, 0L, DONTNEED)) == 0;
    }

    private int call(Path path, Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int file = (int) open.invokeExact(state, arena.allocateFrom(path.toString()), O_RDWR);
            if (file < 0) {
                return errno(state);
            }
            int error = call.on(file, state);
            int closed = (int) close.invokeExact(file);
            return closed == 0 ? error : -1;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of libc failed", e);
        }
    }

    private static int errno(MemorySegment state) {
        int errno = state.get(ValueLayout.JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
        return errno == 0 ? -1 : errno;
    }

    // Restricted methods are the point here: libc has no other door from Java.
    @SuppressWarnings("restricted")
    private static Optional<LinuxFile> link() {
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
            MethodHandle advise = linker.downcallHandle(
                    linker.defaultLookup().find("posix_fadvise").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT));
            MethodHandle close = linker.downcallHandle(
                    linker.defaultLookup().find("close").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return Optional.of(new LinuxFile(open, fallocate, advise, close));
        } catch (UnsupportedOperationException | NoSuchElementException | IllegalCallerException e) {
            return Optional.empty();
        }
    }
}
