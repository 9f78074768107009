{{/*
Of (list $ service): the settings that the chart makes of its values, as NAME: value. What the service's own `env` or
`secretEnv` say goes before them.
*/}}
{{- define "greenroom.environment" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := $root.Values -}}
{{- $own := index $values.services $service -}}
{{- $identity := include "greenroom.identity" $root | fromJson -}}
{{- $env := dict
  "QUARKUS_HTTP_HOST" "0.0.0.0"
  "QUARKUS_HTTP_PORT" "8080"
  "GREENROOM_SHUTDOWN_DELAY" (printf "%ds" (int $values.shutdown.drain))
  "QUARKUS_SHUTDOWN_TIMEOUT" (printf "%ds" (int $values.shutdown.timeout))
  "GREENROOM_ISSUER" $identity.url
  "GREENROOM_LOG_JSON" "true"
-}}
{{- if $own.javaOptions }}{{ $_ := set $env "_JAVA_OPTIONS" $own.javaOptions }}{{ end -}}
{{- if $identity.caSecret -}}
{{- $_ := set $env "QUARKUS_TLS_IDENTITY_TRUST_STORE_PEM_CERTS" "/etc/greenroom/identity/ca.crt" -}}
{{- $_ := set $env "QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME" "identity" -}}
{{- if eq $service "gateway" }}{{ $_ := set $env "QUARKUS_OIDC_BEARER_TLS_TLS_CONFIGURATION_NAME" "identity" }}{{ end -}}
{{- end -}}
{{- if $values.tracing.endpoint -}}
{{- $_ := set $env "GREENROOM_TRACES" (toString $values.tracing.ratio) -}}
{{- $_ := set $env "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT" $values.tracing.endpoint -}}
{{- if $values.tracing.caSecret -}}
{{- $_ := set $env "QUARKUS_TLS_TRACING_TRUST_STORE_PEM_CERTS" "/etc/greenroom/tracing/ca.crt" -}}
{{- $_ := set $env "QUARKUS_OTEL_EXPORTER_OTLP_TLS_CONFIGURATION_NAME" "tracing" -}}
{{- end -}}
{{- end -}}
{{- if eq $service "gateway" -}}
{{- $_ := set $env "GREENROOM_PUBLIC_ORIGIN" $values.publicOrigin -}}
{{- $_ := set $env "GREENROOM_COOKIE_SECURE" (ternary "true" "false" (hasPrefix "https://" $values.publicOrigin)) -}}
{{- with $values.networkPolicy.trustedProxies -}}
{{- $_ := set $env "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING" "true" -}}
{{- $_ := set $env "QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED" "true" -}}
{{- $_ := set $env "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES" (join "," .) -}}
{{- end -}}
{{- $_ := set $env "GREENROOM_CATALOG_URL" (printf "http://%s" (include "greenroom.name" (list $root "catalog-service"))) -}}
{{- $_ := set $env "GREENROOM_SESSION_URL" (printf "http://%s" (include "greenroom.name" (list $root "session-service"))) -}}
{{- $_ := set $env "GREENROOM_GRADING_URL" (printf "http://%s" (include "greenroom.name" (list $root "grading-service"))) -}}
{{- else -}}
{{- $database := include "greenroom.database" . | fromJson -}}
{{- $_ := set $env "GREENROOM_DB_HOST" $database.host -}}
{{- $_ := set $env "GREENROOM_DB_PORT" (toString $database.port) -}}
{{- $_ := set $env "GREENROOM_DB_NAME" $database.name -}}
{{- if $database.caSecret -}}
{{- /* JDBC (migrations) and the reactive client each have their own words for it. */ -}}
{{- $_ := set $env "QUARKUS_DATASOURCE_JDBC_URL" (printf "jdbc:postgresql://%s:%v/%s?sslmode=verify-full&sslrootcert=/etc/greenroom/database/ca.crt" $database.host $database.port $database.name) -}}
{{- $_ := set $env "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE" "verify-full" -}}
{{- $_ := set $env "QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM" "HTTPS" -}}
{{- $_ := set $env "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM" "true" -}}
{{- $_ := set $env "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS" "/etc/greenroom/database/ca.crt" -}}
{{- end -}}
{{- $kafka := include "greenroom.kafka" . | fromJson -}}
{{- $_ := set $env "KAFKA_BOOTSTRAP_SERVERS" $kafka.bootstrapServers -}}
{{- if ne $kafka.protocol "PLAINTEXT" -}}
{{- $_ := set $env "KAFKA_SECURITY_PROTOCOL" $kafka.protocol -}}
{{- if $kafka.caSecret -}}
{{- $_ := set $env "KAFKA_SSL_TRUSTSTORE_TYPE" "PEM" -}}
{{- $_ := set $env "KAFKA_SSL_TRUSTSTORE_LOCATION" "/etc/greenroom/kafka-ca/ca.crt" -}}
{{- end -}}
{{- if eq $kafka.protocol "SSL" -}}
{{- $_ := set $env "KAFKA_SSL_KEYSTORE_TYPE" "PKCS12" -}}
{{- $_ := set $env "KAFKA_SSL_KEYSTORE_LOCATION" "/etc/greenroom/kafka-user/user.p12" -}}
{{- else -}}
{{- $_ := set $env "KAFKA_SASL_MECHANISM" $kafka.mechanism -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq $service "session-service" -}}
{{- $_ := set $env "GREENROOM_PUBLIC_ORIGIN" $values.publicOrigin -}}
{{- $_ := set $env "GREENROOM_MAIL_ON" (ternary "false" "true" (eq $values.mail.kind "off")) -}}
{{- if ne $values.mail.kind "off" -}}
{{- $_ := set $env "GREENROOM_MAIL_FROM" $values.mail.from -}}
{{- if $values.mail.accountDomain }}{{ $_ := set $env "GREENROOM_MAIL_ACCOUNT_DOMAIN" $values.mail.accountDomain }}{{ end -}}
{{- end -}}
{{- if eq $values.mail.kind "inside" -}}
{{- $_ := set $env "GREENROOM_SMTP_HOST" (include "greenroom.name" (list $root "mailbox")) -}}
{{- $_ := set $env "GREENROOM_SMTP_PORT" "1025" -}}
{{- $_ := set $env "GREENROOM_SMTP_STARTTLS" "DISABLED" -}}
{{- else if eq $values.mail.kind "external" -}}
{{- $_ := set $env "GREENROOM_SMTP_HOST" (required "mail.external.host" $values.mail.external.host) -}}
{{- $_ := set $env "GREENROOM_SMTP_PORT" (toString $values.mail.external.port) -}}
{{- $_ := set $env "GREENROOM_SMTP_STARTTLS" "REQUIRED" -}}
{{- end -}}
{{- end -}}
{{- if and (eq $service "grading-service") (ne $values.llm.provider "off") -}}
{{- $_ := set $env "GREENROOM_LLM_PROVIDER" $values.llm.provider -}}
{{- $_ := set $env "GREENROOM_LLM_MODEL" (required "llm.model" $values.llm.model) -}}
{{- if $values.llm.baseUrl }}{{ $_ := set $env "GREENROOM_LLM_BASE_URL" $values.llm.baseUrl }}{{ end -}}
{{- end -}}
{{- $env = merge (dict) $own.env $env -}}
{{- range $name := keys $own.secretEnv }}{{ $_ := unset $env $name }}{{ end -}}
{{- range $name, $value := $env }}
{{ $name }}: {{ toString $value | quote }}
{{- end }}
{{- end -}}

