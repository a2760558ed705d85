package io.jndencode.plan.sidecar;

/**
 * The peak of a stream with a ceiling on its rate.
 *
 * @param oneSecond most bits decoded within one second
 * @param bufferLow how full the decoder's buffer is at its emptiest, 0 to 1
 */
public record SidecarPeak(long oneSecond, double bufferLow) {
    public SidecarPeak {
        bufferLow = Decimals.round(bufferLow, 4);
    }
}
