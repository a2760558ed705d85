package io.jndencode.media.filter.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static int[][] cut(int[][] picture, Turn.Area area) {
        int[][] part = new int[area.height()][area.width()];
        for (int y = 0; y < area.height(); y++) {
            System.arraycopy(picture[area.top() + y], area.left(), part[y], 0, area.width());
        }
        return part;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270, -90, 450})
    void aPartOfTheShownPictureIsCutOutOfTheStoredOne(int degrees) {
        int[][] stored = new int[8][14];
        for (int i = 0; i < 8 * 14; i++) {
            stored[i / 14][i % 14] = i;
        }
        int quarters = Math.floorMod(degrees, 360) / 90;
        Turn.Area shown = new Turn.Area(4, 2, 3, 5);
        Turn turn = new Turn(degrees);
        assertThat(turned(cut(stored, turn.stored(shown, 14, 8)), quarters))
                .isDeepEqualTo(cut(turned(stored, quarters), shown));
        assertThat(turn.lying()).isEqualTo(quarters % 2 == 1);
    }
}
