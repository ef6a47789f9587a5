using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>The search by sparse variational inference, and the quadratic form that it goes by.</summary>
public class VariationalSearchTests
{
    private static readonly (string Name, double Height)[] Three = [("NiO", 3000), ("ZnO", 2000), ("Al2O3", 800)];
    private static readonly PhaseSearchOptions Variational = new() { Method = PhaseMethod.Variational };

    [Fact]
    public void Phases_are_selected_with_the_weights_that_sampled_gates_have()
    {
        PhaseSearchResult sampled = PhaseSearch.Of(PowderMixture.Of(1, 0.1, Three), PowderMixture.Library);
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(1, 0.1, Three), PowderMixture.Library, Variational);
        Assert.Equal(PhaseMethod.Variational, result.Method);
        Assert.Equal(["Al2O3", "NiO", "ZnO"], result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
        Assert.Equal(PhaseVerdictKind.Trusted, result.Verdict.Kind);
        Assert.All(result.Found, phase => Assert.Equal(
            sampled.Found.Single(other => other.Name == phase.Name).WeightFraction, phase.WeightFraction, 0.02));
    }

    [Fact]
    public void A_selection_is_told_as_one_and_not_as_a_probability()
    {
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(1, 0, Three), PowderMixture.Library, Variational);
        Assert.All(result.Phases, phase =>
        {
            Assert.InRange(phase.Selection!.Value, 0, 1);
            Assert.True(double.IsNaN(phase.Probability + phase.StandardError + phase.GroupProbability));
        });
        Assert.Empty(result.Hypotheses);
        Assert.All(
            PhaseSearch.Of(PowderMixture.Of(1, 0, Three), PowderMixture.Library).Phases,
            phase => Assert.Null(phase.Selection));
    }

    [Fact]
    public void The_same_pattern_has_the_same_bits()
    {
        PhaseSearchResult first = PhaseSearch.Of(PowderMixture.Of(3, 0, Three), PowderMixture.Library, Variational);
        PhaseSearchResult second = PhaseSearch.Of(PowderMixture.Of(3, 0, Three), PowderMixture.Library, Variational);
        Assert.Equal(first.Phases.Select(phase => phase.Selection), second.Phases.Select(phase => phase.Selection));
        Assert.Equal(first.Phases.Select(phase => phase.WeightFraction), second.Phases.Select(phase => phase.WeightFraction));
    }

    [Fact]
    public void Phases_are_selected_by_measured_patterns()
    {
        ReferencePattern[] library = [.. PowderMixture.Library.Select(PowderMixture.Measured)];
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(1, 0.1, Three), library, Variational);
        Assert.Equal(["Al2O3", "NiO", "ZnO"], result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_series_is_selected_pattern_by_pattern()
    {
        MeasuredPattern[] patterns = [PowderMixture.Of(1, 0, Three[..2]), PowderMixture.Of(2, 0, Three)];
        PhaseSearchResult[] results = [.. PhaseSearch.OfSeries(patterns, PowderMixture.Library, Variational)];
        Assert.Equal([2, 3], results.Select(result => result.Found.Count()));
    }

    [Fact]
    public void Gates_are_sampled_from_where_a_first_look_has_ended()
    {
        MeasuredPattern pattern = PowderMixture.Of(1, 0.1, Three);
        PhaseSearchResult look = PhaseSearch.Of(pattern, PowderMixture.Library, Variational);
        PhaseSearchResult alone = PhaseSearch.Of(pattern, PowderMixture.Library);
        PhaseSearchResult sampled = PhaseSearch.Of(pattern, PowderMixture.Library, options: null, look);
        Assert.Equal(PhaseMethod.Gibbs, sampled.Method);
        Assert.Equal(
            alone.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal),
            sampled.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
        Assert.All(sampled.Found, phase => Assert.Equal(1, phase.Probability, 0.01));
        Assert.Contains(
            "search them alike",
            Assert.Throws<ArgumentException>(() => PhaseSearch.Of(pattern, PowderMixture.Without("NiO"), options: null, look))
                .Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_nothing_selects_nothing() =>
        Assert.Empty(PhaseSearch.Of(PowderMixture.Of(1, 0), PowderMixture.Library, Variational).Found);

    [Fact]
    public void A_method_that_is_none_is_refused() => Assert.Contains(
        "no method 7",
        Assert.Throws<ArgumentException>(() => PhaseSearch.Of(
            PowderMixture.Of(1, 0, Three), PowderMixture.Library, new() { Method = (PhaseMethod)7 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_derivatives_are_those_of_the_log_likelihood()
    {
        (_, LogLikelihoodTarget target, double[] values) = AtTheFit();
        ILogLikelihoodGradient gradient = target.CreateGradient()!;
        double[] slopes = new double[values.Length];
        double[] ignored = new double[values.Length];
        gradient.Evaluate(values, slopes);
        const double Step = 1e-5;
        for (int i = 0; i < values.Length; i++)
        {
            double at = values[i];
            values[i] = at + Step;
            double above = gradient.Evaluate(values, ignored);
            values[i] = at - Step;
            double below = gradient.Evaluate(values, ignored);
            values[i] = at;
            Assert.Equal((above - below) / (2 * Step), slopes[i], 1e-4 * (1 + Math.Abs(slopes[i])));
        }
    }

    /// <summary>A gate that is shut takes its phase away, whatever its height, strain and size.</summary>
    [Fact]
    public void A_phase_that_is_taken_away_costs_its_evidence()
    {
        (RelaxedProfile profile, LogLikelihoodTarget target, double[] values) = AtTheFit();
        ITargetState state = target.CreateState();
        state.Set(values);
        double all = state.LogLikelihood;
        for (int k = 0; k < profile.Columns.Length; k++)
        {
            int own = profile.Problem.OwnUnknowns * k;
            state.Set(values);
            double without = state.Propose([own], [0]);
            Assert.True(without < all - 50, $"{without} {all}");
            Assert.Equal(without, state.Propose([own, own + 1, own + 2], [0, 3, 1]));
        }
    }

    /// <summary>The three phases about their fit, each open, at its height and without a move.</summary>
    private static (RelaxedProfile Profile, LogLikelihoodTarget Target, double[] Values) AtTheFit()
    {
        SearchContext context = new(PowderMixture.Of(1, 0, Three), PowderMixture.Library, new());
        double[] scales = context.HeightScales();
        PhaseSearchResult found = PhaseSearch.Of(PowderMixture.Of(1, 0, Three), PowderMixture.Library);
        PatternFit fit = context.FitAt(found.Instrument.Width);
        Linearised best = fit.Refine(found.State, 3);
        RelaxedColumn[] columns = [.. best.State.Phases.Select(phase => RelaxedColumn.At(
            phase, fit.Prior, found.Instrument, 0, scales[phase.Candidate], isMember: true))];
        RelaxedProfile profile = new(context, fit, best, columns);
        LogLikelihoodTarget target = profile.Problem.ToTarget();
        double[] values = new double[target.Parameters.Count];
        foreach ((int k, RelaxedColumn column) in columns.Index())
        {
            values[profile.Problem.OwnUnknowns * k] = 0.98;
            values[profile.Problem.OwnUnknowns * k + 1] = column.Term.Height / column.Scale / 0.98;
        }

        return (profile, target, values);
    }
}
