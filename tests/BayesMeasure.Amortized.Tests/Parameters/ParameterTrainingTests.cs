using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit.Abstractions;

namespace BayesMeasure.Amortized.Tests.Parameters;

[Collection(TorchGroup.Name)]
public class ParameterTrainingTests(ITestOutputHelper output)
{
    private static readonly TrainingOptions Short = new()
    {
        Steps = 20,
        Batch = 16,
        WarmUp = 4,
        JudgedEvery = 10,
        JudgedCurves = 8,
        CheckpointEvery = 7,
        Network = new()
        {
            Width = 16,
            Heads = 2,
            EncoderLayers = 1,
            DecoderLayers = 1,
            ParameterLayers = 1,
            ParameterWidth = 16,
        },
    };

    [Fact]
    public void A_training_that_was_stopped_ends_with_the_same_parameters()
    {
        string folder = Directory.CreateTempSubdirectory("parameters").FullName;
        try
        {
            TrainingOptions kept = Short with { Checkpoint = Path.Combine(folder, "training.safetensors") };
            using StructureNetwork undisturbed = StructureTraining.Run(LineFamily.Family, Short);
            using var stop = new CancellationTokenSource();
            StructureTraining.Run(LineFamily.Family, kept, new Stopper(stop), stop.Token).Dispose();
            using StructureNetwork resumed = StructureTraining.Run(LineFamily.Family, kept);
            Assert.Equal(
                undisturbed.Module.parameters().SelectMany(one => NetworkFile.Numbers(one).Values),
                resumed.Module.parameters().SelectMany(one => NetworkFile.Numbers(one).Values));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// So short a training leaves means .6 deviations of the exact posterior away from its own, and says so: the truth lies in
    /// its intervals as often as it should. Bounds are what was measured (.59, .18, .494, .885) with some room.
    /// </summary>
    [Fact]
    [Trait("suite", "proofs")]
    public void A_short_training_comes_near_the_exact_posterior()
    {
        using StructureNetwork network = StructureTraining.Run(
            LineFamily.Family,
            new() { Steps = 1200, Batch = 64, Network = new() { Width = 32, Heads = 2, ParameterWidth = 32 } });
        PosteriorDistances distances = PosteriorDistances.Of(network, curves: 200, draws: 200);
        output.WriteLine($"{distances}");
        Assert.InRange(distances.MeanError, 0, 0.75);
        Assert.InRange(distances.LogDeviationError, 0, 0.25);
        Assert.InRange(distances.Coverage90, 0.84, 0.95);
        Assert.InRange(distances.Coverage50, 0.42, 0.57);
        using var untrained = new StructureNetwork(LineFamily.Family, Short.Network);
        Assert.True(PosteriorDistances.Of(untrained, curves: 50, draws: 200).MeanError > 3);
    }

    /// <summary>Stops a training at its first report.</summary>
    private sealed class Stopper(CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => stop.Cancel();
    }

    /// <summary>How far draws of a network lie from the exact posterior of parameters.</summary>
    private sealed record PosteriorDistances(double MeanError, double LogDeviationError, double Coverage50, double Coverage90)
    {
        /// <summary>Root mean squares: of means in units of the exact deviation, and of logarithms of deviations.</summary>
        public static PosteriorDistances Of(StructureNetwork network, int curves, int draws)
        {
            SimulatedCurve[] simulated = SimulationPurpose.Judgement.Simulate(network.Family, seed: 99, step: 1, curves);
            var means = new List<double>();
            var deviations = new List<double>();
            var ranks = new List<double>();
            foreach (SimulatedCurve one in simulated)
            {
                ParameterDraws found = network.Given(one.Curve, one.Lambda, new() { Draws = draws }).Parameters(one.Structure);
                (Vector<double> mean, Vector<double> deviation) = LineFamily.Exact(one.Curve, one.Structure);
                foreach ((int k, string name) in network.Family.ParameterNamesOf(one.Structure).Index())
                {
                    double average = found[name].Average();
                    double spread = Math.Sqrt(found[name].Average(value => (value - average) * (value - average)));
                    means.Add((average - mean[k]) / deviation[k]);
                    deviations.Add(Math.Log(spread / deviation[k]));
                    ranks.Add(Math.Abs(found[name].Count(value => value < one.Parameters[k]) / (double)draws - 0.5));
                }
            }

            return new(
                Math.Sqrt(means.Average(error => error * error)),
                Math.Sqrt(deviations.Average(error => error * error)),
                ranks.Average(rank => rank <= 0.25 ? 1.0 : 0),
                ranks.Average(rank => rank <= 0.45 ? 1.0 : 0));
        }
    }
}