{{/* Of (list $ service): the same for what is in Secrets, as NAME: {name, key}. */}}
{{- define "greenroom.secretEnvironment" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := $root.Values -}}
{{- $own := index $values.services $service -}}
{{- $env := dict -}}
{{- if eq $service "gateway" -}}
{{- $secret := (include "greenroom.identity" $root | fromJson).gatewaySecret -}}
{{- $_ := set $env "GREENROOM_WEB_CLIENT_SECRET" (dict "name" $secret "key" "web-client-secret") -}}
{{- $_ := set $env "GREENROOM_COOKIE_SECRET" (dict "name" $secret "key" "cookie-secret") -}}
{{- else -}}
{{- $database := include "greenroom.database" . | fromJson -}}
{{- $_ := set $env "GREENROOM_DB_USER" (dict "name" $database.secret "key" "username") -}}
{{- $_ := set $env "GREENROOM_DB_PASSWORD" (dict "name" $database.secret "key" "password") -}}
{{- $kafka := include "greenroom.kafka" . | fromJson -}}
{{- if eq $kafka.protocol "SSL" -}}
{{- $_ := set $env "KAFKA_SSL_KEYSTORE_PASSWORD" (dict "name" $kafka.secret "key" "user.password") -}}
{{- else if eq $kafka.protocol "SASL_SSL" -}}
{{- $_ := set $env "KAFKA_SASL_JAAS_CONFIG" (dict "name" $kafka.secret "key" "sasl.jaas.config") -}}
{{- end -}}
{{- end -}}
{{- if and (eq $service "session-service") (eq $values.mail.kind "external") $values.mail.external.secret -}}
{{- $_ := set $env "GREENROOM_SMTP_USER" (dict "name" $values.mail.external.secret "key" "username") -}}
{{- $_ := set $env "GREENROOM_SMTP_PASSWORD" (dict "name" $values.mail.external.secret "key" "password") -}}
{{- end -}}
{{- if and (eq $service "grading-service") (ne $values.llm.provider "off") $values.llm.secret -}}
{{- $_ := set $env "GREENROOM_LLM_API_KEY" (dict "name" $values.llm.secret "key" "api-key") -}}
{{- end -}}
{{- $env = merge (dict) $own.secretEnv $env -}}
{{- range $name := keys $own.env }}{{ $_ := unset $env $name }}{{ end -}}
{{- toJson $env -}}
{{- end -}}

