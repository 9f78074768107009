{{/*
Of (list $ demo): the realm of deploy/keycloak as JSON, with our public origin for the web client. Without demo, it has
neither the demo accounts nor the client that takes passwords directly. The client's secret stays a placeholder.
*/}}
{{- define "greenroom.realm" -}}
{{- $root := index . 0 -}}
{{- $demo := index . 1 -}}
{{- $realm := $root.Files.Get "files/realm.json" | fromJson -}}
{{- $clients := list -}}
{{- range $client := $realm.clients -}}
{{- if eq $client.clientId "greenroom-web" -}}
{{- $addresses := printf "%s/*" $root.Values.publicOrigin -}}
{{- $_ := set $client "redirectUris" (list $addresses) -}}
{{- $_ := set $client.attributes "post.logout.redirect.uris" $addresses -}}
{{- end -}}
{{- if or $demo (not $client.directAccessGrantsEnabled) }}{{ $clients = append $clients $client }}{{ end -}}
{{- end -}}
{{- $_ := set $realm "clients" $clients -}}
{{- if not $demo }}{{ $_ := unset $realm "users" }}{{ end -}}
{{- toJson $realm -}}
{{- end -}}
