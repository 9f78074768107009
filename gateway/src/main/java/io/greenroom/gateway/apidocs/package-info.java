/** One OpenAPI document of all services, and a page to read and try it. */
@NullMarked
package io.greenroom.gateway.apidocs;

import org.jspecify.annotations.NullMarked;
