using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;
using MathNet.Numerics;

namespace BayesMeasure.Tests.Variational;

/// <summary>What variational inference answers, and how it says what the answer is worth.</summary>
public class VariationalInferenceTests
{
    private static readonly QuadraticLikelihood Quadratic = new(dimension: 5, common: 0.6, seed: 2);

    private static readonly VariationalInference Quick = new() { Threads = 1 };

    [Fact]
    public void The_bound_of_independent_coordinates_lies_below_log_Z_by_the_gap_in_closed_form()
    {
        FreeEnergyEstimate bound = BoundOf(Quick with { Family = GuideFamily.MeanField, Draws = 2000 });
        double expected = Quadratic.LogEvidence - Quadratic.MeanFieldGap;
        Assert.InRange(bound.LogEvidence - expected, -3 * bound.StandardError - 0.02, 3 * bound.StandardError);
    }

    [Fact]
    public void The_bound_of_any_covariance_reaches_log_Z_of_a_Gaussian()
    {
        Schedule slow = Schedule.Hybrid(new(0.02, 8, 300), 5, kappa: 0.5, lambda: 2);
        FreeEnergyEstimate bound = BoundOf(Quick with { Schedule = slow, EndsEarly = false });
        Assert.Equal(Quadratic.LogEvidence, bound.LogEvidence, 1e-3);
    }

    [Fact]
    public void Log_Z_is_that_of_importance_sampling_and_the_bound_is_left_out()
    {
        Result result = Quick.Run(Quadratic.Target);
        Assert.True(result.IsDecided, result.Doubt);
        Assert.Equal(ImportanceSampling.Name, result.FreeEnergy.Method);
        Assert.Equal(Quadratic.LogEvidence, result.FreeEnergy.LogEvidence, 3 * result.FreeEnergy.StandardError);
        Assert.Equal(result.FreeEnergies[1], Report(result).LowerBound);
        Assert.NotNull(result.FreeEnergies[1].LeftOut);
        string certificate = $"{FreeEnergyCertificate.Of(result)}";
        Assert.Contains("evidence lower bound (left out)", certificate, StringComparison.Ordinal);
        Assert.Contains("log Z is at least", certificate, StringComparison.Ordinal);
    }

    [Fact]
    public void From_values_that_are_known_it_finds_what_it_finds_from_the_mode()
    {
        LogLikelihoodTarget target = Quadratic.Target;
        Result result = Quick.RunFrom(target, [.. Quadratic.Mean]);
        Assert.Equal(Quadratic.LogEvidence, result.FreeEnergy.LogEvidence, 3 * result.FreeEnergy.StandardError);
        Assert.Equal(
            result.FreeEnergy.LogEvidence, Quick.RunFrom(target, [.. Quadratic.Mean]).FreeEnergy.LogEvidence);
    }

    [Fact]
    public void A_bound_stands_beside_the_estimates_of_another_method_and_doubts_what_lies_below_it()
    {
        Result found = Quick.Run(Quadratic.Target);
        Result with = Quick.AddBound(found);
        Assert.Equal(found.FreeEnergies.Count + 1, with.FreeEnergies.Count);
        Assert.True(with.IsDecided, with.Doubt);
        Assert.Equal(found.FreeEnergy, with.FreeEnergy);
        Assert.NotNull(with.FreeEnergies[^1].LeftOut);
        FreeEnergyEstimate low = found.FreeEnergy with { LogEvidence = found.FreeEnergy.LogEvidence - 2 };
        Result missed = Quick.AddBound(found with { FreeEnergy = low });
        Assert.Contains("below the bound of a first look", missed.Doubt, StringComparison.Ordinal);
    }

    /// <summary>Draws may not come to where the weights are large; the curvature knows of it.</summary>
    [Fact]
    public void A_guide_that_is_too_narrow_leaves_log_Z_undecided()
    {
        Result result = (Quick with { Family = GuideFamily.MeanField }).Run(new QuadraticLikelihood(5, 0.95, 2).Target);
        Assert.False(result.IsDecided);
        Assert.True(Report(result).TailIndex > 0.7);
    }

