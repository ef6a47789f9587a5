using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Amortized.Training;
using BayesMeasure.Inference;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Report;

/// <summary>Asks a network about curves of which all is known.</summary>
internal sealed class NetworkExamination
{
    private const int Bins = 10;
    private const int LambdaRanges = 5;
    private const double MostStructures = 1 << 12;

    private readonly StructureNetwork network;
    private readonly StructureFamily family;
    private readonly ReportOptions options;
    private readonly IInference? inference;
    private readonly SimulatedCurve[] curves;
    private readonly StructureAnswer[] answers;
    private readonly StructureDistribution[]? exact;

    public NetworkExamination(StructureNetwork network, ReportOptions options, IInference? inference)
    {
        this.network = network;
        this.options = options;
        this.inference = inference;
        family = network.Family;
        curves = SimulationPurpose.Judgement.Simulate(family, options.Seed, step: 1, options.Curves);
        var asked = new AnswerOptions { Draws = options.Draws, Seed = options.Seed };
        answers = [.. curves.Select(one => network.Given(one.Curve, one.Lambda, asked))];
        exact = family.HasExactEvidence && family.Layout.Count <= MostStructures
            ? [.. curves.Select(one => family.Posterior(one.Curve, one.Lambda))]
            : null;
    }

    public NetworkReport Report()
    {
        double[] told = CrossEntropies();
        double[] prior = [.. curves.Select(one => -family.LogPrior(one.Structure, one.Lambda))];
        return new()
        {
            Family = family,
            Curves = curves.Length,
            CrossEntropy = told.Average(),
            PriorCrossEntropy = prior.Average(),
            Gap = exact is null ? null : Gap(),
            CalibrationError = CalibrationError(),
            Referee = Referee(),
            Parameters = Ranks(),
            Lambdas = OverLambda(told, prior),
        };
    }

    private double Gap()
    {
        using var scope = NewDisposeScope();
        return new TrainingJudge(family, options.Seed, options.Curves).Judge(network.Module).Gap!.Value;
    }

    /// <summary>-ln q of the structures that the curves were made of.</summary>
    private double[] CrossEntropies()
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        CurveEncoding encoding = network.Module.Encode(new([.. curves.Select(one => one.Curve)]));
        var structures = new StructureBatch(
            family, [.. curves.Select(one => one.Structure)], [.. curves.Select(one => one.Lambda)]);
        return [.. network.Module.CrossEntropies(encoding, structures).data<float>().ToArray().Select(one => (double)one)];
    }

    private double CalibrationError()
    {
        (double Probability, double Truth)[] all =
        [
            .. curves.Zip(answers).SelectMany(pair => pair.Second.Structures.Decisions.Select(
                (probability, decision) => (probability, pair.First.Structure.Has(decision) ? 1.0 : 0))),
        ];
        return all.GroupBy(one => Math.Min(Bins - 1, (int)(one.Probability * Bins)))
            .Sum(bin => Math.Abs(bin.Sum(one => one.Probability - one.Truth))) / all.Length;
    }

    private RefereeMeasures? Referee()
    {
        int count = family.HasExactEvidence ? curves.Length : options.Refereed;
        if (count == 0)
        {
            return null;
        }

        RefereedAnswer[] refereed = [.. answers.Take(count).Select(answer => answer.Refereed(inference))];
        return new(
            count,
            Error(i => answers[i].Structures.Decisions),
            Error(i => refereed[i].Structures.Decisions),
            Error(i => PriorDecisions(curves[i].Lambda)),
            refereed.Select(one => one.EffectiveShare).Order().ElementAt(count / 2),
            refereed.Count(one => one.Verdict == AnswerVerdict.Refused) / (double)count);
    }

    /// <summary>The mean distance of probabilities of decisions from exact ones.</summary>
    private double Error(Func<int, IReadOnlyList<double>> found) => exact is null ? double.NaN : exact.Index()
        .Average(one => one.Item.Decisions.Zip(found(one.Index), (a, b) => Math.Abs(a - b)).Average());

    private IReadOnlyList<double> PriorDecisions(double lambda) => new StructureDistribution(
        family, family.Layout.All().Select(structure => (structure, Math.Exp(family.LogPrior(structure, lambda))))).Decisions;

    /// <summary>Where the true parameters lie among draws given the true structure.</summary>
    private Dictionary<string, RankStatistics> Ranks()
    {
        if (network.Module.Parameters is null && family.ExactParameters(curves[0].Curve, curves[0].Structure) is null)
        {
            return [];
        }

        IReadOnlyList<ParameterDraws> draws = network.Parameters(
            answers,
            [.. curves.Select(one => Enumerable.Repeat(one.Structure, options.Draws).ToArray())],
            new() { Draws = options.Draws, Seed = options.Seed });
        return curves.Zip(draws).SelectMany(pair => RanksOf(pair.First, pair.Second))
            .GroupBy(one => one.Name, one => one.Rank)
            .ToDictionary(one => one.Key, one => new RankStatistics([.. one]));
    }

    private IEnumerable<(string Name, double Rank)> RanksOf(SimulatedCurve curve, ParameterDraws draws)
    {
        IReadOnlyList<double> truth = family.Parameters is { } layout
            ? layout.ToValues(curve.Structure, layout.ToNormal(curve.Structure, curve.Parameters))
            : curve.Parameters;
        return family.ParameterNamesOf(curve.Structure).Zip(
            truth, (name, value) => (name, (draws[name].Count(drawn => drawn < value) + 0.5) / (draws.Draws.Count + 1)));
    }

    private List<LambdaMeasures> OverLambda(double[] told, double[] prior)
    {
        double width = family.Lambda.Length / LambdaRanges;
        int RangeOf(int curve) => Math.Min(LambdaRanges - 1, (int)((curves[curve].Lambda - family.Lambda.Minimum) / width));
        double LogExact(int curve) => -Math.Log(
            exact![curve].Structures.First(one => one.Structure == curves[curve].Structure).Probability);
        return
        [
            .. Enumerable.Range(0, curves.Length).GroupBy(RangeOf).OrderBy(range => range.Key).Select(range => new LambdaMeasures(
                family.Lambda.Minimum + range.Key * width,
                family.Lambda.Minimum + (range.Key + 1) * width,
                range.Count(),
                range.Average(curve => told[curve]),
                range.Average(curve => prior[curve]),
                exact is null ? double.NaN : range.Average(LogExact))),
        ];
    }
}
