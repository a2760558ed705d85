package io.jndencode.text;

/** Things with their number. */
public final class Counted {
    private Counted() {}

    /** Returns text such as {@code 1 shot} or {@code 12 shots}. */
    public static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
