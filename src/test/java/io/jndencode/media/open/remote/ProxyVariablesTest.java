package io.jndencode.media.open.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy is taken: as curl's manual says. */
class ProxyVariablesTest {
    private static String of(Map<String, String> variables, String address) throws RefusedException {
        return new ProxyVariables(variables)
                .of(URI.create(address))
                .map(Object::toString)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "http_proxy | http://proxy:3128 | http://host/a | proxy:3128",
                "http_proxy | proxy:3128/ | http://host/a | proxy:3128",
                "http_proxy | proxy | http://host/a | proxy:1080",
                "http_proxy | http://[::2]:81 | http://host/a | ::2:81",
                "http_proxy | http://me:s3cret@proxy:3128 | http://host/a | proxy:3128",
                "http_proxy | proxy:3128 | https://host/a | ''",
                "HTTP_PROXY | proxy:3128 | http://host/a | ''",
                "https_proxy | proxy:3128 | https://host/a | proxy:3128",
                "HTTPS_PROXY | proxy:3128 | https://host/a | proxy:3128",
                "all_proxy | proxy:3128 | https://host/a | proxy:3128",
                "all_proxy | proxy:3128 | http://host/a | proxy:3128",
                "all_proxy | proxy:3128 | http://127.0.0.1:80/a | ''",
                "all_proxy | proxy:3128 | http://localhost/a | ''",
                "all_proxy | proxy:3128 | http://[::1]/a | ''",
                "https_proxy | '' | https://host/a | ''"
            })
    void takesTheProxyOfTheScheme(String name, String value, String address, String proxy) throws RefusedException {
        assertThat(of(Map.of(name, value), address)).isEqualTo(proxy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | http://host/a | true",
                "host | http://host/a | true",
                "example.com | http://example.com/a | true",
                "example.com | http://films.example.com/a | true",
                ".example.com | http://films.EXAMPLE.com/a | true",
                ".example.com | http://example.com/a | true",
                "example.com | http://badexample.com/a | false",
                "a.example, host | http://host/a | true",
                "host:8080 | http://host:8080/a | true",
                "host:8080 | http://host/a | false",
                "10.0.0.0/8 | http://10.1.2.3/a | true",
                "10.0.0.0/8 | http://11.1.2.3/a | false",
                "192.168.1.7 | http://192.168.1.7/a | true",
                "192.168.1.7 | http://192.168.1.70/a | false",
                "fd00::/8 | http://[fd12::1]/a | true",
                "fd00::/8 | http://[fe12::1]/a | false",
                "10.0.0.0/99 | http://10.1.2.3/a | false",
                "'' | http://host/a | false"
            })
    void asksDirectlyWhatNoProxyNames(String list, String address, boolean directly) throws RefusedException {
        assertThat(of(Map.of("http_proxy", "proxy:1", "no_proxy", list), address)
                        .isEmpty())
                .isEqualTo(directly);
        assertThat(of(Map.of("http_proxy", "proxy:1", "NO_PROXY", list), address)
                        .isEmpty())
                .isEqualTo(directly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://me:s3cret@proxy:1",
                "https://me:s3cret@proxy:1",
                "http://me:s3cret@",
                "me:s3cret@a:99999"
            })
    void whatCannotBeUsedIsRefusedWithoutItsSecrets(String value) {
        assertThatThrownBy(() -> of(Map.of("https_proxy", value), "https://host/a"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the variable https_proxy names")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void selectsWhatItFinds() {
        ProxyVariables variables = new ProxyVariables(Map.of("http_proxy", "proxy:3128", "no_proxy", "near"));
        assertThat(variables.select(URI.create("http://host/a")).get(0).address())
                .hasToString("proxy/<unresolved>:3128");
        assertThat(variables.select(URI.create("http://near/a"))).containsExactly(Proxy.NO_PROXY);
    }
}
