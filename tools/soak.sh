#!/usr/bin/env bash
# Kills a run with -9 at random moments, resumes it until it ends, and compares it bit for bit with a run that nobody disturbed; again and
# again for so many minutes (10 unless told). Checkpoints are written at every possible point, so that many a kill hits one being written.
set -uo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
program=samples/SpectralDeconvolution/bin/Release/net10.0/SpectralDeconvolution.dll
options=(--quiet --peaks 1..3 --sweeps 4000 --chains 2 --seed 7 --checkpoint-interval 0)

build=$(dotnet build -c Release samples/SpectralDeconvolution) || { echo "$build"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

sample() { # FOLDER THREADS
    exec dotnet "$program" "${options[@]}" --threads "$2" --out "$1" --checkpoint "$1/run.checkpoint" > "$1/output" 2> "$1/error"
}

numbers() { # The result without its two times.
    grep -v -e '"cpu_seconds"' -e '"wall_seconds"' "$1/result.json"
}

lose() { # REASON
    echo "LOST after $runs whole runs, $kills kills, $resumptions resumptions: $1"
    cat "$trial/error"
    exit 1
}

runs=0 kills=0 resumptions=0 trial=$folder/whole
mkdir "$trial"
(sample "$trial" 1) || lose "The undisturbed run failed."

end=$((SECONDS + 60 * minutes))
while [ "$SECONDS" -lt "$end" ]; do
    trial=$folder/trial
    rm -rf "$trial"
    mkdir "$trial"
    while true; do
        (sample "$trial" $((1 + RANDOM % 3))) &
        process=$!
        milliseconds=$((200 + RANDOM % 3000))
        (sleep "$((milliseconds / 1000)).$(printf %03d $((milliseconds % 1000)))" && kill -9 "$process") 2> /dev/null &
        killer=$!
        wait "$process" 2> /dev/null
        status=$?
        kill "$killer" 2> /dev/null
        wait "$killer" 2> /dev/null
        grep -q '^Resuming' "$trial/output" && resumptions=$((resumptions + 1))
        [ "$status" = 0 ] && break
        [ "$status" = 137 ] || lose "A run ended with $status."
        kills=$((kills + 1))
    done
    runs=$((runs + 1))
    cmp <(numbers "$folder/whole") <(numbers "$trial") || lose "result.json differs."
    for checkpoint in "$folder"/whole/*.checkpoint; do
        cmp "$checkpoint" "$trial/$(basename "$checkpoint")" || lose "The draws differ."
    done
    [ "$(ls "$folder/whole")" = "$(ls "$trial")" ] || lose "Files were left behind: $(ls "$trial" | xargs)"
done
echo "$runs whole runs, $kills kills, $resumptions resumptions: every result, draw and log likelihood is the same, bit for bit."
