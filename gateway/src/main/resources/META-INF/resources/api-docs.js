// Starts Swagger UI. A file of its own, because the Content-Security-Policy allows no inline scripts.
globalThis.SwaggerUIBundle({
    url: '/api/openapi',
    dom_id: '#api-docs',
    deepLinking: true,
    // Swagger's public validator would send our document to another site.
    validatorUrl: null,
    requestInterceptor: (request) => {
        request.headers['X-Greenroom-CSRF'] = '1';
        return request;
    },
});
