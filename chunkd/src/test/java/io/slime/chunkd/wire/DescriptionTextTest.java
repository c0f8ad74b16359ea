package io.slime.chunkd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DescriptionTextTest {
    private static final String TEXT = "need=2&total=3&cell=65536&extent-length=9&extent-start=7&last=true"
            + "&extent-crc=ffff0001&path=bucket%2Fa+k%C3%A9y%26%3D%0D%0A&version=v1";

    private static final ChunkDescription DESCRIPTION =
            new ChunkDescription(2, 3, 65_536, 9, 7, true, 0xffff0001, "bucket/a kéy&=\r\n", "v1");

    @Test
    void isOneLineOfAscii() {
        assertThat(DescriptionText.of(DESCRIPTION)).isEqualTo(TEXT);
        assertThat(DescriptionText.parse(TEXT)).isEqualTo(DESCRIPTION);
    }

    @Test
    void leavesAloneWhatANewerReleaseAdds() {
        assertThat(DescriptionText.parse(TEXT + "&colour=green")).isEqualTo(DESCRIPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "need=2", "need=2&need=2"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> DescriptionText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "need=x",
                "need=4",
                "need=0",
                "cell=3",
                "cell=-1",
                "last=yes",
                "extent-crc=zz",
                "extent-length=-1",
                "path=%zz",
                "extent-start=99999999999999999999"
            })
    void refusesOtherValues(String pair) {
        String name = pair.substring(0, pair.indexOf('='));
        String spoiled = TEXT.replaceFirst("(^|&)" + name + "=[^&]*", "$1" + pair);
        assertThat(spoiled).isNotEqualTo(TEXT);
        assertThatThrownBy(() -> DescriptionText.parse(spoiled)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLongTexts() {
        assertThatThrownBy(() -> DescriptionText.parse(TEXT + "x".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
