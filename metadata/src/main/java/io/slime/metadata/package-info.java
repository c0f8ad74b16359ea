@org.jspecify.annotations.NullMarked
package io.slime.metadata;
