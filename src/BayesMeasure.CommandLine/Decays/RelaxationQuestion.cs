using BayesMeasure.Comparison;
using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Plotting;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Decays;

/// <summary>"K exponentials or one stretched exponential?" as a comparison of models.</summary>
public sealed class RelaxationQuestion
{
    private static string[] PositiveParameters { get; } = ["rate", "noise", "correlation length"];

    /// <summary>What makes a stretched exponential a plain one.</summary>
    private static GivenPriors Plain { get; } = new(new Dictionary<string, ParameterRule> { ["stretching"] = Prior.Fixed(1) });

    private readonly Settings settings;
    private readonly MeasuredData measured;
    private readonly Prior component;
    private readonly Prior common;

    /// <summary>Joins data and settings; everything that can be refused before sampling is refused here.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
    public RelaxationQuestion(Settings settings)
    {
        this.settings = settings;
        RequireFitting();
        measured = settings.IsExperiment
            ? MeasuredData.Made(Experiment.CreateData($"Experiment {settings.Experiment}"), Experiment.Sigma, settings.Data)
            : MeasuredData.Read(settings.Data);
        RequireTimesAfterThePulse();
        var rule = new WeakPrior(Data);
        component = settings.IsExperiment ? Experiment.Component : rule.Component(settings.Form);
        common = (settings.IsExperiment ? Experiment.Offset : rule.Offset(settings.Form)) + measured.Noise.WeakPrior(Data);
        settings.Priors.RequireFitting(component + common, PositiveParameters);
        component = settings.Priors.Replace(component).WithUnits(UnitOf);
        common = settings.Priors.Replace(common).WithUnits(UnitOf);
        Problem = CreateProblem();
        Problem.RequireEnoughPoints("Use fewer --components");
    }

    /// <summary>The comparison.</summary>
    public ComparisonProblem Problem { get; }

    private Measurement Data => measured.Curve;

    private Experiment Experiment => Experiment.Number(settings.Experiment);

    private ForwardModel Component => (settings.Form, settings.Line) switch
    {
        (RelaxationForm.Decay, _) => ForwardModel.Of<StretchedDecay>(),
        (_, Line.Central32) => ForwardModel.Of<QuadrupolarRecovery<SpinThreeHalvesCentralLine>>(),
        (_, Line.Satellite32) => ForwardModel.Of<QuadrupolarRecovery<SpinThreeHalvesSatelliteLine>>(),
        (_, Line.Central52) => ForwardModel.Of<QuadrupolarRecovery<SpinFiveHalvesCentralLine>>(),
        (_, Line.Inner52) => ForwardModel.Of<QuadrupolarRecovery<SpinFiveHalvesInnerSatelliteLine>>(),
        (_, Line.Outer52) => ForwardModel.Of<QuadrupolarRecovery<SpinFiveHalvesOuterSatelliteLine>>(),
        _ => ForwardModel.Of<StretchedRecovery>(),
    };

    private string? UnitOf(string parameter) => parameter switch
    {
        "amplitude" or "equilibrium" or "offset" or "noise" or "jitter" => Data.YUnit,
        "correlation length" => Data.XUnit,
        "rate" => PriorUnits.Over("1", Data.XUnit),
        _ => null,
    };

    private ComparisonProblem CreateProblem() => new()
    {
        Measured = measured,
        Family = new([.. Candidates(isStretched: false), .. Candidates(isStretched: true)]),
        Models = $"{settings.Components} exponentials and {settings.Components} stretched exponentials, {settings.Form}"
            .ToLowerInvariant(),
        Priors =
        [
            new("Prior of each component", component, settings.IsExperiment ? "of the experiment" : PriorSection.WeakRule),
            new("Prior of offset and noise", common, settings.IsExperiment ? "of the experiment" : PriorSection.WeakRule),
        ],
        Truth = settings.IsExperiment ? Experiment.TruthOf : null,
        // Decays are correlated so strongly that what one gains the others must lose in the same step (docs/explorers.md).
        Explorer = Explorer.Sequence(Explorer.Default, new ComponentReshape().Every(2)),
        Figure = comparison => comparison.Plot(isLogarithmic: Data.XRange.Minimum > 0),
    };

    private IEnumerable<Candidate> Candidates(bool isStretched)
    {
        string kind = isStretched ? "stretched" : "plain";
        Prior prior = isStretched ? component : Plain.Replace(component).WithUnits(UnitOf);
        ForwardModel offset = settings.Form == RelaxationForm.Decay ? ForwardModel.Of<ConstantBackground>() : ForwardModel.Zero;
        return Enumerable.Range(settings.Components.Fewest, settings.Components.Most - settings.Components.Fewest + 1)
            .Select(count => new Candidate(
                $"{count} {kind}",
                Components: null,
                Component.Repeat(count) + offset,
                measured.Noise.Model,
                prior.Repeat(count) + common));
    }

    private void RequireFitting()
    {
        if (settings.IsExperiment && settings.Form != RelaxationForm.Decay)
        {
            throw new UserErrorException("--form: the experiments are decays. Name a file with --data, or leave --form out.");
        }
        if (settings.Form == RelaxationForm.Decay && settings.Line != Line.Half)
        {
            throw new UserErrorException("--line is for recoveries: add --form saturation or --form inversion.");
        }
    }

    private void RequireTimesAfterThePulse()
    {
        if (Data.XRange.Minimum < 0)
        {
            throw UserErrorException.OfData(
                $"{Data.Name}: there are times below 0, before the relaxation begins. Remove these points, or shift the times.");
        }
    }
}
