package io.jndencode.media.open.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static Address of(String word) {
        return Address.parse(word).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://host/a/film.mkv | https://host/a/film.mkv | film.mkv",
                "HTTP://Host:8080/film.mkv | http://host:8080/film.mkv | film.mkv",
                "https://host/a b/100% Füße.mkv | https://host/a%20b/100%25%20F%C3%BC%C3%9Fe.mkv | 100% Füße.mkv",
                "https://host/a%20b.mkv?sig=x&y=1#t=3 | https://host/a%20b.mkv?… | a b.mkv",
                "https://me:pw@host/a.mkv | https://host/a.mkv | a.mkv",
                "https://[::1]:81/a.mkv | https://[::1]:81/a.mkv | a.mkv",
                "https://bücher.example/a.mkv | https://xn--bcher-kva.example/a.mkv | a.mkv",
                "https://host | https://host/ | video",
                "https://host/films/ | https://host/films/ | video",
                "https://host/..%2F..%2Fetc%2Fpasswd | https://host/..%2F..%2Fetc%2Fpasswd | _.._etc_passwd",
                "https://host/%2e%2e | https://host/%2e%2e | video",
                "https://host/a%00%1b[31m%e2%80%ae.mkv | https://host/a%00%1b%5B31m%e2%80%ae.mkv | a__[31m_.mkv",
                "https://host/a[1].mkv | https://host/a%5B1%5D.mkv | a[1].mkv"
            })
    void isShownWithoutWhatMayBeSecretAndGivesAPlainName(String word, String shown, String name) {
        assertThat(of(word)).hasToString(shown);
        assertThat(of(word).fileName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://", "https:///x.mkv", "http:/x.mkv", "https://:80/x", "https://a b/x", "https://h:99999/"
            })
    void thatNamesNoServerIsNone(String word) {
        assertThat(Address.isMeant(word)).isTrue();
        assertThat(Address.parse(word)).isEmpty();
    }

    @Test
    void nameAndPasswordGoToTheirServerAlone() {
        Address address = of("https://m%40e:p%3Aw@host/x");
        assertThat(address.authorizationFor(URI.create("https://host/y"))).contains("Basic bUBlOnA6dw==");
        for (String other : List.of("http://host/x", "https://other/x", "https://host:444/x")) {
            assertThat(address.authorizationFor(URI.create(other))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/b?c=1 | https://host/b?c=1",
                "b | https://host/a/b",
                "//other/b | https://other/b",
                "HTTPS://other/b | https://other/b",
                "https://me:pw@other/b | https://other/b"
            })
    void redirectionsLeadToOtherAddresses(String location, String target) throws RefusedException {
        assertThat(led("https://host/a/x", location)).isEqualTo(URI.create(target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///etc/passwd | leads on to file:, which is not followed",
                "ftp://host/x | leads on to ftp:, which is not followed",
                "data:video/mp4;base64,AAAA | leads on to data:, which is not followed",
                "http://host/x | from https to http",
                "https:///x | which is not followed",
                "'' | without naming it"
            })
    void redirectionsToAnythingElseAreNotFollowed(String location, String why) {
        assertThatThrownBy(() -> led("https://host/a/x", location))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    private static URI led(String from, String location) throws RefusedException {
        return Redirection.target(
                URI.create(from), HttpHeaders.of(Map.of("Location", List.of(location)), (name, value) -> true));
    }

    @Test
    void whatAServerSaysOfAChangeIsATimeInAnyCase() {
        RemoteAttributes dated = new RemoteAttributes(1, "", "Wed, 21 Oct 2015 07:28:00 GMT");
        RemoteAttributes tagged = new RemoteAttributes(1, "\"a\"", "");
        assertThat(dated.lastModifiedTime()).hasToString("2015-10-21T07:28:00Z");
        assertThat(tagged.lastModifiedTime()).isNotEqualTo(new RemoteAttributes(1, "\"b\"", "").lastModifiedTime());
        assertThat(Optional.of(new RemoteAttributes(1, "", "").tellsChanges())).contains(false);
    }
}
