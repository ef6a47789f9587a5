#!/usr/bin/env bash
# What a batch takes beside its models: 10^6 measurements of a moment each through two workers, their table, and the status of 10^4
# shards. Prints what each step took; nothing is asserted but that each measurement is there once.
#
#   tools/batch-scale.sh [--curves N] [--no-build]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=$root/tests/BayesMeasure.Batch.Tests
curves=1000000 builds=1
while [ $# -gt 0 ]; do
    case $1 in
        --curves) curves=$2; shift 2 ;;
        --no-build) builds=; shift ;;
        *) sed -n '2,5p' "$0"; exit 64 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 BATCH_TELLS=1 BATCH_MODEL=tiny
[ -z "$builds" ] || dotnet build -c Release "$project" > /dev/null || exit 1
program=${BATCH_PROGRAM:-$project/bin/Release/net10.0/BayesMeasure.Batch.Tests.dll}
folder=$(mktemp -d)
workers=()
trap 'kill "${workers[@]}" 2> /dev/null; rm -rf "$folder"' EXIT
say() { echo "load $(cut -d' ' -f1 /proc/loadavg): $1: ${2:-}"; }

# The command in $@, and what it told of itself, behind a word for it.
told() {
    local what=$1
    shift
    dotnet "$program" "$@" > "$folder/out" 2> "$folder/err" || { echo "$what failed:" >&2; cat "$folder/out" "$folder/err" >&2; exit 1; }
    say "$what" "$(tail -1 "$folder/err")"
}

for worker in 1 2; do
    dotnet "$program" tiny "$curves" "$folder/batch" 2> "$folder/worker$worker" &
    workers+=($!)
done
for worker in 1 2; do
    wait "${workers[$((worker - 1))]}" || { cat "$folder/worker$worker" >&2; exit 1; }
    say "worker $worker of $curves measurements" "$(tail -1 "$folder/worker$worker")"
done
workers=()
say "shards" "$(ls "$folder/batch/results" | wc -l)"
told "status" status "$folder/batch"
told "merge" merge "$folder/batch"
told "merge with maps" merge "$folder/batch" --hdf5 "$folder/maps.h5"
told "verify" verify "$folder/batch"

# Status looks at names and counters alone: half of 10^4 shards are done, 200 are claimed, and 100 workers have said how they do.
shards=10000
dotnet "$program" make "$folder/map.h5" "$shards" 2> /dev/null
told "plan of $shards shards" plan "$folder/map.h5" "$folder/many" --shard-size 1 --trials 0
for shard in $(seq -f %06.0f 0 $((shards / 2))); do : > "$folder/many/results/$shard.parquet"; done
for shard in $(seq -f %06.0f $((shards / 2 + 1)) $((shards / 2 + 200))); do
    echo '{"worker":"node-1","attempt":1,"heartbeat":1}' > "$folder/many/claims/$shard.json"
done
for worker in $(seq 100); do cp "$(ls "$folder"/batch/workers/*.json | head -1)" "$folder/many/workers/node-$worker.json"; done
dotnet "$program" status "$folder/many" > "$folder/out" 2> "$folder/err"
say "status of $shards shards" "$(tail -1 "$folder/err")"
cat "$folder/out"
