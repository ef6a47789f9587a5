using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>
/// Trainings in processes of their own that are killed (SIGKILL) at random moments and begun anew until they end, each beside its
/// checkpoint, and what their weights were compared with: those of a training that nobody disturbed.
/// </summary>
internal sealed record KilledTraining(int Kills, int Trainings, int Different, int Torn)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The training that is killed. A checkpoint after each second step is what most kills come into.</summary>
    public static void Train(string checkpoint, string answer)
    {
        using StructureNetwork network = StructureTraining.Run(ColumnFamily.Of(6), new()
        {
            Steps = 120,
            Batch = 32,
            JudgedEvery = 60,
            JudgedCurves = 16,
            CheckpointEvery = 2,
            Checkpoint = checkpoint,
            Network = new() { Width = 32 },
        });
        network.Save(answer);
    }

    /// <summary>Kills trainings so often.</summary>
    public static KilledTraining Run(int kills, ulong seed)
    {
        string folder = Directory.CreateTempSubdirectory("killed").FullName;
        try
        {
            return Run(kills, folder, new RandomStream(seed, chain: 0, replica: 0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public override string ToString() =>
        $"{Kills} kills in {Trainings} trainings: {Different} ended with other weights; "
        + $"{Torn} kills came while a checkpoint was written";

    private static KilledTraining Run(int kills, string folder, RandomStream random)
    {
        string checkpoint = Path.Combine(folder, "training.safetensors");
        string answer = Path.Combine(folder, "network.safetensors");
        var clock = Stopwatch.StartNew();
        Finish(checkpoint, answer);
        TimeSpan whole = clock.Elapsed;
        byte[] expected = SHA256.HashData(File.ReadAllBytes(answer));
        var result = new KilledTraining(0, 0, 0, 0);
        while (result.Kills < kills)
        {
            File.Delete(checkpoint);
            File.Delete(answer);
            bool isKilled = true;
            while (isKilled && result.Kills < kills)
            {
                using Process training = Start(checkpoint, answer);
                isKilled = !training.WaitForExit(whole * (0.1 + 0.7 * random.NextUniform()));
                if (isKilled)
                {
                    training.Kill();
                    training.WaitForExit();
                    bool isTorn = Directory.EnumerateFiles(folder).Any(file => file != checkpoint && file != answer);
                    result = result with { Kills = result.Kills + 1, Torn = result.Torn + (isTorn ? 1 : 0) };
                }
            }

            Finish(checkpoint, answer);
            bool isSame = expected.SequenceEqual(SHA256.HashData(File.ReadAllBytes(answer)));
            result = result with { Trainings = result.Trainings + 1, Different = result.Different + (isSame ? 0 : 1) };
        }

        return result;
    }

    private static void Finish(string checkpoint, string answer)
    {
        using Process training = Start(checkpoint, answer);
        if (!training.WaitForExit(Patience) || training.ExitCode != 0)
        {
            throw new InvalidOperationException("A training that nobody killed did not end by itself.");
        }
    }

    private static Process Start(string checkpoint, string answer)
    {
        string host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        string program = typeof(KilledTraining).Assembly.Location;
        string settings = Path.ChangeExtension(program, ".runtimeconfig.json");
        return Process.Start(new ProcessStartInfo(
            Path.GetFullPath(host), ["exec", "--runtimeconfig", settings, program, "train", checkpoint, answer])
        {
            UseShellExecute = false,
        })!;
    }
}
