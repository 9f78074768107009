package io.greenroom.grading.assessment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All graders. */
@Schema(
        name = "GraderList",
        requiredProperties = {"items"})
record GraderListView(List<GraderView> items) {}