{{/* Of (list $ service): certificates and keys that it needs as files, as a list of {name, secret, keys, path}. */}}
{{- define "greenroom.files" -}}
{{- $root := index . 0 -}}
{{- $files := list -}}
{{- $identity := include "greenroom.identity" $root | fromJson -}}
{{- if and $root.Values.tracing.endpoint $root.Values.tracing.caSecret -}}
{{- $files = append $files (dict "name" "tracing-ca" "secret" $root.Values.tracing.caSecret "keys" (list "ca.crt") "path" "/etc/greenroom/tracing") -}}
{{- end -}}
{{- if $identity.caSecret -}}
{{- $files = append $files (dict "name" "identity-ca" "secret" $identity.caSecret "keys" (list "ca.crt") "path" "/etc/greenroom/identity") -}}
{{- end -}}
{{- if include "greenroom.hasData" . -}}
{{- $database := include "greenroom.database" . | fromJson -}}
{{- if $database.caSecret -}}
{{- $files = append $files (dict "name" "database-ca" "secret" $database.caSecret "keys" (list "ca.crt") "path" "/etc/greenroom/database") -}}
{{- end -}}
{{- $kafka := include "greenroom.kafka" . | fromJson -}}
{{- if and $kafka.caSecret (ne $kafka.protocol "PLAINTEXT") -}}
{{- $files = append $files (dict "name" "kafka-ca" "secret" $kafka.caSecret "keys" (list "ca.crt") "path" "/etc/greenroom/kafka-ca") -}}
{{- end -}}
{{- if eq $kafka.protocol "SSL" -}}
{{- $files = append $files (dict "name" "kafka-user" "secret" $kafka.secret "keys" (list "user.p12") "path" "/etc/greenroom/kafka-user") -}}
{{- end -}}
{{- end -}}
{{- toJson $files -}}
{{- end -}}
