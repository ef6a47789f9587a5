using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Gates, heights, strains and the profile by replica exchange, beside the gates of the search.</summary>
[Trait("suite", "proofs")]
public class PhaseTargetTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = new(
        "Gates by replica exchange over gates, heights, strains and profile",
        "phase", "P of the search", "P by exchange", "seconds");

    [SharedDataFact]
    public void Replica_exchange_gives_the_gates_of_the_search()
    {
        int count = ProofScale.Choose(8, 50);
        int sweeps = ProofScale.Choose(300, 4000);
        RandomStream random = new(1, chain: 0, replica: 0);
        random.BeginSweep(1);
        PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, count, random);
        (MeasuredPattern pattern, _) = SimulatedPowder.Of(
            [new(library[0], 500, new()), new(library[1], 300, new()), new(library[2], 60, new())],
            new(0.1) { WidthSlope = 0.05 },
            200,
            random);
        PhaseSearchResult found = PhaseSearch.Of(pattern, library, new() { LineError = 0 });
        PhaseTarget target = PhaseTarget.Of(pattern, library, found.Instrument, overDispersion: 1);
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        Result result = new ReplicaExchange(new() { Sweeps = sweeps, BurnInSweeps = sweeps }).Run(target);
        process.Refresh();
        double seconds = (process.TotalProcessorTime - start).TotalSeconds;
        for (int k = 0; k < count; k++)
        {
            double searched = found.Phases.FirstOrDefault(phase => phase.Candidate == k)?.Probability ?? 0;
            double exchanged = result.Draws.Of(3 * k).Average(chain => chain.Average());
            Table.Add(
                output, library[k].Name, ProofTable.Number(searched, 3), ProofTable.Number(exchanged, 3),
                ProofTable.Number(seconds, 0));
            Assert.InRange(exchanged - searched, -0.05, 0.05);
        }
    }
}
