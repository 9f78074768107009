package io.greenroom.grading.testsupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How each provider's replies look on the wire. */
public enum Wire {
    OPENAI("/v1", "/v1/chat/completions") {
        @Override
        public String reply(String text, End end) {
            return filled(
                    """
                    {"id":"c1","object":"chat.completion","created":1,"model":"judge-1","choices":[{"index":0,
                    "message":{"role":"assistant"}}],
                    "usage":{"prompt_tokens":11,"completion_tokens":22,"total_tokens":33}}
                    """,
                    node -> {
                        var choice = (ObjectNode) node.at("/choices/0");
                        var message = (ObjectNode) choice.get("message");
                        choice.put(
                                "finish_reason",
                                switch (end) {
                                    case WHOLE, REFUSED -> "stop";
                                    case CUT_OFF -> "length";
                                    case FILTERED -> "content_filter";
                                });
                        if (end == End.REFUSED) {
                            message.putNull("content").put("refusal", "I cannot help with that.");
                        } else {
                            message.put("content", text);
                        }
                    });
        }
    },
    ANTHROPIC("/v1", "/v1/messages") {
        @Override
        public String reply(String text, End end) {
            return filled(
                    """
                    {"id":"m1","type":"message","role":"assistant","model":"judge-1",
                    "usage":{"input_tokens":11,"output_tokens":22}}
                    """,
                    node -> {
                        var content = node.putArray("content");
                        if (end != End.REFUSED) {
                            content.addObject().put("type", "text").put("text", text);
                        }
                        node.put(
                                "stop_reason",
                                switch (end) {
                                    case WHOLE -> "end_turn";
                                    case CUT_OFF -> "max_tokens";
                                    case REFUSED, FILTERED -> "refusal";
                                });
                    });
        }
    },
    OLLAMA("", "/api/chat") {
        @Override
        public String reply(String text, End end) {
            return filled(
                    """
                    {"model":"judge-1","created_at":"2026-11-22T00:00:00Z","done":true,
                    "prompt_eval_count":11,"eval_count":22}
                    """,
                    node -> {
                        node.put("done_reason", end == End.CUT_OFF ? "length" : "stop");
                        node.putObject("message")
                                .put("role", "assistant")
                                .put("content", end == End.REFUSED ? "" : text);
                    });
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final String path;

    Wire(String base, String path) {
        this.base = base;
        this.path = path;
    }

    /** How a reply ends. */
    public enum End {
        WHOLE,
        CUT_OFF,
        REFUSED,
        FILTERED
    }

    /** What comes after the server's address in the setting. */
    public String base() {
        return base;
    }

    public String path() {
        return path;
    }

    public abstract String reply(String text, End end);

    public String reply(String text) {
        return reply(text, End.WHOLE);
    }

    private static String filled(String frame, java.util.function.Consumer<ObjectNode> change) {
        try {
            var node = (ObjectNode) JSON.readTree(frame);
            change.accept(node);
            return node.toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
