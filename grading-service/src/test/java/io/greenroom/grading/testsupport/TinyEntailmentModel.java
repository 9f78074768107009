package io.greenroom.grading.testsupport;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model whose logits are known: each output has a bias, and more for each rule whose two
 * words stand in the first and in the second text. It only tells that a real one is asked rightly.
 */
public final class TinyEntailmentModel {
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int OPSET = 13;
    private static final int IR_VERSION = 8;

    /**
     * @param first a word of the vocabulary, in the first text
     * @param second one in the second text
     * @param logit what is added to the output when both are there
     */
    public record Rule(String first, String second, float logit) {}

    /** One output: what it gives without any rule, and the rules. */
    public record Output(float bias, List<Rule> rules) {}

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final HuggingFaceTokenizer tokenizer;
    private int names;

    private TinyEntailmentModel(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Writes the small models' tokenizer, as {@code tokenizer.json}. */
    public static Path tokenizer(Path directory) throws IOException {
        var file = directory.resolve("tokenizer.json");
        try (var in = TinyEntailmentModel.class.getResourceAsStream(TOKENIZER)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** Writes a model that judges pairs; one logit an output, in their order. */
    public static Path write(Path file, List<Output> outputs) throws IOException {
        return write(file, outputs, true);
    }

    /** Writes a model that has an output a word piece, as one that was made for something else. */
    public static Path writeMisshapen(Path file) throws IOException {
        return write(file, List.of(new Output(0, List.of(new Rule("one", "two", 1)))), false);
    }

    private static Path write(Path file, List<Output> outputs, boolean pairs) throws IOException {
        try (var in = TinyEntailmentModel.class.getResourceAsStream(TOKENIZER);
                var tokenizer = HuggingFaceTokenizer.newInstance(in, Map.of())) {
            return Files.write(
                    file, new TinyEntailmentModel(tokenizer).model(outputs, pairs).toByteArray());
        }
    }

    private ModelProto model(List<Output> outputs, boolean pairs) {
        for (var input : List.of("input_ids", "attention_mask", "token_type_ids")) {
            graph.addInput(value(input, TensorProto.DataType.INT64));
        }
        var read = cast("attention_mask");
        var second = cast("token_type_ids");
        var first = node("Sub", read, second);
        var columns =
                outputs.stream()
                        .map(
                                output -> {
                                    var sum = node("Mul", longest(read), number(output.bias()));
                                    for (var rule : output.rules()) {
                                        var both =
                                                node(
                                                        "Mul",
                                                        has(rule.first(), first),
                                                        has(rule.second(), second));
                                        sum =
                                                node(
                                                        "Add",
                                                        sum,
                                                        node("Mul", both, number(rule.logit())));
                                    }
                                    return sum;
                                })
                        .toArray(String[]::new);
        graph.addNode(
                (pairs
                                ? NodeProto.newBuilder()
                                        .setOpType("Concat")
                                        .addAllInput(List.of(columns))
                                        .addAttribute(
                                                AttributeProto.newBuilder()
                                                        .setName("axis")
                                                        .setType(AttributeProto.AttributeType.INT)
                                                        .setI(1))
                                : NodeProto.newBuilder().setOpType("Identity").addInput(read))
                        .addOutput("logits"));
        graph.addOutput(value("logits", TensorProto.DataType.FLOAT));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    /** 1 when the word stands in that text, else 0, one a pair. */
    private String has(String word, String text) {
        long[] ids = tokenizer.encode(word, false, false).getIds();
        if (ids.length != 1) {
            throw new IllegalArgumentException(word + " is not in the vocabulary");
        }
        var id = name();
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(id)
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addInt64Data(ids[0]));
        return longest(node("Mul", cast(node("Equal", "input_ids", id)), text));
    }

    private String longest(String pieces) {
        var name = name();
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType("ReduceMax")
                        .addInput(pieces)
                        .addOutput(name)
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("axes")
                                        .setType(AttributeProto.AttributeType.INTS)
                                        .addInts(1))
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("keepdims")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(1)));
        return name;
    }

    private String cast(String from) {
        var name = name();
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType("Cast")
                        .addInput(from)
                        .addOutput(name)
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("to")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(TensorProto.DataType.FLOAT.getNumber())));
        return name;
    }

    private String number(float value) {
        var name = name();
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addFloatData(value));
        return name;
    }

    private String node(String operation, String... inputs) {
        var name = name();
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType(operation)
                        .addAllInput(List.of(inputs))
                        .addOutput(name));
        return name;
    }

    private String name() {
        names++;
        return "n" + names;
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type) {
        var shape = TensorShapeProto.newBuilder();
        for (var dimension : List.of("pairs", name + " length")) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type.getNumber())
                                                .setShape(shape)))
                .build();
    }
}
