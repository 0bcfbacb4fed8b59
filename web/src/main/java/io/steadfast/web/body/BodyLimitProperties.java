package io.steadfast.web.body;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param maxBody a larger request body is answered with 413 */
@ConfigurationProperties("steadfast.web")
record BodyLimitProperties(@DefaultValue("64KB") DataSize maxBody) {}
