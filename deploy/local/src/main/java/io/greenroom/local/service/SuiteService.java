package io.greenroom.local.service;

import io.greenroom.local.ports.Port;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The suite's own services. The module and the part have one name. */
public enum SuiteService {
    CATALOG("catalog-service", Port.CATALOG, "catalog", 160),
    SESSION("session-service", Port.SESSION, "session", 160),
    /** Holds the embedding model beside its heap. */
    GRADING("grading-service", Port.GRADING, "grading", 320),
    GATEWAY("gateway", Port.GATEWAY, "", 160);

    private final String module;
    private final Port port;
    private final String database;
    private final int heapMegabytes;

    SuiteService(String module, Port port, String database, int heapMegabytes) {
        this.module = module;
        this.port = port;
        this.database = database;
        this.heapMegabytes = heapMegabytes;
    }

    public String module() {
        return module;
    }

    public Port port() {
        return port;
    }

    /** Blank when the service has no database. */
    public String database() {
        return database;
    }

    public int heapMegabytes() {
        return heapMegabytes;
    }

    public static Optional<SuiteService> ofModule(String module) {
        return Arrays.stream(values()).filter(service -> service.module.equals(module)).findFirst();
    }

    public static List<String> modules() {
        return Arrays.stream(values()).map(SuiteService::module).toList();
    }
}
