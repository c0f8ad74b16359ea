/** The chunk protocol as both ends know it: paths, fields, error codes, forms, and the proof of the cluster secret. */
@org.jspecify.annotations.NullMarked
package io.slime.chunkd.wire;
