#!/usr/bin/env bash
# A Slurm of one node for tests, which touches nothing but a folder: munge, controller and node daemon with keys, sockets and states of
# their own. Needs root, and slurmctld, slurmd and munged (Debian: slurm-wlm munge).
#
#   tools/slurm-one-node.sh start FOLDER [CPUS]      then: export SLURM_CONF=FOLDER/slurm.conf
#   tools/slurm-one-node.sh stop FOLDER
#
# Tasks of the partition "low" are requeued for those of "high".
set -euo pipefail
state=$(realpath -m "$2") cpus=${3:-2}
host=$(hostname -s)

case $1 in
    start)
        [ "$(id -u)" = 0 ] || { echo "Slurm needs root here." >&2; exit 77; }
        for program in munged slurmctld slurmd sbatch; do
            command -v "$program" > /dev/null || { echo "There is no $program here." >&2; exit 77; }
        done
        mkdir -p "$state"/{controller,node,munge}
        chmod 755 "$state" "$state/munge"
        dd if=/dev/urandom of="$state/munge/key" bs=1024 count=1 2> /dev/null
        chmod 400 "$state/munge/key"
        munged --force --key-file="$state/munge/key" --socket="$state/munge/socket" --pid-file="$state/munge.pid" \
            --log-file="$state/munge/log" --seed-file="$state/munge/seed"
        cat > "$state/slurm.conf" << CONF
ClusterName=one
SlurmctldHost=$host
SlurmctldPort=${SLURM_TEST_PORT:-26817}
SlurmdPort=$((${SLURM_TEST_PORT:-26817} + 1))
AuthType=auth/munge
AuthInfo=socket=$state/munge/socket
CredType=cred/munge
SlurmUser=root
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmctldPidFile=$state/slurmctld.pid
SlurmdPidFile=$state/slurmd.pid
SlurmctldLogFile=$state/slurmctld.log
SlurmdLogFile=$state/slurmd.log
StateSaveLocation=$state/controller
SlurmdSpoolDir=$state/node
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=1
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
KillWait=15
JobRequeue=1
MaxArraySize=1001
NodeName=$host CPUs=$cpus Boards=1 SocketsPerBoard=1 CoresPerSocket=$cpus ThreadsPerCore=1 State=UNKNOWN
PartitionName=low Nodes=$host Default=YES State=UP PriorityTier=1
PartitionName=high Nodes=$host State=UP PriorityTier=9 PreemptMode=OFF
CONF
        export SLURM_CONF=$state/slurm.conf
        slurmctld
        slurmd
        for _ in $(seq 100); do
            sinfo -h -o %T 2> /dev/null | grep -q idle && exit 0
            sleep 0.2
        done
        echo "Slurm does not come up:" >&2
        tail -n 5 "$state"/slurm*.log >&2
        exit 1
        ;;
    stop)
        for daemon in slurmd slurmctld munge; do
            [ -s "$state/$daemon.pid" ] && kill "$(cat "$state/$daemon.pid")" 2> /dev/null || true
        done
        ;;
    *)
        sed -n '2,8p' "$0"
        exit 64
        ;;
esac
