{{/* Beginning of all names. Short enough that the longest name made of it, by operators too, is one. */}}
{{- define "greenroom.prefix" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 30 | trimSuffix "-" -}}
{{- end -}}

{{/* Of (list $ component): what a component's objects are called. */}}
{{- define "greenroom.name" -}}
{{- $root := index . 0 -}}
{{- printf "%s-%s" (include "greenroom.prefix" $root) (index . 1) -}}
{{- end -}}

{{/* Of (list $ component): what its pods are selected by. Never to be changed: a Deployment's selector is for ever. */}}
{{- define "greenroom.selector" -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end -}}

{{/* Of (list $ component): labels of pods. Nothing that changes with the chart alone, which would start them anew. */}}
{{- define "greenroom.podLabels" -}}
{{ include "greenroom.selector" . }}
app.kubernetes.io/part-of: greenroom
{{- end -}}

{{/* Of (list $ component): its pods, as a peer of a policy. */}}
{{- define "greenroom.pods" -}}
{podSelector: {matchLabels: {app.kubernetes.io/name: {{ index . 1 }}, app.kubernetes.io/instance: {{ (index . 0).Release.Name }}}}}
{{- end -}}

{{/* Of (list $ component): labels of objects. */}}
{{- define "greenroom.labels" -}}
{{- $root := index . 0 -}}
{{ include "greenroom.podLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Of (list $ service). */}}
{{- define "greenroom.image" -}}
{{- $root := index . 0 -}}
{{- $image := $root.Values.image -}}
{{- $digest := (index $root.Values.services (index . 1)).image.digest -}}
{{- $path := list $image.registry $image.repository (index . 1) | compact | join "/" -}}
{{- if $digest -}}
{{- printf "%s@%s" $path $digest -}}
{{- else -}}
{{- printf "%s:%s" $path (default $root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* What the restricted profile of Pod Security asks of a pod, and of a container. */}}
{{- define "greenroom.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}
{{- define "greenroom.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* Host of the public origin, without its port. */}}
{{- define "greenroom.publicHost" -}}
{{- regexReplaceAll ":[0-9]+$" (urlParse .Values.publicOrigin).host "" -}}
{{- end -}}

{{/* Of (list $ service): who may not talk to a database or to Kafka has no data. */}}
{{- define "greenroom.hasData" -}}
{{- if ne (index . 1) "gateway" }}true{{ end -}}
{{- end -}}

{{/* Of $: all pods that the chart itself makes. */}}
{{- define "greenroom.ours" -}}
app.kubernetes.io/part-of: greenroom
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of (list $ component): a policy of a part inside, which lets in who is named and out to nobody. */}}
{{- define "greenroom.insidePolicy" -}}
{{- $root := index . 0 -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "greenroom.name" (list $root (index . 1)) }}
  labels: {{- include "greenroom.labels" (list $root (index . 1)) | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "greenroom.selector" (list $root (index . 1)) | nindent 6 }}
{{- end -}}
