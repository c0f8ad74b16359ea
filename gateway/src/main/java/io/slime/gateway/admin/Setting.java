package io.slime.gateway.admin;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A setting of the whole cluster.
 *
 * @param name what it is called
 * @param standard its value until it is set
 * @param description what it means, one sentence
 * @param read gives its value
 * @param write sets it; an {@link IllegalArgumentException} says why a value makes no sense
 */
record Setting(String name, String standard, String description, Supplier<String> read, Consumer<String> write) {}
