using System.Globalization;
using System.Reflection;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Summaries;

namespace BayesMeasure.Export.Contents;

/// <summary>What a result has to say, in the groups of an ArviZ InferenceData.</summary>
/// <param name="Groups">The groups that it knows.</param>
/// <param name="Attributes">What is said of the whole, and of each group.</param>
internal sealed record InferenceContents(
    IReadOnlyList<InferenceGroup> Groups, IReadOnlyList<(string Name, string Text)> Attributes)
{
    /// <summary>The contents of a result.</summary>
    /// <exception cref="NotSupportedException">The draws were not kept.</exception>
    public static InferenceContents Of(Result result, ExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        options.RequireValid();
        Draws draws = result.Summary.Draws;
        InferenceDimension[] sample =
            [InferenceDimension.Counted("chain", draws.Chains), InferenceDimension.Counted("draw", draws.Count)];
        var curves = new CurveGroups(result, draws, sample);
        InferenceGroup?[] groups =
        [
            new("posterior", ParameterVariables.Of(draws, sample)),
            new("sample_stats", Statistics(draws, sample)),
            curves.LogLikelihood(options.WithPoints),
            curves.Predictive(options.PredictedDraws),
            PriorGroup.Of(result, options.PriorDraws),
            curves.Observed(),
            curves.Constant(),
        ];
        return new([.. groups.OfType<InferenceGroup>()], [.. AttributesOf(result, options)]);
    }

    private static InferenceVariable[] Statistics(Draws draws, InferenceDimension[] sample) =>
    [
        new("lp", sample, DrawNumbers.Of(draws, (chain, draw) => draws.LogLikelihood(chain, draw) + draws.LogPrior(chain, draw)))
        {
            LongName = "log likelihood plus log prior density",
        },
        new("log_likelihood", sample, DrawNumbers.Of(draws, draws.LogLikelihood)),
        new("log_prior", sample, DrawNumbers.Of(draws, draws.LogPrior)),
    ];

    private static IEnumerable<(string Name, string Text)> AttributesOf(Result result, ExportOptions options)
    {
        yield return ("inference_library", "BayesMeasure");
        yield return ("inference_library_version", VersionOf(typeof(Measurement).Assembly));
        yield return ("inference_method", result.Report.Method);
        yield return ("seed", result.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("log_evidence", Text(result.FreeEnergy.LogEvidence));
        yield return ("log_evidence_se", Text(result.FreeEnergy.StandardError));
        yield return ("log_evidence_method", result.FreeEnergy.Method);
        if (result.Doubt is { } doubt)
        {
            yield return ("log_evidence_doubt", doubt);
        }

        if (options.CreatedAt is { } time)
        {
            yield return ("created_at", time.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string VersionOf(Assembly library) => library.GetName().Version!.ToString(3);
}

/// <summary>One number a draw.</summary>
internal static class DrawNumbers
{
    /// <summary>The numbers, chain by chain.</summary>
    public static double[] Of(Draws draws, Func<int, int, double> number) =>
    [
        .. from chain in Enumerable.Range(0, draws.Chains)
           from draw in Enumerable.Range(0, draws.Count)
           select number(chain, draw),
    ];
}
