using BayesMeasure.Explorers;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Broken;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>Whole runs are calibrated: what they say happens as often as they say.</summary>
public class CalibrationTests(ITestOutputHelper output)
{
    /// <summary>So many reject each broken twin by six deviations or more.</summary>
    private const int Replicates = 320;
    private const string OnePeak = "Gaussian peak, known noise";

    public static TheoryData<string> OtherNames => [.. CalibrationProblems.All.Keys.Where(name => name != OnePeak)];

    public static TheoryData<CorrelatedFault> CorrelatedFaults => [.. Enum.GetValues<CorrelatedFault>()];

    /// <summary>Half as many still find a fault such as that of each twin beyond the four deviations that are allowed.</summary>
    private static int ReplicatesOfRight => ProofScale.Choose(Replicates / 2, Replicates);

    private static CalibrationProblem Peak => CalibrationProblems.All[OnePeak];

    [Fact]
    public void The_truth_of_a_peak_ranks_uniformly_among_the_draws() => AssertCalibrated(OnePeak);

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(OtherNames))]
    public void The_truth_ranks_uniformly_among_the_draws(string name) => AssertCalibrated(name);

    [Fact]
    [Trait("suite", "proofs")]
    public void Noise_that_is_larger_than_the_posterior_is_told_is_rejected() => AssertRejected(Peak with { Excess = 1.3 });

    [Fact]
    [Trait("suite", "proofs")]
    public void Exploring_at_the_wrong_temperature_is_rejected() =>
        AssertRejected(Peak with { Explorer = new WrongTemperature(Explorer.Default, 0.5) });

    [Fact]
    public void A_missing_Jacobian_is_rejected()
    {
        Prior prior = new() { ["offset"] = new WrongJacobian(Prior.Gamma(1, 1)) };
        AssertRejected(new(ForwardModel.Of<ConstantBackground>(), prior) { Level = 3 });
    }

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(CorrelatedFaults))]
    public void A_wrong_likelihood_of_correlated_noise_is_rejected(CorrelatedFault fault) =>
        AssertRejected(CorrelatedTwins.With(fault));

    private void AssertCalibrated(string name)
    {
        int seed = 1 + CalibrationProblems.All.Keys.ToList().IndexOf(name);
        IReadOnlyList<RankStatistics> statistics = Calibrate(CalibrationProblems.All[name], ReplicatesOfRight, seed);
        Assert.All(statistics, ranks => Assert.True(ranks.Significance > 1e-4, $"{ranks}"));
        Assert.All(statistics, ranks => Assert.InRange(Math.Abs(ranks.Bias), 0, 4));
        Assert.All(statistics, ranks => Assert.InRange(Math.Abs(ranks.Width), 0, 4));
    }

    private void AssertRejected(CalibrationProblem twin)
    {
        IReadOnlyList<RankStatistics> statistics = Calibrate(twin, Replicates, seed: 0);
        Assert.Contains(statistics, ranks => ranks.Significance < 1e-6 || Math.Abs(ranks.Bias) > 6 || Math.Abs(ranks.Width) > 6);
    }

    private IReadOnlyList<RankStatistics> Calibrate(CalibrationProblem problem, int replicates, int seed)
    {
        IReadOnlyList<RankStatistics> statistics = SimulationBasedCalibration.Of(problem, replicates, seed);
        foreach (RankStatistics ranks in statistics)
        {
            output.WriteLine($"{ranks}");
        }
        return statistics;
    }
}
