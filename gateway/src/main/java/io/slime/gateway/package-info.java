@org.jspecify.annotations.NullMarked
package io.slime.gateway;
