{{/* Where the parts are that services talk to. Each gives a JSON object, to be read with fromJson. */}}

{{/* Of (list $ service or "keycloak"): host, port, name, secret, caSecret (none without TLS). */}}
{{- define "greenroom.database" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $short := trimSuffix "-service" $service -}}
{{- $database := $root.Values.database -}}
{{- if eq $database.kind "inside" -}}
{{- dict "host" (include "greenroom.name" (list $root "postgres")) "port" 5432 "name" $short "secret" (include "greenroom.name" (list $root (printf "postgres-%s" $short))) "caSecret" "" | toJson -}}
{{- else if eq $database.kind "operator" -}}
{{- $cluster := include "greenroom.name" (list $root (printf "%s-db" $short)) -}}
{{- dict "host" (printf "%s-rw" $cluster) "port" 5432 "name" $short "secret" (printf "%s-app" $cluster) "caSecret" (printf "%s-ca" $cluster) | toJson -}}
{{- else -}}
{{- $given := required (printf "database.external.services.%s: where its database is" $service) (index $database.external.services $service) -}}
{{- $ca := "" -}}
{{- if eq $database.external.tls.mode "verify-full" -}}
{{- $ca = required "database.external.tls.caSecret: whom to trust" $database.external.tls.caSecret -}}
{{- end -}}
{{- dict "host" $given.host "port" (default 5432 $given.port) "name" (default $short $given.name) "secret" $given.secret "caSecret" $ca | toJson -}}
{{- end -}}
{{- end -}}

{{/* Of (list $ user): bootstrapServers (KEDA asks from another namespace), protocol, mechanism, secret (the user's), caSecret. */}}
{{- define "greenroom.kafka" -}}
{{- $root := index . 0 -}}
{{- $kafka := $root.Values.kafka -}}
{{- $cluster := include "greenroom.name" (list $root "kafka") -}}
{{- if eq $kafka.kind "inside" -}}
{{- dict "bootstrapServers" (printf "%s.%s.svc:9092" $cluster $root.Release.Namespace) "protocol" "PLAINTEXT" "mechanism" "" "secret" "" "caSecret" "" | toJson -}}
{{- else if eq $kafka.kind "operator" -}}
{{- dict "bootstrapServers" (printf "%s-kafka-bootstrap.%s.svc:9093" $cluster $root.Release.Namespace) "protocol" "SSL" "mechanism" "" "secret" (include "greenroom.name" (list $root (printf "kafka-%s" (index . 1)))) "caSecret" (printf "%s-cluster-ca-cert" $cluster) | toJson -}}
{{- else -}}
{{- $external := $kafka.external -}}
{{- $secret := "" -}}
{{- if ne $external.protocol "PLAINTEXT" -}}
{{- $secret = required (printf "kafka.external.secrets.%s: how it shows who it is" (index . 1)) (index $external.secrets (index . 1)) -}}
{{- end -}}
{{- dict "bootstrapServers" (required "kafka.external.bootstrapServers" $external.bootstrapServers) "protocol" $external.protocol "mechanism" (ternary $external.mechanism "" (eq $external.protocol "SASL_SSL")) "secret" $secret "caSecret" $external.caSecret | toJson -}}
{{- end -}}
{{- end -}}

{{/* url (where services and gateway find the realm), caSecret, gatewaySecret. */}}
{{- define "greenroom.identity" -}}
{{- $identity := .Values.identity -}}
{{- $secret := $identity.gatewaySecret -}}
{{- if and (eq $identity.kind "inside") (not $secret) -}}
{{- $secret = include "greenroom.name" (list . "gateway") -}}
{{- end -}}
{{- $secret = required "identity.gatewaySecret: the web client's secret and the cookies'" $secret -}}
{{- $keycloak := include "greenroom.name" (list . "keycloak") -}}
{{- $url := "" -}}
{{- if eq $identity.kind "inside" -}}
{{- $url = printf "http://%s:8080/realms/greenroom" $keycloak -}}
{{- else if eq $identity.kind "operator" -}}
{{- $url = printf "https://%s-service.%s.svc:8443/realms/greenroom" $keycloak .Release.Namespace -}}
{{- else -}}
{{- $url = required "identity.issuer" $identity.issuer -}}
{{- end -}}
{{- if eq $identity.kind "operator" -}}
{{- $_ := required "identity.caSecret: who certifies identity.operator.tlsSecret" $identity.caSecret -}}
{{- end -}}
{{- dict "url" $url "caSecret" $identity.caSecret "gatewaySecret" $secret | toJson -}}
{{- end -}}

{{/* Port that a URL leads to. */}}
{{- define "greenroom.urlPort" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- default (ternary "443" "80" (eq $url.scheme "https")) $port -}}
{{- end -}}
