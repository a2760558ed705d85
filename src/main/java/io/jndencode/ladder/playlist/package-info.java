/** In: tracks cut into pieces. Out: what players read first: HLS playlists, a DASH manifest, WebVTT. Plain text, no FFmpeg. */
@NullMarked
package io.jndencode.ladder.playlist;

import org.jspecify.annotations.NullMarked;
