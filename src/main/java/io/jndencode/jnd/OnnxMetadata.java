package io.jndencode.jnd;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.jndencode.JndException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the metadata of an ONNX file without its weights: it walks the top-level fields of ModelProto and skips the graph, so listing
 * models takes one pass over the bytes and almost no memory.
 */
public final class OnnxMetadata {
    /** Field numbers of {@code ModelProto.ir_version}, {@code graph} and {@code metadata_props} in onnx.proto. */
    private static final int IR_VERSION = 1;

    private static final int GRAPH = 7;
    private static final int METADATA = 14;

    /** Field numbers of {@code StringStringEntryProto.key} and {@code value}. */
    private static final int KEY = 1;

    private static final int VALUE = 2;

    /** Largest entry read; ours are below a kilobyte. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 1000;

    private OnnxMetadata() {}

    public static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            throw new JndException.Model("there is no model file " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new JndException.Model("the model " + file + " is not a file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return read(CodedInputStream.newInstance(stream, 1 << 16), file);
        } catch (InvalidProtocolBufferException e) {
            throw new JndException.Model("the model " + file + " is not an ONNX file, or is cut off", e);
        } catch (IOException e) {
            throw new JndException.Model("cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(CodedInputStream in, Path file) throws IOException {
        in.setSizeLimit(Integer.MAX_VALUE);
        Map<String, String> metadata = new LinkedHashMap<>();
        boolean version = false;
        boolean graph = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            version |= field == IR_VERSION;
            graph |= field == GRAPH;
            if (field == METADATA && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int length = in.readRawVarint32();
                if (length < 0 || length > MOST_BYTES || metadata.size() == MOST_ENTRIES) {
                    throw new JndException.Model(
                            "the model " + file + " says too much of itself: more than " + MOST_BYTES
                                    + " bytes in an entry of its metadata, or more than " + MOST_ENTRIES + " entries");
                }
                entry(CodedInputStream.newInstance(in.readRawBytes(length)), metadata);
            } else if (!in.skipField(tag)) {
                break;
            }
        }
        if (!version || !graph) {
            throw new JndException.Model("the model " + file + " is not an ONNX file");
        }
        return metadata;
    }

    private static void entry(CodedInputStream in, Map<String, String> metadata) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case KEY -> key = in.readString();
                case VALUE -> value = in.readString();
                default -> in.skipField(tag);
            }
        }
        metadata.put(key, value);
    }
}
