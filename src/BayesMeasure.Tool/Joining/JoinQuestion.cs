using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tool.Fitting;

namespace BayesMeasure.Tool.Joining;

/// <summary>Several measurements of one model: what they share by name, and what each has of its own.</summary>
/// <param name="sum">The model, with one number of each term.</param>
/// <param name="measured">The measurements.</param>
/// <param name="given">The priors that the user gives.</param>
internal sealed class JoinQuestion(TermSum sum, IReadOnlyList<MeasuredData> measured, GivenPriors given)
{
    /// <summary>How much there is of something is of each measurement, unless the user says otherwise.</summary>
    private static readonly string[] Amounts = ["amplitude", "area", "intensity", "density", "equilibrium"];

    private static readonly string[] Never = ["reference"];

    private readonly bool areLabelled = sum.Terms.Count > 1;

    /// <summary>The parameters of the terms that are shared where the user does not say which: all but the amounts.</summary>
    public IReadOnlyList<string> UsuallyShared => [.. ParametersOfTerms.Where(name => !Amounts.Contains(name))];

    /// <summary>What is asked of them together.</summary>
    /// <param name="shared">The names of what they share.</param>
    /// <exception cref="UserErrorException">A name is none of the model's, or nothing is known of a parameter.</exception>
    public JointPosterior Joint(IReadOnlyList<string> shared)
    {
        RequireKnown(shared);
        string[] names = [.. Names()];
        Prior common = Part(PriorOf(Pooled(), measured[0].Noise), shared.Contains);
        Prior own = names.Zip(measured, (name, data) =>
                Part(PriorOf(data.Curve, data.Noise), parameter => !shared.Contains(parameter)).Labelled(name))
            .Aggregate(new Prior(), (all, prior) => all + prior);
        return new(
            common + own,
            [.. names.Zip(measured, (name, data) => new JointPart(name, data.Curve, ModelOf(data.Curve), data.Noise.Model))]);
    }

    private IEnumerable<string> ParametersOfTerms => sum.Terms.SelectMany(term => term.Kind.Model().ParameterNames).Distinct();

    /// <summary>The files by their names without folders and endings, told apart by numbers where they are alike.</summary>
    private IEnumerable<string> Names()
    {
        string[] names = [.. measured.Select(data => Plain(Path.GetFileNameWithoutExtension(data.Curve.Name)))];
        return names.Select((name, i) => names.Count(other => other == name) > 1 ? $"{name} {i + 1}" : name);
    }

    private static string Plain(string name)
    {
        string plain = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return plain.Trim('_').Length > 0 ? plain : "curve";
    }

    private ForwardModel ModelOf(Measurement curve) => sum.Terms
        .Select(term => term.Kind.LabelledModel(LabelOf(term.Kind)).Repeat(term.Range.Most))
        .Aggregate(ForwardModel.Zero, (all, term) => all + term) + BackgroundOf(curve, NoiseSetting.Auto).Model;

    private Prior PriorOf(Measurement curve, NoiseSetting noise)
    {
        TermScales scales = new(curve);
        Prior terms = sum.Terms
            .Select(term => term.Kind.PriorFor(scales, given, LabelOf(term.Kind)).Repeat(term.Range.Most))
            .Aggregate(new Prior(), (all, prior) => all + prior);
        return terms + given.Replace(BackgroundOf(curve, noise).Prior + noise.WeakPrior(curve));
    }

    private string? LabelOf(TermKind kind) => areLabelled ? kind.Name : null;

    private Background BackgroundOf(Measurement curve, NoiseSetting noise) => new(
        sum.Background,
        sum.Background.ToDictionary(term => term, term => term.ModelFor(curve)),
        new(curve) { AreCounts = noise == NoiseSetting.Counts });

    /// <summary>All points of all measurements, for the scales of what they share.</summary>
    private Measurement Pooled()
    {
        var all = new Measurement(measured.SelectMany(data => data.Curve.X), measured.SelectMany(data => data.Curve.Y));
        return all with { Name = "all measurements" };
    }

    private static Prior Part(Prior prior, Func<string, bool> isIn) => prior.Entries
        .Where(entry => isIn(Bare(entry.Name)))
        .Aggregate(new Prior(), (all, entry) => all + new Prior { [entry.Name] = entry.Rule });

    /// <summary>The name without label and number: of "voigt.center[2]", "center".</summary>
    private static string Bare(string name) => GivenPriors.WithoutLabel(name).Split('[')[0];

    private void RequireKnown(IReadOnlyList<string> shared)
    {
        Prior prior = PriorOf(measured[0].Curve, measured[0].Noise);
        string[] known = [.. prior.Entries.Select(entry => Bare(entry.Name)).Distinct().Except(Never)];
        if (shared.FirstOrDefault(name => !known.Contains(name)) is { } other)
        {
            throw new UserErrorException($"--share {other}: there is no such parameter. There are: {string.Join(", ", known)}.");
        }
        if (shared.Count == 0)
        {
            throw new UserErrorException(
                $"--share: measurements that share nothing are not joined. Choose of: {string.Join(", ", known)}.");
        }
    }
}
