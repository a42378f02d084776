#!/usr/bin/env bash
# Writes the rules of deploy/prometheus as a PrometheusRule, for clusters with the Prometheus operator.
set -euo pipefail
cd "$(dirname "$0")/.."
{
  cat <<'HEAD'
# Made by eng/kubernetes-rules.sh from deploy/prometheus/rules: change those.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: metricsplatform
spec:
  groups:
HEAD
  for file in deploy/prometheus/rules/*.yml; do
    sed '1,/^groups:/d; /^$/d; s/^/  /' "$file"
  done
} >deploy/k8s/components/monitoring/rules.yaml
