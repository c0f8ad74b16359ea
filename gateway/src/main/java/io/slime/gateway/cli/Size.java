package io.slime.gateway.cli;

import io.slime.gateway.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 500MB}, {@code 10GiB}. */
final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return Quantity.bytes(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
