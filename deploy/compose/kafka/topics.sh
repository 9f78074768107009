#!/bin/bash
# Makes the topics that are missing, each with its dead-letter topic: topics.sh BROKER. The list is that of the local stack
# (deploy/local, Topics.java), and a test keeps them equal.
set -euo pipefail
topics=${KAFKA_TOPICS_COMMAND:-/opt/kafka/bin/kafka-topics.sh}

make() {
  local topic=$1
  shift
  "$topics" --bootstrap-server "$broker" --create --if-not-exists --topic "$topic" --partitions 3 --replication-factor 1 "$@"
}

broker=$1
compacted=(catalog.questions catalog.plans)
kept=(curation.drafts practice.submissions grading.grades grading.reviews grading.opinions session.scorecards session.lifecycle identity.deletions)

for topic in "${compacted[@]}"; do
  make "$topic" --config cleanup.policy=compact
done
for topic in "${kept[@]}"; do
  make "$topic" --config cleanup.policy=delete --config retention.ms=-1
done
for topic in "${compacted[@]}" "${kept[@]}"; do
  make "$topic.dlq" --config cleanup.policy=delete --config retention.ms=-1
done
