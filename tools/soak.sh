#!/usr/bin/env bash
# Disturbs runs of the library and of every command for so many minutes (10 unless told), and counts what was lost: kill -9 and
# SIGTERM at random moments, full disks, folders that cannot be written to, damaged checkpoints, two processes on one checkpoint,
# clocks that jump. Each run is then taken to its end and compared, bit for bit, with one that nobody disturbed.
#
#   tools/soak.sh [MINUTES] [--kills N] [--threads] [--no-build] [--only "NAME..."]
#
# --kills N: kills each of them N times first, however long it takes: at random moments of their lives, and in the middle of writes.
# --threads: first runs each command with 1, 2, 3, 8 and 64 threads, and 2, 4 and 8 lanes where it takes them. --only: these of
# the names in tools/soak-commands.sh.
#
# Disks are small tmpfs: without root this starts itself anew where it may mount them (unshare), or leaves them out and says so.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if [ "$(id -u)" != 0 ] && [ -z "${SOAK_UNSHARED:-}" ] && unshare -Urm true 2> /dev/null; then
    SOAK_UNSHARED=1 exec unshare -Urm "$0" "$@"
fi

minutes=10 kills=0 builds=1 threads=
while [ $# -gt 0 ]; do
    case $1 in
        --kills) kills=$2; shift 2 ;;
        --only) only=$2; shift 2 ;;
        --threads) threads=1; shift ;;
        --no-build) builds=; shift ;;
        *) minutes=$1; shift ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=0
folder=$(mktemp -d)

# What cannot be written goes to the folder of temporary files: one of its own, which is emptied here.
mkdir "$folder/temporary"
export TMPDIR=$folder/temporary
disk=$folder/disk
trap 'umount "$disk" 2> /dev/null; rm -rf "$folder"' EXIT
mkdir "$disk"
. "$root/tools/soak-commands.sh"
[ -z "${only:-}" ] || read -ra names <<< "$only"
[ -z "$builds" ] || build
prepare

declare -A tried held longest moments
worst=0
table() {
    echo "| promise | tried | held |"
    echo "| --- | ---: | ---: |"
    for kind in "${!tried[@]}"; do
        echo "| $kind | ${tried[$kind]} | ${held[$kind]:-0} |"
    done | sort
    [ -n "$mounts" ] || echo "Nothing may be mounted here: full disks and read-only folders were left out."
    [ -n "$shim" ] || echo "There is no C compiler here: of the clock, the times of files jumped alone, and no kill was put into a write."
}

# Who has seen enough is told what was tried until then.
trap 'table; exit "$worst"' INT TERM

promise() { tried[$1]=$((${tried[$1]:-0} + 1)); }
keep() { held[$1]=$((${held[$1]:-0} + 1)); }
lose() { # PROMISE REASON
    worst=1
    echo "LOST: $1, $name: $2" >&2
    tail -n 3 "$trial/error" >&2
}

# check PROMISE REASON COMMAND...: whether the promise held; the reason tells where not.
check() {
    local kind=$1 reason=$2
    shift 2
    promise "$kind"
    if "$@" > /dev/null 2>&1; then keep "$kind"; else lose "$kind" "$reason"; return 1; fi
}

moment() { # MOST_MILLISECONDS
    local milliseconds=$(((RANDOM << 15 | RANDOM) % $1 + 20))
    printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000))
}

begin() {
    trial=$folder/trial
    rm -rf "$trial"
    mkdir "$trial"
}

# disturb SIGNAL: a run that gets a signal at a random moment, unless it ends before; its exit code is in status.
disturb() {
    { timeout --preserve-status -s "$1" "$(moment "$2")" "${wrap[@]}" bash -c '. "$0"; job "$@"' "$root/tools/soak-commands.sh" \
        "$name" "$trial" > "$trial/output" 2> "$trial/error"; } 2> /dev/null
    status=$?
}

