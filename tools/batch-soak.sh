#!/usr/bin/env bash
# Two workers on the folder of one batch, disturbed as often as asked: kill -9 and SIGTERM at random moments, one of them at a time,
# in the middle of commits, too; each is started anew at once. Then its rows are compared with those of a batch that nobody disturbed.
#
#   tools/batch-soak.sh [--kills N] [--stops N] [--curves N] [--seed N] [--no-build]
#
# Without --curves there are as many as the disturbances need. Ends with 0 where each row is there once with the bits of the other.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=$root/tests/BayesMeasure.Batch.Tests
kills=20 stops=5 curves= seed=1 builds=1
while [ $# -gt 0 ]; do
    case $1 in
        --kills) kills=$2; shift 2 ;;
        --stops) stops=$2; shift 2 ;;
        --curves) curves=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --no-build) builds=; shift ;;
        *) sed -n '2,7p' "$0"; exit 64 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
[ -z "$builds" ] || dotnet build -c Release "$project" > /dev/null || exit 1
program=${BATCH_PROGRAM:-$project/bin/Release/net10.0/BayesMeasure.Batch.Tests.dll}
batch() { dotnet "$program" "$@"; }
folder=$(mktemp -d)
RANDOM=$seed
workers=()
trap 'kill -9 "${workers[@]}" 2> /dev/null; rm -rf "$folder"' EXIT

# The program itself, and no shell around it, is what is killed later: two workers live at most.
begin() {
    dotnet "$program" work "$disturbed" --cores 1 > "$folder/worker$1.log" 2>&1 &
    workers[$1]=$!
}

# Rows that are written, and not committed yet.
await_commit() {
    local end=$((SECONDS + 5))
    until compgen -G "$disturbed/results/*.draft*" > /dev/null; do [ $SECONDS -lt $end ] || return; done
    in_commit=$((in_commit + 1))
}

# Most of its life a short worker only starts: what is to be disturbed is its work.
await_worker() {
    local end=$((SECONDS + 20))
    until compgen -G "$disturbed/workers/*-$1.json" > /dev/null; do
        kill -0 "$1" 2> /dev/null && [ $SECONDS -lt $end ] || return
        sleep 0.02
    done
}

told() {
    echo "$killed kills, $in_commit of them in a commit, and $stopped stops in $rounds batches of ${curves:-600} measurements: $wrong have other rows."
}

# Who has seen enough is told what was tried until then.
trap 'told; exit 1' INT TERM

# One round of work is enough for some disturbances: rounds follow until all were made, each with its own folder.
killed=0 stopped=0 rounds=0 wrong=0 in_commit=0
batch make "$folder/map.h5" "${curves:-600}"
batch plan "$folder/map.h5" "$folder/whole" --shard-size 10 --trials 0 --draws 2 > /dev/null || exit 1
batch work "$folder/whole" > /dev/null || exit 1
batch merge "$folder/whole" > /dev/null || exit 1

while [ $((killed + stopped)) -lt $((kills + stops)) ]; do
    rounds=$((rounds + 1))
    disturbed=$folder/disturbed$rounds
    batch plan "$folder/map.h5" "$disturbed" --shard-size 10 --trials 0 --draws 2 --heartbeat 0.02 > /dev/null || exit 1
    begin 0
    begin 1
    while :; do
        which=$((RANDOM % 2))
        worker=${workers[$which]}
        await_worker "$worker"
        sleep "$(awk -v r=$RANDOM 'BEGIN { printf "%.3f", 0.8 * r / 32768 }')"
        if ! kill -0 "$worker" 2> /dev/null; then
            wait "$worker"
            code=$?
            [ "$code" = 0 ] && break
            case $code in 75 | 137) ;; *) echo "A worker ended with $code:" >&2; cat "$folder/worker$which.log" >&2; exit 1 ;; esac
            begin "$which"
            continue
        fi
        [ $((killed + stopped)) -ge $((kills + stops)) ] && continue
        if [ "$stopped" -lt "$stops" ] && { [ "$killed" -ge "$kills" ] || [ $((RANDOM % (kills + stops))) -lt "$stops" ]; }; then
            kill -TERM "$worker"
            kill -TERM "$worker" 2> /dev/null
            stopped=$((stopped + 1))
        else
            # Every third one waits for a commit that has begun.
            [ $((RANDOM % 3)) != 0 ] || await_commit
            kill -9 "$worker"
            killed=$((killed + 1))
        fi
        wait "$worker" 2> /dev/null
        begin "$which"
    done
    wait "${workers[@]}" 2> /dev/null
    batch work "$disturbed" > /dev/null
    batch verify "$disturbed" > "$folder/verified" && batch merge "$disturbed" > /dev/null \
        && batch same "$folder/whole/merged.parquet" "$disturbed/merged.parquet" || { wrong=$((wrong + 1)); cat "$folder/verified"; }
    rm -rf "$disturbed"
    [ "$((killed + stopped))" -ge $((kills + stops)) ] || told
done

told
[ "$wrong" = 0 ]
