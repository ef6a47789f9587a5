using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Evidence;
using BayesMeasure.Problems.Nist;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>A problem on which explorers are compared.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Create">Makes the target.</param>
/// <param name="OrderBy">
/// The parameter by which interchangeable components are ordered before their samples are counted; null where there are none.
/// </param>
internal sealed record ExplorerProblem(string Name, Func<ITarget> Create, string? OrderBy = "center")
{
    /// <summary>All problems; a new one is one line.</summary>
    public static IReadOnlyList<ExplorerProblem> All { get; } =
    [
        new("NSO-3, 1 peak", () => Nso3.WithPeaks(1)),
        new("NSO-3, 3 peaks", () => Nso3.WithPeaks(3)),
        new("NSO-3, 4 peaks", () => Nso3.WithPeaks(4)),
        new("NSO-3, 6 peaks", () => Nso3.WithPeaks(6)),
        new("Ten peaks", TenPeaks.Create),
        new("Five sharp lines", () => FiveGaussians.At(300, 5)),
        new("Gauss1", () => GaussSet.Read("Gauss1").WithUnknownNoise()),
        new("Gauss2", () => GaussSet.Read("Gauss2").WithUnknownNoise()),
        new("Gauss3", () => GaussSet.Read("Gauss3").WithUnknownNoise()),
        new("Lorentzians", SimulatedProblems.Lorentzians),
        new("Power series", SimulatedProblems.PowerSeries, OrderBy: null),
        new("Two decays", SimulatedProblems.TwoDecays, "rate"),
        new("Rosenbrock", () => new Rosenbrock("Rosenbrock", 2).Problem.Target, OrderBy: null),
        new("Ridge 1/x", () => SpikeOverX.Problem.Target, OrderBy: null),
    ];
}
