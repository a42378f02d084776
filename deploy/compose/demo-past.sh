#!/bin/sh
# Gives Prometheus half a year that it did not see: the figures that the demo wrote, and the recording rules over them. Runs in Prometheus' own image.
#   demo-past.sh [FIGURES DATA RULES URL]
set -eu
figures=${1:-/past/figures.txt} data=${2:-/prometheus} rules=${3:-/etc/prometheus/rules} url=${4:-http://prometheus:9090}

promtool tsdb create-blocks-from --max-block-duration=1440h openmetrics "$figures" "$data"
until promtool query instant "$url" 'count(count_over_time(devsecops_findings_open[1d] offset 30d))' | grep -q '[0-9]'; do
  sleep 5   # it looks for blocks once a minute
done
end=$(date +%s)
set --
for file in "$rules"/*.yml; do
  case $file in
    *-alerts.yml) ;;
    *) set -- "$@" "$file" ;;
  esac
done
promtool tsdb create-blocks-from --max-block-duration=1440h rules --url="$url" --eval-interval=6h --start=$((end - 182 * 86400)) --end="$end" --output-dir="$data" "$@"
