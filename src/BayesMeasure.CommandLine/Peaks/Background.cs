using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>A background: the sum of its terms, and the prior of them all by the weak rule.</summary>
/// <remarks>
/// Names that an earlier term or a peak has get the name of the term before them: "shirley.offset". Of several levels only the
/// first is unknown, since the data know their sum alone; beside a smooth background none.
/// </remarks>
public sealed class Background
{
    /// <summary>Joins the terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="modelOf">The model of each.</param>
    /// <param name="rule">The prior of each.</param>
    public Background(
        IReadOnlyList<BackgroundTerm> terms, IReadOnlyDictionary<BackgroundTerm, ForwardModel> modelOf, WeakPrior rule)
    {
        bool hasLevel = terms.Any(term => term.Shape == BackgroundShape.Smooth);
        foreach (BackgroundTerm term in terms)
        {
            ForwardModel model = modelOf[term];
            Prior prior = rule.Background(term);
            if (hasLevel && term.Level is { } level)
            {
                prior = new GivenPriors(new Dictionary<string, ParameterRule> { [level] = Prior.Fixed(0) }).Replace(prior);
            }

            hasLevel |= term.Level is not null;
            bool isStep = term.Shape is BackgroundShape.Arctan or BackgroundShape.Erf;
            if (isStep || model.ParameterNames.Intersect(Model.ParameterNames).Any())
            {
                string label = CommandValues.NameOf(term.Shape);
                (model, prior) = (model.Labelled(label), prior.Labelled(label));
            }

            (Model, Prior) = (Model + model, Prior + prior);
        }
    }

    /// <summary>The sum of all terms.</summary>
    public ForwardModel Model { get; } = ForwardModel.Zero;

    /// <summary>What is known of all their parameters.</summary>
    public Prior Prior { get; } = new();
}
