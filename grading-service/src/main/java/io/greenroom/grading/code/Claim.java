package io.greenroom.grading.code;

import java.util.List;

/**
 * What a comment or docstring says. It is worth what the code does.
 *
 * @param span without the marks of a comment
 * @param text as plain words on one line
 * @param families the families of facts that it claims; empty when it says nothing that code could
 *     show, such as a reason or a cost
 * @param supported of the families, those for which the code shows a fact that runs
 */
public record Claim(Span span, String text, List<String> families, List<String> supported) {
    public Claim {
        families = List.copyOf(families);
        supported = List.copyOf(supported);
    }

    /** Whether it says that the code does something which the code does not do. */
    public boolean unsupported() {
        return supported.size() < families.size();
    }
}
