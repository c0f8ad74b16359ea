/** The rules of the house as tests: arrows between rooms, names, and sizes. */
@org.jspecify.annotations.NullMarked
package io.slime.house;
