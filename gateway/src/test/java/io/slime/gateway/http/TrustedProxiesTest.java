package io.slime.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asked, by what proxies say. */
final class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

    private static String client(String peer, String... forwarded) {
        return PROXIES.client(
                        InetAddress.ofLiteral(peer),
                        name -> name.equals("X-Forwarded-For") ? Arrays.asList(forwarded) : List.of())
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.1.2.3  | 203.0.113.9                  | 203.0.113.9
            10.1.2.3  | 198.51.100.1, 203.0.113.9    | 203.0.113.9
            10.1.2.3  | 203.0.113.9, 10.9.9.9        | 203.0.113.9
            10.1.2.3  | 10.9.9.9, 10.8.8.8           | 10.9.9.9
            10.1.2.3  | 203.0.113.9:4711             | 203.0.113.9
            10.1.2.3  | [2001:db8::1]:4711           | 2001:db8:0:0:0:0:0:1
            10.1.2.3  | 2001:db8::1                  | 2001:db8:0:0:0:0:0:1
            10.1.2.3  | unknown                      | 10.1.2.3
            10.1.2.3  | 203.0.113.9, unknown         | 10.1.2.3
            10.1.2.3  | ,                            | 10.1.2.3
            192.0.2.1 | 203.0.113.9                  | 203.0.113.9
            192.0.2.2 | 203.0.113.9                  | 192.0.2.2
            11.0.0.1  | 10.0.0.1                     | 11.0.0.1
            ::ffff:10.0.0.1 | 203.0.113.9            | 203.0.113.9
            """)
    void isTheLastAddressThatIsNoProxys(String peer, String forwarded, String expected) {
        assertThat(client(peer, forwarded)).isEqualTo(expected);
    }

    @Test
    void isReadAcrossSeveralHeaders() {
        assertThat(client("10.0.0.1", "198.51.100.1", "203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(client("fd00::1")).isEqualTo("fd00:0:0:0:0:0:0:1");
    }

    @Test
    void onlyProxiesSayHowTheyWereAsked() {
        InetAddress proxy = InetAddress.ofLiteral("10.0.0.1");
        assertThat(PROXIES.secure(proxy, _ -> List.of("https"))).contains(true);
        assertThat(PROXIES.secure(proxy, _ -> List.of("https, http"))).contains(false);
        assertThat(PROXIES.secure(proxy, _ -> List.of())).isEmpty();
        assertThat(PROXIES.secure(InetAddress.ofLiteral("11.0.0.1"), _ -> List.of("https")))
                .isEmpty();
        assertThat(TrustedProxies.NONE.secure(proxy, _ -> List.of("https"))).isEmpty();
    }

    @Test
    void refusesWhatIsNoNetwork() {
        for (String text : List.of("10.0.0.0/33", "proxy.example", "10.0.0.0/", "fd00::/129", "")) {
            assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
