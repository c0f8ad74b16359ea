package io.slime.metadata.extent;

/** How a content's bytes are kept. */
public sealed interface Layout {
    /** There are none. */
    record Empty() implements Layout {}

    /** One extent, which is in the content's own row. */
    record One(ExtentRow extent) implements Layout {}

    /** Several extents, see {@link ExtentTable#extents}. */
    record Extents() implements Layout {}

    /** Slices of other contents in order, see {@link ExtentTable#parts}. */
    record Parts() implements Layout {}
}
