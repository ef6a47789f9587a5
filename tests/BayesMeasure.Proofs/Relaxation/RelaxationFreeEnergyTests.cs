using BayesMeasure.Results;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Relaxation;

/// <summary>The free energies of K stretched exponentials for both experiments, as means of independent runs.</summary>
public class RelaxationFreeEnergyTests(ITestOutputHelper output)
{
    private const int Seeds = 3;
    private const double MostErrors = 3;

    private static readonly double[] ThreeExponentials = [2242.6, 298.1, 89.4, 91.1, 94.0];
    private static readonly double[] OneStretched = [67.7, 68.9, 71.1];

    private static readonly ProofTable Table = new(
        "Relaxation: free energies without the constant",
        "experiment", "K", "seed", "F", "error", "reference", "off by", "pull", "sweeps", "trips", "R-hat");

    [Theory]
    [Trait("science", "nmr-relaxation.md: free energies, Exp 1, K = 1 to 5")]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.05)]
    [InlineData(3, 0.05)]
    [InlineData(4, 0.2)]
    [InlineData(5, 0.2)]
    public void Three_exponentials(int components, double tolerance) => Check(
        RelaxationExperiment.ThreeExponentials, components, ThreeExponentials[components - 1], tolerance);

    [Theory]
    [Trait("science", "nmr-relaxation.md: free energies, Exp 2, K = 1 to 3")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_stretched_exponential(int components) => Check(
        RelaxationExperiment.OneStretched, components, OneStretched[components - 1], 0.05);

    private void Check(RelaxationExperiment experiment, int components, double reference, double tolerance)
    {
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(4000) };
        Result[] runs = Runs.OfSeeds(ProofScale.Seeds(Seeds), experiment.WithComponents(components), options);
        foreach (Result run in runs)
            Table.Add(output, Row(experiment, components, run, reference));
        double mean = runs.Average(run => run.FreeEnergy.FreeEnergy) - RelaxationExperiment.Constant;
        output.WriteLine($"{mean}");
    }

    private static string[] Row(RelaxationExperiment experiment, int components, Result run, double reference)
    {
        double energy = run.FreeEnergy.FreeEnergy - RelaxationExperiment.Constant;
        return
        [
            experiment.Measurement.Name,
            ProofTable.Number(components, 0),
            ProofTable.Number(run.Seed, 0),
            ProofTable.Number(energy, 3),
            ProofTable.Number(run.FreeEnergy.StandardError, 3),
            ProofTable.Number(reference, 1),
            ProofTable.Number(energy - reference, 3),
            ProofTable.Number((energy - reference) / run.FreeEnergy.StandardError, 2),
            ProofTable.Number(run.Draws.Count, 0),
            ProofTable.Number(run.Ladder!.RoundTrips, 0),
            ProofTable.Number(PosteriorSummary.Of(run, "rate").Parameters.Max(parameter => parameter.Convergence.RHat), 3),
        ];
    }
}
