package io.jndencode.media.filter.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against pictures that are turned a quarter at a time, by the definition of that. */
class TurnTest {
    private static int[][] quarter(int[][] picture) {
        int rows = picture.length;
        int[][] turned = new int[picture[0].length][rows];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < picture[0].length; x++) {
                turned[x][rows - 1 - y] = picture[y][x];
            }
        }
        return turned;
    }

    private static int[][] turned(int[][] picture, int quarters) {
        int[][] now = picture;
        for (int i = 0; i < quarters; i++) {
            now = quarter(now);
        }
        return now;
    }

    private static int[][] mirror(int[][] picture, boolean mirrored) {
        int[][] other = new int[picture.length][];
        for (int y = 0; y < picture.length; y++) {
            int[] row = picture[y].clone();
            for (int x = 0; mirrored && x < row.length; x++) {
                row[x] = picture[y][row.length - 1 - x];
            }
            other[y] = row;
        }
        return other;
    }

    private static int[][] cut(int[][] picture, Turn.Area area) {
        int[][] part = new int[area.height()][area.width()];
        for (int y = 0; y < area.height(); y++) {
            System.arraycopy(picture[area.top() + y], area.left(), part[y], 0, area.width());
        }
        return part;
    }

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "90, false",
        "180, false",
        "270, false",
        "-90, false",
        "450, false",
        "0, true",
        "90, true",
        "180, true",
        "270, true"
    })
    void aPartOfTheShownPictureIsCutOutOfTheStoredOne(int degrees, boolean mirrored) {
        int[][] stored = new int[8][14];
        for (int i = 0; i < 8 * 14; i++) {
            stored[i / 14][i % 14] = i;
        }
        int quarters = Math.floorMod(degrees, 360) / 90;
        Turn.Area shown = new Turn.Area(4, 2, 3, 5);
        Turn turn = new Turn(degrees, mirrored);
        assertThat(turned(mirror(cut(stored, turn.stored(shown, 14, 8)), mirrored), quarters))
                .isDeepEqualTo(cut(turned(mirror(stored, mirrored), quarters), shown));
        assertThat(turn.lying()).isEqualTo(quarters % 2 == 1);
    }
}
