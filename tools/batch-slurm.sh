#!/usr/bin/env bash
# A batch on a Slurm of one node: an array of two workers, of which one is killed, one comes to the end of its time, one is requeued, both
# are preempted, the node goes down and comes up, one is cancelled, and what is missing is resumed. Its rows are then compared with those of one that nobody
# disturbed. Ends with 77 where there is no Slurm.
#
#   tools/batch-slurm.sh PROGRAM.dll [CURVES]
set -uo pipefail
program=$(realpath "$1") curves=${2:-4500}
tools=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
finish() { "$tools/slurm-one-node.sh" stop "$folder/slurm"; sleep 1; rm -rf "$folder"; }
trap finish EXIT
"$tools/slurm-one-node.sh" start "$folder/slurm" 2 || exit
# The model rests, so that the batch lasts as long on any machine.
export BATCH_MODEL=paced SLURM_CONF=$folder/slurm/slurm.conf DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
batch() { dotnet "$program" "$@"; }
say() { echo "$(printf '%3d' $SECONDS) s: $*"; }
fail() { say "$*"; squeue -o '%i %t %r %S' >&2; tail -n 20 "$disturbed"/slurm/*.log "$folder/slurm/slurmctld.log" >&2; exit 1; }

disturbed=$folder/disturbed
batch make "$folder/map.h5" "$curves"
batch plan "$folder/map.h5" "$folder/whole" --shard-size 25 --trials 0 > /dev/null || exit 1
batch plan "$folder/map.h5" "$disturbed" --shard-size 25 --trials 0 --heartbeat 0.2 > /dev/null || exit 1
say "the batch is planned"

done_of() { batch status "$disturbed" --json | sed -n 's/.*"done": \([0-9]*\).*/\1/p'; }
count() { squeue -h -t "$1" -p low -o %i | wc -l; }
await() {
    local what=$1
    shift
    for _ in $(seq 300); do "$@" && return; sleep 0.2; done
    fail "there is no $what"
}
are_running() { [ "$(count R)" = "$1" ]; }
are_none() { [ -z "$(squeue -h -p low -o %i)" ]; }
is_preempted() { squeue -h -p high -t R -o %i | grep -q . ; }

# A task that is requeued waits two minutes, unless it is told not to; one whose start failed while its node came back is held until it
# is released.
hurry() {
    for job in $(squeue -h -r -p low -t PD -o %i); do
        scontrol release "$job" 2> /dev/null
        scontrol update JobId="$job" StartTime=now 2> /dev/null
    done
}
are_back() { hurry; are_running 2; }
workers() { pgrep -f "$program work $disturbed"; }

batch submit "$disturbed" --workers 2 --cores 1 --partition low --program "dotnet '$program'" > "$folder/submitted" || fail "nothing is submitted"
await "array" are_running 2
await "worker" eval '[ "$(workers | wc -l)" = 2 ]'
sleep 3
say "an array runs"; before=$(workers | head -1)
kill -9 "$before"
is_anew() { [ "$(workers | wc -l)" = 2 ] && ! workers | grep -qx "$before"; }
await "second start" is_anew
grep -q "ended with 137; start 2" "$disturbed"/slurm/*.log || fail "the script says nothing of the kill"
sleep 2
say "a worker was killed, and started anew"
# Slurm looks at limits every half minute, and tells 90 s before the end: here at once. The script asks to be begun anew.
timed=$(squeue -h -r -p low -t R -o %A | head -1)
scontrol update JobId="$timed" TimeLimit=1 || fail "there is no time limit"
is_out_of_time() { [ "$(scontrol -o show job "$timed" | sed -n 's/.* Restarts=\([0-9]*\).*/\1/p' | head -1)" -ge 1 ]; }
await "end of the time" is_out_of_time
grep -q "The same command goes on" "$disturbed"/slurm/*.log || fail "the worker was not told to stop"
scontrol update JobId="$timed" TimeLimit=60
await "task that came back" are_back
say "a task came to the end of its time"
sleep 1
scontrol requeue "$(squeue -h -r -p low -t R -o %A | tail -1)" || fail "nothing is requeued"
sleep 1
await "task that came back" are_back
say "a task was requeued"
sleep 2
sbatch -p high -c 2 --wrap 'sleep 2' -o /dev/null > /dev/null
await "preemption" is_preempted
await "task that came back" are_back
say "both were preempted"
sleep 2
scontrol update NodeName="$(hostname -s)" State=DOWN Reason=test
sleep 2
scontrol update NodeName="$(hostname -s)" State=RESUME 2> /dev/null # It may have come back by itself.
await "task that came back" are_back
say "the node was down"
sleep 1
scancel "$(squeue -h -r -p low -t R -o %A | head -1)"
sleep 1
scancel -p low
await "end" are_none
is_left() { [ "$(done_of)" -lt "$curves" ]; }
is_left || fail "the batch was complete too soon for that: take more curves"
say "all were cancelled, at $(done_of) of $curves measurements"
batch resume "$disturbed" > "$folder/submitted" || fail "nothing is resumed"
is_complete() { batch status "$disturbed" > /dev/null; }
for _ in $(seq 300); do is_complete && break; sleep 1; done
is_complete || fail "the batch does not end"
say "it was resumed, and is complete"
batch work "$folder/whole" --cores 8 > /dev/null
batch merge "$folder/whole" > /dev/null
batch verify "$disturbed" && batch merge "$disturbed" > /dev/null \
    && batch same "$folder/whole/merged.parquet" "$disturbed/merged.parquet" || fail "rows differ"
say "all rows are those of a batch that nobody disturbed"