is_whole() { # What the files of a run are: either not there, or whole.
    for file in "$folder/whole/$name"/out/*; do
        local made=$trial/out/$(basename "$file")
        [ ! -e "$made" ] || [ "$status" = 130 ] || cmp <(mask < "$file") <(mask < "$made") || return 1
    done
}

is_same() { # The run was taken to its end, and has all that the one has that nobody disturbed, and nothing else.
    [ "$status" = 0 ] && is_whole && [ "$(ls "$folder/whole/$name/out")" = "$(ls "$trial/out")" ] &&
        { [ ! -d "$folder/whole/$name/kept" ] || diff -r "$folder/whole/$name/kept" "$trial/kept"; }
}

finish() { # PROMISE
    run "$name" "$trial" > "$trial/output" 2> "$trial/error"
    status=$?
    check "$1" "ended with $status, or what it wrote differs: $(ls "$trial/out" 2>&1 | xargs)" is_same
}

# A run that is killed at a random one of the moments around its writes, unless it has fewer left.
disturb_write() {
    wrap=(env "LD_PRELOAD=$shim" "SOAK_FOLDER=$trial" "SOAK_KILL=$((1 + (RANDOM << 15 | RANDOM) % ${moments[$name]}))")
    { run_wrapped; } 2> /dev/null
    wrap=()
}

fell() { # Where a kill came, by the files that it left.
    if [ -n "$(find "$trial" -name '*.new')" ]; then echo "while a file was written"
    elif has_checkpoint && [ -z "$(find "$trial" -name '*.checkpoint')" ]; then echo "before the first checkpoint"
    elif [ -n "$(ls "$trial/out" 2> /dev/null)" ]; then echo "beside or after what it wrote"
    elif has_checkpoint; then echo "between checkpoints"
    else echo "before it wrote"
    fi
}

kills_so_far=0
killed() {
    begin
    local times=$((1 + RANDOM % 8))
    for ((i = 0; i < times; i++)); do
        if [ -n "$shim" ] && [ -n "${moments[$name]}" ] && [ $((RANDOM % 2)) = 0 ]; then disturb_write
        else disturb KILL "${longest[$name]}"
        fi
        [ "$status" = 0 ] && break
        check "kill -9 $(fell)" "ended with $status" [ "$status" = 137 ]
        check "no half file after a kill" "a file is half written" is_whole
        kills_so_far=$((kills_so_far + 1))
    done
    finish "the same after kills"
}

terminated() {
    begin
    disturb TERM "${longest[$name]}"
    # Before it listens, a process ends by the signal as any does.
    check "SIGTERM ends a run" "ended with $status" grep -qxE '0|130|143' <<< "$status"
    finish "the same after SIGTERM"
}

damaged() {
    has_checkpoint || return
    begin
    disturb KILL "${longest[$name]}"
    local file
    file=$(ls "$trial"/kept/*.checkpoint 2> /dev/null | shuf -n 1)
    [ -n "$file" ] || return
    cp "$file" "$folder/good"
    local size=$(stat -c %s "$file") at
    at=$(((RANDOM << 15 | RANDOM) % size))
    case $((RANDOM % 3)) in
        0) truncate -s "$at" "$file" ;;
        1) printf 'x' >> "$file" ;;
        2) printf "\\x$(printf %02x $((0x$(xxd -s "$at" -l 1 -p "$file") ^ 1)))" |
            dd of="$file" bs=1 seek="$at" conv=notrunc 2> /dev/null ;;
    esac
    cp "$file" "$folder/bad"
    run "$name" "$trial" > "$trial/output" 2> "$trial/error"
    status=$?
    check "a damaged checkpoint is refused" "ended with $status" [ "$status" = 2 ]
    check "a refused checkpoint is left as it is" "it was written to" cmp "$file" "$folder/bad"
    cp "$folder/good" "$file"
    finish "the same after the copy was put back"
}

beside() {
    has_checkpoint || return
    begin
    run "$name" "$trial" > "$trial/output" 2> "$trial/error" &
    local first=$!
    sleep "$(moment "${longest[$name]}")"
    run "$name" "$trial" > "$trial/second" 2>&1
    local second=$?
    wait "$first"
    status=$?
    check "of two processes one is refused, or comes after" "ended with $second" grep -qx '[02]' <<< "$second"
    [ "$second" = 0 ] || check "and is told why" "$(cat "$trial/second")" grep -q 'in use by another' "$trial/second"
    [ "$status" = 2 ] && grep -q 'in use by another' "$trial/error" && [ "$second" = 0 ] && status=0
    check "the other is not disturbed" "ended with $status" is_same
}

full() {
    [ -n "$mounts" ] || return
    begin
    mount -t tmpfs -o "size=$((4 * (1 + RANDOM % 60)))k" tmpfs "$disk" || return
    trial=$disk
    run "$name" "$trial" > "$folder/output" 2> "$folder/error"
    status=$?
    check "a full disk ends with 0, 2 or 74" "ended with $status: $(tail -n 2 "$folder/error")" grep -qxE '0|2|74' <<< "$status"
    [ "$status" != 74 ] || [ -z "$rescues" ] ||
        check "what did not fit is elsewhere" "$(tail -n 3 "$folder/error")" grep -q 'It is in' "$folder/error"
    check "no half file on a full disk" "a file is half written" is_whole
    mount -o remount,size=64m "$disk"
    finish "the same once there is room"
    umount "$disk"
    trial=$folder/trial
    rm -rf "$TMPDIR"/BayesMeasure-*
}

read_only() {
    [ -n "$mounts" ] || return
    begin
    mount -t tmpfs -o size=64m tmpfs "$disk" || return
    trial=$disk
    local when=$((RANDOM % 2))
    [ "$when" = 0 ] || run "$name" "$trial" > "$folder/output" 2> "$folder/error"
    mkdir -p "$disk/out" "$disk/kept"
    local before
    before=$(cd "$disk" && find . -type f -exec sha256sum {} +)
    mount -o remount,ro "$disk"
    run "$name" "$trial" > "$folder/output" 2> "$folder/error"
    status=$?
    check "a read-only folder is refused, or a finished run read" "ended with $status: $(cat "$folder/error")" \
        grep -qxE "$refusal" <<< "$status"
    check "and is left as it is" "files changed" [ "$before" = "$(cd "$disk" && find . -type f -exec sha256sum {} +)" ]
    mount -o remount,rw "$disk"
    finish "the same once it can be written to"
    umount "$disk"
    trial=$folder/trial
}

clock() {
    begin
    [ -n "$shim" ] && wrap=(env "LD_PRELOAD=$shim" SOAK_CLOCK=1)
    disturb KILL "${longest[$name]}"
    find "$trial" -type f -exec touch -d "$(shuf -n 1 -e 1971-01-01 2040-01-01)" {} +
    run_wrapped
    check "the same with clocks that jump" "ended with $status" is_same
    wrap=()
}

run_wrapped() {
    "${wrap[@]}" bash -c '. "$0"; job "$@"' "$root/tools/soak-commands.sh" "$name" "$trial" > "$trial/output" 2> "$trial/error"
    status=$?
}

keep_whole() {
    rm -rf "$folder/whole/$name"
    mkdir -p "$folder/whole"
    cp -r "$trial" "$folder/whole/$name"
}

# The same with any number of threads, for each number of lanes, which round differently.
on_threads() {
    local lanes=(2 4 8)
    has_lanes || lanes=("")
    for SOAK_LANES in "${lanes[@]}"; do
        for SOAK_THREADS in 1 2 3 8 64; do
            export SOAK_LANES SOAK_THREADS
            begin
            run "$name" "$trial" > "$trial/output" 2> "$trial/error"
            status=$?
            [ "$SOAK_THREADS" != 1 ] || keep_whole
            check "the same with 1, 2, 3, 8, 64 threads$(has_lanes && echo " and 2, 4, 8 lanes")" \
                "$SOAK_THREADS threads, ${SOAK_LANES:-no} lanes" is_same
        done
    done
    unset SOAK_LANES SOAK_THREADS
}

wrap=()
if [ -n "$threads" ]; then
    for name in "${names[@]}"; do
        settings
        [ "$name" = library ] || on_threads
    done
fi

rm -rf "$folder/whole"
for name in "${names[@]}"; do
    trial=$folder/whole/$name
    mkdir -p "$trial"
    settings
    since=$(date +%s%N)
    wrap=(${shim:+env "LD_PRELOAD=$shim" "SOAK_FOLDER=$trial" "SOAK_MOMENTS=$folder/moments"})
    run_wrapped
    [ "$status" = 0 ] || { cat "$trial/error" >&2; exit 1; }
    longest[$name]=$((($(date +%s%N) - since) / 1000000))
    moments[$name]=$(cat "$folder/moments" 2> /dev/null)
    rm -f "$folder/moments"
    wrap=()
done

for name in "${names[@]}"; do
    settings
    until [ "$kills_so_far" -ge "$kills" ]; do
        killed
    done
    kills_so_far=0
done

end=$((SECONDS + 60 * minutes))
disturbances=(killed terminated damaged beside full read_only clock)
while [ "$SECONDS" -lt "$end" ]; do
    for disturbance in "${disturbances[@]}"; do
        name=${names[RANDOM % ${#names[@]}]}
        settings
        "$disturbance"
        [ "$SECONDS" -lt "$end" ] || break
    done
done

table
exit "$worst"
