using BayesMeasure.CommandLine;

namespace ModelStructure;

/// <summary>A network that was trained before, or is now.</summary>
public static class TrainedNetwork
{
    /// <summary>Opens the file of the network, or trains one and writes it.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <param name="display">Told how far the training has come.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The network; null where it was stopped before.</returns>
    /// <exception cref="UserErrorException">The file is that of another network, or of something else.</exception>
    public static StructureNetwork? Of(Settings settings, ProgressDisplay display, CancellationToken cancellation)
    {
        if (settings.Network is { } file && File.Exists(file))
        {
            return Open(file, settings.Family);
        }

        // <training>
        var progress = new Listener(told =>
        {
            display.Show("training", (double)told.Step / told.Steps);
            display.Say($"{told}");
        });
        StructureNetwork network = StructureTraining.Run(settings.Family, settings.Training, progress, cancellation);
        // </training>
        if (cancellation.IsCancellationRequested)
        {
            network.Dispose();
            return null;
        }

        if (settings.Network is { } path)
        {
            network.Save(path);
        }

        return network;
    }

    private static StructureNetwork Open(string file, StructureFamily family)
    {
        try
        {
            return StructureNetwork.Open(file, family);
        }
        catch (InvalidDataException problem)
        {
            throw new UserErrorException($"--network {file}: {problem.Message}", problem);
        }
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
