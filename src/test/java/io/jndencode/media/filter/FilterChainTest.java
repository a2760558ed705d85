package io.jndencode.media.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterChainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fps=10",
                "select=eq(n\\,0)",
                "setpts=2*PTS",
                "trim=0:1",
                "movie=/etc/passwd",
                "hflip,subtitles=film.srt",
                "lut3d=file=x.cube",
                "lut3d=x.cube",
                "drawtext=textfile=/etc/passwd",
                "curves=psfile=x.acv",
                "curves=plot=x",
                "curves=none:0/0:0/0:0/0:0/0:0/0:x.acv",
                "metadata=print:file=x",
                "sendcmd=f=x",
                "split[a][b];[a]reverse[c];[b][c]overlay",
                "nosuchfilter",
                "fade=in:0:30",
                "yadif=mode=1:deint=1",
                "hue=h=n",
                "noise=alls=20:allf=t+u",
                "noise=alls=20:allf=2",
                "crop=[",
                ""
            })
    void refusesWhatDropsFramesOrOpensFiles(String text) {
        assertThatThrownBy(() -> FilterChain.of(text)).isInstanceOf(JndException.Usage.class);
    }

    @Test
    void knowsWhichFiltersRemember() {
        assertThat(FilterChain.of("hflip,unsharp=5:5:1").remembers()).isFalse();
        assertThat(FilterChain.of("split[a][b];[b]hflip[c];[a][c]blend=all_mode=average")
                        .remembers())
                .isFalse();
        assertThat(FilterChain.of("noise=alls=20:allf=u").remembers()).isTrue();
        assertThat(FilterChain.of("hqdn3d").remembers()).isTrue();
        assertThat(FilterChain.of("bwdif").deinterlaces()).isTrue();
        assertThat(FilterChain.of("fade=t=in:st=1:d=2").remembers()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bwdif, true",
        "bwdif=mode=send_frame, false",
        "bwdif=0, false",
        "yadif, false",
        "yadif=1, true",
        "yadif=mode=send_field_nospatial, true",
        "w3fdif, true",
        "w3fdif=mode=frame, false",
        "estdif, true",
        "kerndeint, false",
        "hflip, false"
    })
    void knowsWhichMakeTwoFramesOfOne(String text, boolean doubles) {
        assertThat(FilterChain.of("unsharp," + text).doubles()).isEqualTo(doubles);
    }
}
