package io.jndencode.media.parameters;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are from the sources of x265 4.1 (param.cpp, x265cli.h and every fopen), SVT-AV1 3.1 and SVT-AV1-PSY 2.3 (app_config.c). */
class FileOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv=/tmp/x.csv",
                "--csv=x",
                "CSV=x",
                "nocsv=0", // to x265 this is csv=true, which makes a file called true
                "no-csv=0",
                "stats=x.log",
                "analysis-save=a.dat",
                "analysis_load=a.dat",
                "analysis-reuse-file=a.dat",
                "refine-analysis-file=a.dat",
                "scaling-list=/etc/passwd",
                "scaling_list=OFF", // x265 compares letter by letter
                "scaling-list= off",
                "scaling-list==off",
                "scaling-list=true",
                "lambda-file=l",
                "lambda_file=l",
                "zonefile=z",
                "qpfile=q",
                "recon=r.yuv",
                "r=r.yuv",
                "recon-y4m-exec=sh -c id",
                "dolby-vision-rpu=d.bin",
                "dhdr10-info=j.json",
                "nalu-file=n",
                "film-grain=f.bin",
                "aom-film-grain=f.tbl",
                "scenecut-qp-config=s",
                "abr-ladder=c",
                "multiview-config=c",
                "input=x",
                "output=x",
                "o=x",
                "pass=1", // writes x265_2pass.log into the current folder
                "pass=2",
                "multi-pass-opt-analysis=1",
                "multi-pass-opt-distortion=1",
                "nomulti-pass-opt-analysis=0",
                "analysis-reuse-mode=save"
            })
    void noOptionOfX265MayOpenAFile(String option) {
        refused(FileOptions.X265, option, "the x265 option ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats=s",
                "--stats=s",
                "stat-file=s",
                "stat_file=s",
                "qpfile=q",
                "qp-file=q",
                "use-q-file=1",
                "roi-map-file=r",
                "fgs-table=t",
                "film-grain-table=t",
                "pred-struct-file=p",
                "config=c.cfg",
                "c=c.cfg",
                "errlog=e",
                "recon=r",
                "o=r",
                "b=o.ivf",
                "i=x",
                "input=/etc/passwd",
                "output=x",
                "pass=1",
                "passes=2"
            })
    void noOptionOfSvtAv1MayOpenAFile(String option) {
        refused(FileOptions.SVT_AV1, option, "the svt-av1 option ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaling-list=default",
                "scaling-list=off",
                "pass=0",
                "multi-pass-opt-analysis=0",
                "csv-log-level=2",
                "analysis-save-reuse-level=5",
                "nr-intra=100",
                "no-sao=1",
                "qp-adaptation-range=2",
                "master-display=G(1,1)B(1,1)R(1,1)WP(1,1)L(1,1)"
            })
    void otherOptionsOfX265Pass(String option) {
        assertThatCode(() -> check(FileOptions.X265, option)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"film-grain=8", "film-grain-denoise=0", "tune=0", "pass=0", "passes=1", "enable-stat-report=0"})
    void otherOptionsOfSvtAv1Pass(String option) {
        assertThatCode(() -> check(FileOptions.SVT_AV1, option)).doesNotThrowAnyException();
    }

    private static void refused(FileOptions options, String option, String encoder) {
        assertThatThrownBy(() -> check(options, option))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageStartingWith(encoder)
                .hasMessageContaining("file");
    }

    private static void check(FileOptions options, String option) {
        int equals = option.indexOf('=');
        options.check(option.substring(0, equals), option.substring(equals + 1));
    }
}
