namespace BayesMeasure.Batch.Commands;

/// <summary>
/// The script of a job array, a worker a task. It forwards the signal by which Slurm says that it is going to take the machine
/// away, and starts a worker that crashed anew, since a task that is requeued waits two minutes.
/// </summary>
internal sealed record SlurmScript
{
    /// <summary>The folder of the batch.</summary>
    public required string Folder { get; init; }

    /// <summary>The words that start the program on a node.</summary>
    public required string Program { get; init; }

    /// <summary>The number of tasks.</summary>
    public required int Workers { get; init; }

    /// <summary>The cores of each.</summary>
    public required int Cores { get; init; }

    /// <summary>The partition; null for that of the site.</summary>
    public string? Partition { get; init; }

    /// <summary>The time limit; null for that of the site.</summary>
    public string? Time { get; init; }

    /// <summary>Where the script lies.</summary>
    public static string PathOf(string folder) => Path.Combine(Path.GetFullPath(folder), "submit.sh");

    /// <summary>A word that the shell takes as it is.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public override string ToString() => $$"""
        #!/bin/bash
        #SBATCH --job-name=batch
        #SBATCH --array=0-{{Workers - 1}}
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task={{Cores}}
        #SBATCH --requeue
        #SBATCH --signal=B:TERM@90
        #SBATCH --open-mode=append
        #SBATCH --output={{Folder}}/slurm/%A_%a.log
        {{Line("partition", Partition)}}{{Line("time", Time)}}
        # A worker leaves with 0 when the batch is complete, with 75 when it is told to stop, and with 64, 65 or 70 where to start
        # it anew would not help. Whatever else it ends with is a crash.
        worker= stopping=
        stop() {
            stopping=1
            [ -n "$worker" ] && kill -TERM "$worker" 2> /dev/null
        }
        trap stop TERM

        work() {
            {{Program}} work {{Quoted(Folder)}} --cores "${SLURM_CPUS_PER_TASK:-{{Cores}}}" &
            worker=$!
            # The signal ends a wait before the worker has left.
            wait "$worker"
            code=$?
            while kill -0 "$worker" 2> /dev/null; do
                wait "$worker"
                code=$?
            done
            worker=
        }

        # At the end of its time the task asks to be begun anew; Slurm itself does so after a preemption, and nobody after
        # a scancel.
        is_out_of_time() {
            squeue -h -j "$SLURM_JOB_ID" -o %L | grep -Eq '^[01]:[0-9][0-9]$'
        }

        for start in $(seq 20); do
            work
            case $code in
                0 | 64 | 65 | 70) exit "$code" ;;
                75) is_out_of_time && scontrol requeue "$SLURM_JOB_ID"; exit 75 ;;
            esac
            [ -n "$stopping" ] && exit 75
            echo "The worker ended with $code; start $((start + 1))." >&2
            sleep 1
        done
        exit "$code"

        """;

    private static string Line(string option, string? value) => value is null ? "" : $"#SBATCH --{option}={value}\n";
}
