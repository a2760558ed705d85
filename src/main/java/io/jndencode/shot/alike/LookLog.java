package io.jndencode.shot.alike;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.FrameRange;
import java.util.ArrayDeque;
import java.util.Deque;

/** Collects the cells of every frame until the frame's shot is known. Not thread-safe. */
public final class LookLog {
    private final Deque<byte[]> pictures = new ArrayDeque<>();
    private long first;

    /** Adds the next frame. */
    public void add(LumaImage image) {
        int wide = image.width() / ShotLook.COLUMNS;
        int high = image.height() / ShotLook.ROWS;
        int[] sums = new int[ShotLook.CELLS];
        for (int y = 0; y < high * ShotLook.ROWS; y++) {
            for (int x = 0; x < wide * ShotLook.COLUMNS; x++) {
                sums[y / high * ShotLook.COLUMNS + x / wide] += image.samples()[y * image.width() + x] & 0xff;
            }
        }
        byte[] cells = new byte[ShotLook.CELLS];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (byte) ((sums[cell] + wide * high / 2) / (wide * high));
        }
        pictures.addLast(cells);
    }

    /** Returns what a shot looks like, and discards its frames and all earlier ones. */
    public ShotLook take(FrameRange shot) {
        for (; first < shot.start(); first++) {
            pictures.removeFirst();
        }
        byte[] cells = new byte[Math.toIntExact(shot.length() * ShotLook.CELLS)];
        for (; first < shot.end(); first++) {
            int at = Math.toIntExact((first - shot.start()) * ShotLook.CELLS);
            System.arraycopy(pictures.removeFirst(), 0, cells, at, ShotLook.CELLS);
        }
        return new ShotLook(shot.length(), 1, cells);
    }
}
