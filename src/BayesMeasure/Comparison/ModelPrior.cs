using System.Globalization;

namespace BayesMeasure.Comparison;

/// <summary>
/// How probable models are before the data. The data enter through ln Z alone, so a prior over models is applied after the run,
/// and another one costs nothing: see <see cref="ModelComparison.Under"/>.
/// </summary>
public sealed class ModelPrior
{
    private readonly Func<ComparedModel, double> logWeight;
    private readonly string text;

    private ModelPrior(string text, Func<ComparedModel, double> logWeight)
    {
        this.text = text;
        this.logWeight = logWeight;
    }

    /// <summary>All models equally probable.</summary>
    public static ModelPrior Uniform { get; } = new("all models equally probable", _ => 0);

    /// <summary>Each component more is less probable by a factor: p(model) ~ ratio^K.</summary>
    /// <param name="ratio">The factor: above 0, finite; 1 is uniform, 0.5 halves with each component.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above 0 and finite.</exception>
    /// <remarks>Only for models that are told apart by <see cref="ComparedModel.Components"/>.</remarks>
    public static ModelPrior Geometric(double ratio)
    {
        RequireThat(ratio > 0, ratio, nameof(ratio));
        return new(Invariant($"p(model) ~ {ratio}^K"), model => Math.Log(ratio) * NumberOf(model));
    }

    /// <summary>Each unknown more is less probable by a factor: p(model) ~ exp(-lambda * number of unknowns).</summary>
    /// <param name="lambda">The penalty of one unknown, in nats: at least 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lambda is negative or not finite.</exception>
    /// <remarks>
    /// The unknowns are counted as <see cref="ComparedModel.Unknowns"/>: whatever is sampled, the noise included.
    /// </remarks>
    public static ModelPrior Complexity(double lambda)
    {
        RequireThat(lambda >= 0, lambda, nameof(lambda));
        return new(Invariant($"p(model) ~ exp(-{lambda} * unknowns)"), model => -lambda * model.Unknowns);
    }

    /// <summary>A weight for each model by its name.</summary>
    /// <param name="weights">
    /// The weights, at least 0 and finite, not all 0; they need not add up to 1. 0 rules a model out.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static ModelPrior Weights(IReadOnlyDictionary<string, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Dictionary<string, double> copy = new(weights);
        foreach (double weight in copy.Values)
        {
            RequireThat(weight >= 0, weight, nameof(weights));
        }

        string list = string.Join(", ", copy.Select(pair => Invariant($"{pair.Key}: {pair.Value}")));
        return new($"p(model) ~ {list}", model => copy.TryGetValue(model.Name, out double weight)
            ? Math.Log(weight)
            : throw new ArgumentException($"The prior over models has no weight for \"{model.Name}\"; it knows {list}."));
    }

    /// <summary>The probabilities that a prior gave to some models, by name.</summary>
    /// <param name="text">The prior in words.</param>
    /// <param name="probabilities">What it said.</param>
    internal static ModelPrior Given(string text, IReadOnlyDictionary<string, double> probabilities) =>
        text == Uniform.text ? Uniform : new(text, model => Math.Log(probabilities[model.Name]));

    /// <summary>The prior in words.</summary>
    public override string ToString() => text;

    /// <summary>p(model) of each model, which add up to 1.</summary>
    /// <exception cref="ArgumentException">The prior does not know a model, or rules all of them out.</exception>
    internal double[] Probabilities(IEnumerable<ComparedModel> models)
    {
        double[] logWeights = [.. models.Select(logWeight)];
        return logWeights.All(double.IsNegativeInfinity)
            ? throw new ArgumentException("The prior over models rules all of them out: give one of them a weight above 0.")
            : ProbabilityErrors.Probabilities(logWeights);
    }

    private static int NumberOf(ComparedModel model) => model.Components ?? throw new ArgumentException(
        $"A geometric prior counts components, but \"{model.Name}\" has no number of them. "
        + "Use ModelPrior.Complexity or Weights.");

    private static void RequireThat(bool isRight, double value, string name)
    {
        if (!isRight || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"The {name} of a prior over models must be finite and not negative.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
