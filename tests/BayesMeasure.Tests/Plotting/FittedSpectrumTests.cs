using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Plotting;

public class FittedSpectrumTests
{
    /// <summary>Two modes: the peaks change places in width, and their mean has neither.</summary>
    [Fact]
    public void Components_are_those_of_the_draw_of_highest_density()
    {
        Posterior posterior = Posterior(Data(30, "energy"), GaussianNoise.Known(0.5));
        double[] likely = [1, 0.3, 0.7, 2, 0.9, 1.6];
        double[] other = [2, 0.9, 0.7, 1, 0.3, 1.6];
        Result result = Result(posterior, [.. likely, .. other], [-1, -2]);
        var fit = new FittedSpectrum(posterior, result.Summary);
        Assert.Equal(2, fit.Components.Count);
        Assert.Null(fit.Background);
        ForwardModel peak = ForwardModel.Of<GaussianPeak>();
        Assert.Equal(peak.Evaluate(fit.X, likely.AsSpan(..3)), fit.Components[0].Curve);
        Assert.Equal(peak.Evaluate(fit.X, likely.AsSpan(3..)), fit.Components[1].Curve);
        Assert.Equal(
            fit.Mean[500],
            0.5 * (posterior.Predict(likely, [fit.X[500]])[0] + posterior.Predict(other, [fit.X[500]])[0]),
            1e-12);
    }

    [Fact]
    public void Components_of_two_kinds_are_drawn_apart()
    {
        ForwardModel gauss = ForwardModel.Of<GaussianPeak>().Labelled("gaussian");
        ForwardModel lorentz = ForwardModel.Of<LorentzianPeak>().Labelled("lorentzian");
        Posterior posterior = new(
            Data(30, "energy"),
            gauss.Repeat(1) + lorentz.Repeat(1),
            GaussianNoise.Known(0.5),
            Peak.Labelled("gaussian").Repeat(1) + Peak.Labelled("lorentzian").Repeat(1));
        Result result = Result(posterior, [1, 0.3, 0.7, 2, 0.9, 1.6, 1, 0.3, 0.7, 2, 0.9, 1.7], [-1, -2]);
        var fit = new FittedSpectrum(posterior, result.Summary);
        Assert.Equal(["gaussian", "lorentzian"], fit.Components.Select(component => component.Label));
        Assert.Equal(
            ForwardModel.Of<LorentzianPeak>().Evaluate(fit.X, [2, 0.9, 1.6]), fit.Components[1].Curve);
    }

    [Theory]
    [InlineData("Binding energy", null, null, true)]
    [InlineData("binding_energy_eV", null, false, false)]
    [InlineData("kinetic energy", null, null, false)]
    [InlineData("shift", "ppm", null, true)]
    [InlineData("energy", null, true, true)]
    public void Binding_energies_and_chemical_shifts_run_from_right_to_left(
        string name, string? unit, bool? isReversed, bool runsLeft)
    {
        var axis = new Abscissa(Data(30, name) with { XUnit = unit }, new(IsLogarithmic: false, isReversed));
        Assert.Equal(runsLeft, axis.Limits.Left > axis.Limits.Right);
    }

    [Theory]
    [InlineData(60, "data ± σ")]
    [InlineData(1500, "data, without ± σ")]
    [InlineData(30_000, "data, range of 30")]
    public void Error_bars_are_drawn_or_their_absence_is_said(int points, string legend)
    {
        Posterior posterior = Posterior(Data(points, "energy"), GaussianNoise.Known(0.5));
        string svg = Result(posterior, [1, 0.3, 0.7, 2, 0.9, 1.6, 1, 0.3, 0.7, 2, 0.9, 1.7], [-1, -2]).Plot().ToHtml();
        Assert.Contains(legend, svg, StringComparison.Ordinal);
        Assert.True(svg.Length < 3_000_000, $"{svg.Length} bytes");
    }

    private static Prior Peak { get; } = new()
    {
        ["amplitude"] = Prior.Uniform(0, 3),
        ["width"] = Prior.LogUniform(0.1, 2),
        ["center"] = Prior.Uniform(0, 2.3),
    };

    private static Posterior Posterior(Measurement data, NoiseModel noise) =>
        new(data, ForwardModel.Of<GaussianPeak>().Repeat(2), noise, Peak.Repeat(2));

    private static Measurement Data(int points, string name)
    {
        double[] x = [.. Enumerable.Range(0, points).Select(i => 2.3 * i / points)];
        return new(x, x.Select((value, i) => Math.Exp(-8 * (value - 1) * (value - 1)) + 0.1 * Math.Sin(40 * i))) { XName = name };
    }

    private static Result Result(Posterior posterior, double[] values, double[] logLikelihoods)
    {
        var estimate = FreeEnergyEstimate.Exact("none", 0);
        return new()
        {
            Target = posterior,
            Draws = new(posterior.Parameters, [values], [logLikelihoods], [[0, 0]]),
            FreeEnergy = estimate,
            FreeEnergies = [estimate],
            Seed = 1,
            StopReason = new(StopKind.Exact, "Two draws."),
            Report = new NoReport(),
        };
    }

    private sealed record NoReport : InferenceReport
    {
        /// <inheritdoc/>
        public override string Method => "none";
    }
}
