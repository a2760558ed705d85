/** In: finished encodes as MP4 files. Out: each of their streams as CMAF fragments that players fetch one by one, with what playlists say of them. */
@NullMarked
package io.jndencode.media.packaging;

import org.jspecify.annotations.NullMarked;
