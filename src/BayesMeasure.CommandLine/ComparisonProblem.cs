using BayesMeasure.Comparison;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine;

/// <summary>What is asked of a measurement: the data, the priors, and the models that are compared.</summary>
public sealed record ComparisonProblem
{
    /// <summary>The measured curve, with what was found out about its columns and its noise.</summary>
    public required MeasuredData Measured { get; init; }

    /// <summary>The models that are compared.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The models in words, such as "K = 1..6 gaussian peaks on no background".</summary>
    public required string Models { get; init; }

    /// <summary>The priors, part by part.</summary>
    public required IReadOnlyList<PriorSection> Priors { get; init; }

    /// <summary>What a repeated component is called when there are several, such as "peaks".</summary>
    public string Components { get; init; } = "components";

    /// <summary>The true value of a model's parameter where it is known, null where it is not; null for real data.</summary>
    public Func<ComparedModel, Parameter, double?>? Truth { get; init; }

    /// <summary>How replicas explore their own temperature.</summary>
    public Explorer Explorer { get; init; } = Explorer.Default;

    /// <summary>Who answers; null for replica exchange by the settings of the user.</summary>
    public IInference? Inference { get; init; }

    /// <summary>How the comparison is drawn.</summary>
    public Func<ModelComparison, Figure> Figure { get; init; } = comparison => comparison.Plot();

    /// <summary>
    /// What Gaussian noise alone contributes to every free energy, (1/2) sum of ln 2 pi sigma^2; null when the noise is
    /// unknown, or has a level for each model.
    /// </summary>
    public double? NoiseConstant =>
        Measured.Noise is { IsLadder: false, Model: GaussianNoise { ParameterNames.Count: 0 } known }
            ? -known.Bind(Measured.Curve).LogLikelihood(0, [])
            : null;

    /// <summary>Refuses models that have more unknown parameters than there are points.</summary>
    /// <param name="remedy">What else the user can do than measure more, such as "Use fewer --peaks".</param>
    /// <exception cref="UserErrorException">There is such a model, or one that does not fit its prior.</exception>
    public void RequireEnoughPoints(string remedy)
    {
        foreach (Candidate candidate in Family.Candidates)
        {
            int unknowns = CountUnknowns(candidate);
            if (unknowns > Measured.Curve.Count)
            {
                throw UserErrorException.OfData(
                    $"{Measured.Curve.Name} has {Measured.Curve.Count} points, but {candidate.Name} has {unknowns} unknown "
                    + $"parameters. {remedy}, or measure more points.");
            }
        }
    }

    private int CountUnknowns(Candidate candidate)
    {
        try
        {
            return candidate.Given(Measured.Curve).Parameters.Count;
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException(UserErrorException.Sentence(error), error);
        }
    }
}

/// <summary>A part of the prior, as the report shows it.</summary>
/// <param name="Title">Whose prior this is, such as "Prior of each peak".</param>
/// <param name="Prior">The prior, with the user's rules in it.</param>
/// <param name="Rule">Where the rules come from that the user did not give, such as "published".</param>
public sealed record PriorSection(string Title, Prior Prior, string Rule)
{
    /// <summary>The origin of a prior that knows the scales of the axes and nothing else.</summary>
    public const string WeakRule = "from the ranges of the data, by a weak rule";
}
