{{/*
The Secrets that somebody else makes, as {name: [keys]}: those that services refer to without those that the chart or an
operator makes.
*/}}
{{- define "greenroom.givenSecrets" -}}
{{- $root := . -}}
{{- $given := dict -}}
{{- $refs := list -}}
{{- range $name, $service := .Values.services -}}
{{- range $variable, $ref := include "greenroom.secretEnvironment" (list $root $name) | fromJson }}{{ $refs = append $refs $ref }}{{ end -}}
{{- range include "greenroom.files" (list $root $name) | fromJsonArray -}}
{{- $secret := .secret -}}
{{- range .keys }}{{ $refs = append $refs (dict "name" $secret "key" .) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.keda.enabled (eq .Values.kafka.kind "external") (ne .Values.kafka.external.protocol "PLAINTEXT") -}}
{{- $secret := (include "greenroom.kafka" (list . "keda") | fromJson).secret -}}
{{- range ternary (list "user.crt" "user.key") (list "username" "password") (eq .Values.kafka.external.protocol "SSL") -}}
{{- $refs = append $refs (dict "name" $secret "key" .) -}}
{{- end -}}
{{- end -}}
{{- $prefix := include "greenroom.prefix" . -}}
{{- range $ref := $refs -}}
{{- $made := or
  (and (eq $root.Values.database.kind "inside") (hasPrefix (printf "%s-postgres-" $prefix) $ref.name))
  (and (eq $root.Values.database.kind "operator") (regexMatch (printf "^%s-[a-z]+-db-(app|ca)$" $prefix) $ref.name))
  (and (eq $root.Values.kafka.kind "operator") (hasPrefix (printf "%s-kafka-" $prefix) $ref.name))
  (and (eq $root.Values.identity.kind "inside") (eq (printf "%s-gateway" $prefix) $ref.name)) -}}
{{- if not $made -}}
{{- $_ := set $given $ref.name (append (default (list) (get $given $ref.name)) $ref.key | uniq | sortAlpha) -}}
{{- end -}}
{{- end -}}
{{- toJson $given -}}
{{- end -}}
