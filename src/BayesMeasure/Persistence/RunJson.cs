using System.Text.Json.Nodes;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>Writes what was found about one target, and how.</summary>
internal static class RunJson
{
    private static readonly (StopKind Kind, string Name)[] StopNames =
    [
        (StopKind.Exact, "exact"),
        (StopKind.Sweeps, "sweeps"),
        (StopKind.StandardError, "standard_error"),
        (StopKind.EffectiveSamples, "effective_samples"),
        (StopKind.TimeBudget, "time_budget"),
        (StopKind.Cancelled, "cancelled"),
        (StopKind.Failed, "failed"),
    ];

    /// <summary>How a run went, in the order of the schema; probabilities are those of a comparison.</summary>
    public static JsonObject Diagnostics(string? name, Result result, double? lower, double? upper, double? prior)
    {
        LadderReport? ladder = (result.Report as LadderRun)?.Ladder;
        var certificate = FreeEnergyCertificate.Of(result);
        JsonObject written = new()
        {
            ["name"] = name,
            ["seed"] = result.Seed,
            ["chains"] = result.Draws.Chains,
            ["sweeps"] = result.Draws.Count,
            ["partial"] = result.IsPartial,
            ["probability_q16"] = Number(lower),
            ["probability_q84"] = Number(upper),
            ["free_energies"] = Array(result.FreeEnergies, Estimate),
            ["estimates_agree"] = certificate.LargestDifference is null ? null : result.Doubt is null,
            ["largest_difference"] = Number(certificate.LargestDifference),
            ["barrier"] = Number(ladder?.Barrier),
            ["inverse_temperatures"] = Numbers(ladder?.InverseTemperatures),
            ["rejections"] = Numbers(ladder?.Rejections),
            ["round_trips"] = Number(ladder?.RoundTrips),
            ["warnings"] = Texts(result.Warnings),
            ["hidden_mode_excess"] = Number(result.HiddenMode?.LogDensityExcess),
            ["stop_reason"] = StopNames.Single(item => item.Kind == result.StopReason.Kind).Name,
            ["stop_text"] = result.StopReason.Text,
            ["local_barriers"] = Numbers(ladder?.LocalBarriers),
            ["exchanges"] = Numbers(ladder?.Exchanges.Select(count => (double)count)),
            ["restarts"] = Number(ladder?.Restarts),
            ["round_trip_rate"] = Number(ladder?.RoundTripRate),
            ["prior_probability"] = Number(prior),
            ["doubt"] = result.Doubt,
        };
        if (result.Report.SweepsPerDraw > 1)
        {
            written["sweeps_per_draw"] = result.Report.SweepsPerDraw;
        }

        return written;
    }

    /// <summary>The kind of stop that a file names.</summary>
    public static StopKind StopKindOf(SavedValue value) =>
        StopNames.FirstOrDefault(item => item.Name == value.Text) is { Name: not null } known
            ? known.Kind
            : throw value.Wrong("one of " + string.Join(", ", StopNames.Select(item => item.Name)));

    /// <summary>The draws, with equal components in order, so that "center[2]" means the same in each.</summary>
    public static JsonObject Draws(Result result)
    {
        Draws draws = result.Summary.Draws;
        return new()
        {
            ["method"] = result.Report.Method,
            ["statements"] = Texts(result.Report.Statements),
            ["parameters"] = Array(draws.Parameters, Parameter),
            ["values"] = new JsonArray(
                [.. Enumerable.Range(0, draws.Chains).Select(chain => Numbers(ValuesOf(draws, chain)))]),
            ["log_likelihoods"] = Densities(draws, draws.LogLikelihood),
            ["log_priors"] = Densities(draws, draws.LogPrior),
            ["hidden_mode"] = result.HiddenMode is not { } mode
                ? null
                : new JsonObject
                {
                    ["point"] = Numbers(mode.Point),
                    ["log_likelihood"] = Number(mode.LogLikelihood),
                    ["share"] = Number(mode.ApproximateShare),
                },
        };
    }

    private static IEnumerable<double> ValuesOf(Draws draws, int chain) =>
        Enumerable.Range(0, draws.Count).SelectMany(draw => draws[chain, draw].ToArray());

    /// <summary>Logarithms by chain; that of 0, which JSON cannot write, is null.</summary>
    private static JsonArray Densities(Draws draws, Func<int, int, double> density) => new(
        [.. Enumerable.Range(0, draws.Chains).Select(chain => new JsonArray(
            [.. Enumerable.Range(0, draws.Count).Select(draw => Number(density(chain, draw)))]))]);

    private static JsonObject Parameter(Parameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["base_name"] = parameter.BaseName,
        ["component"] = parameter.Component,
        ["unit"] = parameter.Unit,
        ["prior"] = parameter.Prior.ToString(),
        ["role"] = parameter.Role.ToString(),
    };

    private static JsonObject Estimate(FreeEnergyEstimate estimate)
    {
        JsonObject written = new()
        {
            ["method"] = estimate.Method,
            ["logZ"] = Number(estimate.LogEvidence),
            ["logZ_se"] = Number(estimate.StandardError),
            ["effective_samples"] = Number(estimate.EffectiveSamples),
        };
        if (estimate.Fitness is { } fitness)
        {
            written["usable"] = fitness.IsUsable;
            written["fitness"] = fitness.Text;
        }

        return written;
    }
}
