package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.stream.LongStream;

/** Creates the attributes of ONNX nodes. */
public final class Attribute {
    private Attribute() {}

    public static AttributeProto integer(String name, long value) {
        return named(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    public static AttributeProto integers(String name, long... values) {
        return named(name, AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    public static AttributeProto number(String name, double value) {
        return named(name, AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return named(name, AttributeProto.AttributeType.STRING)
                .setS(com.google.protobuf.ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto graph(String name, GraphProto value) {
        return named(name, AttributeProto.AttributeType.GRAPH).setG(value).build();
    }

    private static AttributeProto.Builder named(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
