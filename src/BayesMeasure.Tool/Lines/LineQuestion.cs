using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Comparison;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Lines;

/// <summary>y = b, a x, a x + b or a x + b + c x²? As a comparison of models that are linear in their parameters.</summary>
/// <param name="measured">The points.</param>
/// <param name="settings">What every comparison is told.</param>
/// <param name="origin">Where the offset is told.</param>
internal sealed class LineQuestion(MeasuredData measured, ComparisonSettings settings, double origin)
{
    /// <summary>In ranges of y over the range of x.</summary>
    private const double Steepest = 4;

    private const string Offset = "offset";
    private const string Slope = "slope";
    private const string Curvature = "curvature";

    private Measurement Data => measured.Curve;

    /// <summary>The comparison.</summary>
    /// <exception cref="UserErrorException">A prior is given for a parameter that is not there.</exception>
    public ComparisonProblem Problem
    {
        get
        {
            settings.Priors.RequireFitting(Coefficients + Noise, ["noise"]);
            ModelFamily family = new(
                Of("flat", Constant, Offset),
                Of("proportional", Straight, Slope),
                Of("line", Constant + Straight, Offset, Slope),
                Of("parabola", Constant + Straight + Bent, Offset, Slope, Curvature));
            ConjugateLinear exact = new() { Seed = settings.Sampling.Seed, Chains = settings.Sampling.Chains };
            bool isExact = !measured.Noise.IsLadder
                && family.Candidates.All(candidate => exact.RefusalOf(candidate.Given(Data)) is null);
            return new()
            {
                Measured = measured,
                Family = family,
                Models = "flat, proportional, line and parabola",
                Priors = [new("Prior of coefficients and noise", Given(Coefficients + Noise), PriorSection.WeakRule)],
                Inference = isExact ? exact : null,
            };
        }
    }

    private static ForwardModel Constant => ForwardModel.Function((double x, double offset) => offset);

    private ForwardModel Straight
    {
        get
        {
            double start = origin;
            return ForwardModel.Function((double x, double slope) => slope * (x - start));
        }
    }

    private ForwardModel Bent
    {
        get
        {
            double start = origin;
            return ForwardModel.Function((double x, double curvature) => curvature * (x - start) * (x - start));
        }
    }

    /// <summary>
    /// A slope of up to four ranges of y over the range of x, an offset that such a slope reaches from the data, and a
    /// curvature that changes the slope by as much.
    /// </summary>
    private Prior Coefficients
    {
        get
        {
            double steepest = Steepest * Data.YRange.Length / Data.XRange.Length;
            double reach = Math.Max(Math.Abs(Data.XRange.Minimum - origin), Math.Abs(Data.XRange.Maximum - origin));
            double beyond = Data.YRange.Length + steepest * Math.Max(reach, Data.XRange.Length);
            double most = steepest / Data.XRange.Length;
            return new()
            {
                [Offset] = Prior.Uniform(Data.YRange.Minimum - beyond, Data.YRange.Maximum + beyond),
                [Slope] = Prior.Uniform(-ProportionalSlope(steepest, reach), ProportionalSlope(steepest, reach)),
                [Curvature] = Prior.Uniform(-most, most),
            };
        }
    }

    private Prior Noise => measured.Noise.WeakPrior(Data);

    /// <summary>A line through the origin that is far from the data has the slope that leads to them.</summary>
    private double ProportionalSlope(double steepest, double reach)
    {
        double highest = Math.Max(Math.Abs(Data.YRange.Minimum), Math.Abs(Data.YRange.Maximum));
        return Math.Max(steepest, reach > 0 ? Steepest * highest / reach : 0);
    }

    private Candidate Of(string name, ForwardModel model, params string[] coefficients)
    {
        Prior whole = Coefficients;
        Prior prior = coefficients.Aggregate(new Prior(), (all, name) => all + new Prior { [name] = whole[name] });
        return new(name, Components: null, model, measured.Noise.Model, Given(prior + Noise));
    }

    private Prior Given(Prior prior) => settings.Priors.Replace(prior).WithUnits(UnitOf);

    private string? UnitOf(string name) => name switch
    {
        Curvature => PriorUnits.Over(Data.YUnit ?? "1", Data.XUnit, "²"),
        _ => PeakUnits.For(Data)(name),
    };
}
