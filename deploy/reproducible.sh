#!/usr/bin/env bash
# Whether this commit builds to the same bytes twice: builds it in two new directories and compares what is run of it, the
# services (with the web UI) and the launcher, file by file. "reproducible.sh A B" compares two checkouts that are built.
# Of what Quarkus and Hibernate generate only the names of the classes are compared: see docs/supply-chain.md.
set -euo pipefail

files() {
  (cd "$1" && find catalog-service gateway grading-service session-service deploy/local \
    \( -path '*/target/quarkus-app/*' -o -path 'deploy/local/target/*.jar' \) -type f | LC_ALL=C sort)
}

if [ $# -eq 2 ]; then
  first=$(realpath "$1") second=$(realpath "$2")
else
  repository=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
  place=$(mktemp -d)
  trap 'rm -rf "$place"' EXIT
  # Names of different length: a path that got into a file would show.
  first=$place/a second=$place/another
  for checkout in "$first" "$second"; do
    git clone --quiet --shared "$repository" "$checkout"
    mvn -q -B -f "$checkout/pom.xml" -DskipTests package -pl '!e2e'
  done
fi

diff <(files "$first") <(files "$second") || { echo "Not the same files." >&2; exit 1; }
count=$(files "$first" | wc -l)
[ "$count" -gt 0 ] || { echo "Nothing is built." >&2; exit 2; }

same() {
  case $1 in
  */quarkus/generated-bytecode.jar) diff <(unzip -Z1 "$1") <(unzip -Z1 "$2") >/dev/null ;;
  *) cmp -s "$1" "$2" ;;
  esac
}

different=$(
  cd "$first" && files . | while read -r file; do
    same "$file" "$second/$file" || echo "$file"
  done
)
if [ -n "$different" ]; then
  printf '%s\n' "$different" | sed 's/^/differs: /' >&2
  echo "$(printf '%s\n' "$different" | wc -l) of $count files differ." >&2
  exit 1
fi
echo "All $count files are the same, of generated classes by name."