    /// <summary>A gamma posterior falls off less fast than a Gaussian, where there is hardly any of it.</summary>
    [Fact]
    public void A_tail_that_holds_next_to_nothing_is_an_error_and_no_doubt()
    {
        const double Shape = 2, Rate = 0.5, Total = 12, Count = 3;
        double logEvidence = Shape * Math.Log(Rate) - SpecialFunctions.GammaLn(Shape) + SpecialFunctions.GammaLn(Shape + Total)
            - (Shape + Total) * Math.Log(Rate + Count);
        var target = new LogLikelihoodTarget(
            new Prior { ["rate"] = Prior.Gamma(Shape, Rate) },
            values => Total * Math.Log(values[0]) - Count * values[0],
            (values, gradient) =>
            {
                gradient[0] = Total / values[0] - Count;
                return Total * Math.Log(values[0]) - Count * values[0];
            });
        Result result = Quick.Run(target);
        Assert.True(result.IsDecided, result.Doubt);
        Assert.Equal(logEvidence, result.FreeEnergy.LogEvidence, 3 * result.FreeEnergy.StandardError);
        Assert.InRange(result.FreeEnergy.StandardError, 0, 0.02);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        Mode mode = ModeSearch.Run(Nso3.WithPeaks(4), new() { Threads = 1 });
        Assert.NotEmpty(mode.Others);
        Result one = Quick.Run(mode);
        Result two = (Quick with { Threads = 2 }).Run(mode);
        Assert.Equal(one.FreeEnergy.LogEvidence, two.FreeEnergy.LogEvidence);
        Assert.Equal(one.Draws[3, 7].ToArray(), two.Draws[3, 7].ToArray());
        Assert.NotEqual(one.Draws[3, 7].ToArray(), ((VariationalInference)Quick.WithSeed(2)).Run(mode).Draws[3, 7].ToArray());
    }

    /// <summary>The known log Z of three peaks; alike components are drawn in order, in each of their labellings.</summary>
    [Fact]
    public void Labels_count()
    {
        const double Known = 147.551;
        Result result = Quick.Run(Nso3.WithPeaks(2));
        Assert.Equal(Known, result.FreeEnergy.LogEvidence, 0.02 + 3 * result.FreeEnergy.StandardError);
        Assert.InRange(Report(result).LowerBound.LogEvidence, Known - 0.2, Known + 0.03);
        Assert.All(result["center[1]"].Zip(result["center[2]"]), pair => Assert.True(pair.First <= pair.Second));
    }

    [Fact]
    public void Modes_beyond_the_starts_leave_log_Z_undecided()
    {
        Mode mode = ModeSearch.Run(Nso3.WithPeaks(4), new() { Threads = 1 });
        Assert.Contains("more modes may count", (Quick with { Starts = 1 }).Run(mode).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_is_compared_by_it()
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(i => i / 30.0)];
        var data = new Measurement(x, x.Select((value, i) => 1 + 2 * value + 0.1 * Math.Sin(12.3 * i)));
        Prior offset = new() { ["offset"] = Prior.Normal(0, 5) };
        Prior line = offset + new Prior { ["slope"] = Prior.Normal(0, 5), ["reference"] = Prior.Fixed(0.5) };
        var family = new ModelFamily(
        [
            new("constant", 1, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.1), offset),
            new("line", 2, ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(0.1), line),
        ]);
        ModelComparison comparison = family.Compare(data, Quick);
        Assert.Equal("line", comparison.Models.MaxBy(model => model.Probability)!.Name);
        ModelComparison exact = family.Compare(data, new BayesMeasure.Linear.ConjugateLinear());
        Assert.All(comparison.Models.Zip(exact.Models), pair => Assert.Equal(
            pair.Second.Result!.FreeEnergy.LogEvidence,
            pair.First.Result!.FreeEnergy.LogEvidence,
            0.001 + 3 * pair.First.Result.FreeEnergy.StandardError));
    }

    [Fact]
    public void Gates_are_told_as_selections()
    {
        Result result = (Quick with { Family = GuideFamily.MeanField, Starts = 1 }).Run(new GatedPeaks(1, 1).Posterior);
        VariationalReport report = Report(result);
        Assert.Equal(GatedPeaks.Count, report.Gates.Count);
        Assert.Equal("gate[1]", report.Gates[0].Name);
        Assert.All(report.Gates, gate => Assert.InRange(gate.Selection, 0, 1));
        Assert.All(result["gate[1]"], gate => Assert.True(gate is 0 or 1));
        Assert.Contains(report.Statements, line => line.Contains("no probability", StringComparison.Ordinal));
    }

    private static FreeEnergyEstimate BoundOf(VariationalInference inference) =>
        Report(inference.Run(Quadratic.Target)).LowerBound;

    private static VariationalReport Report(Result result) => (VariationalReport)result.Report;
}
