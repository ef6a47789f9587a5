#!/usr/bin/env bash
# The spectra of NSO-3 with other noise each, 101 points, one to three peaks: by one process, by two at once, and by three that come and
# go. Prints what each took, and ends with 0 where all three tables are the same but for who made them.
#
#   tools/batch-spectra.sh [--curves N] [--seed N] [--no-build]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=$root/tests/BayesMeasure.Batch.Tests
curves=2000 seed=1 builds=1
while [ $# -gt 0 ]; do
    case $1 in
        --curves) curves=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --no-build) builds=; shift ;;
        *) sed -n '2,5p' "$0"; exit 64 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 BATCH_TELLS=1 BATCH_MODEL=nso3
[ -z "$builds" ] || dotnet build -c Release "$project" > /dev/null || exit 1
program=${BATCH_PROGRAM:-$project/bin/Release/net10.0/BayesMeasure.Batch.Tests.dll}
batch() { dotnet "$program" "$@"; }
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; rm -rf "$folder"' EXIT
RANDOM=$seed
say() { echo "load $(cut -d' ' -f1 /proc/loadavg), $SECONDS s: $*"; }

# 10 to 29 seconds of work, and a rest, until the batch is complete.
comes_and_goes() {
    local code=75
    while [ "$code" != 0 ]; do
        timeout -s TERM $((10 + RANDOM % 20)) dotnet "$program" work "$folder/three" --cores 1 > /dev/null 2>> "$folder/visits"
        code=$?
        case $code in 0 | 75 | 124) ;; *) echo "A worker ended with $code." >&2; return 1 ;; esac
        sleep $((RANDOM % 4))
    done
}

batch spectra "$folder/map.h5" "$curves" 2> /dev/null
for name in one two three; do
    batch plan "$folder/map.h5" "$folder/$name" --shard-size 25 2> /dev/null | sed -n 2p
done

batch work "$folder/one" --cores 1 > /dev/null 2> "$folder/told" || exit 1
say "one process: $(tail -1 "$folder/told")"

batch work "$folder/two" --cores 1 > /dev/null 2> "$folder/first" &
batch work "$folder/two" --cores 1 > /dev/null 2> "$folder/second" &
wait
say "two at once: $(tail -1 "$folder/first"), and $(tail -1 "$folder/second")"

: > "$folder/visits"
for _ in 1 2 3; do comes_and_goes & done
wait
say "three that come and go, in $(wc -l < "$folder/visits") visits"

for name in one two three; do batch verify "$folder/$name" > /dev/null 2>&1 && batch merge "$folder/$name" > /dev/null 2>&1 || exit 1; done
for name in two three; do
    batch same "$folder/one/merged.parquet" "$folder/$name/merged.parquet" 2> /dev/null || { echo "The table of $name differs."; exit 1; }
done
say "all three tables are the same, of $curves spectra"
