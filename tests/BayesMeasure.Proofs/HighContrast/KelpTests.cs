using BayesMeasure.Comparison;
using BayesMeasure.Posteriors;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Nine windows of the gamma spectrum of kelp, 0.378444 keV a channel, lines 4.3 channels wide: how many lines are there, of
/// none to three on a slope, in counts? A spectroscopist knows it from the tables of nuclides. Windows whose lines are nearer
/// to each other than they are wide, such as that of 238.6, 241.0 and 242.0 keV, are left out: who is asked differs.
/// </summary>
/// <remarks>
/// A detector's line is a Gaussian, with a tail where charge is lost. At 2614.5 keV there are counts enough to see it: of
/// Gaussian lines the data want two, by 10 nats, and of both shapes one with a tail. So both shapes are asked about, and the
/// probability of a number of lines is the sum over shapes.
/// </remarks>
[Trait("suite", "proofs")]
public class KelpTests(ITestOutputHelper output)
{
    private const int MostLines = 3;

    /// <summary>Odds of three to one: the library says of less that the data hardly tell.</summary>
    private const double LeastProbability = 0.75;


    private static readonly Window[] Windows =
    [
        new("Ac-228 338.32, Pb-214 351.93 keV", 880, 66, 2),
        new("Pb-214 295.22, Pb-212 300.09 keV", 755, 60, 2),
        new("Ac-228 911.20 keV", 2375, 65, 1),
        new("Tl-208 583.19 keV", 1510, 65, 1),
        new("Bi-214 609.31 keV", 1580, 60, 1),
        new("Ac-228 964.77, 968.97 keV", 2530, 60, 2),
        new("nothing, 1018 to 1048 keV", 2690, 80, 0),
        new("Bi-214 1764.49 keV", 4630, 65, 1),
        new("Tl-208 2614.51 keV", 6870, 80, 1),
    ];

    private static readonly ProofTable Table = new(
        "Kelp: how many lines", "lines", "channels", "a spectroscopist", "verdict", "p", "best model", "of Gaussian lines alone");

    [SharedDataFact]
    public void As_many_lines_as_a_spectroscopist_says()
    {
        var row = new JudgedRow("kelp, Gaussian lines", "2 s a window", output);
        var withTails = new JudgedRow("kelp, lines with tails", "-", output);
        int wrong = 0;
        int undecided = 0;
        foreach (Window window in ProofScale.Choose(Windows[7..], Windows))
        {
            IReadOnlyList<ModelComparison> gaussian = Compare(row, window, 0, MeasuredSpectra.Kelp);
            IReadOnlyList<ModelComparison> tailed = Compare(withTails, window, 1, MeasuredSpectra.KelpWithTails);
            foreach ((ModelComparison first, ModelComparison second) in gaussian.Zip(tailed))
            {
                var verdict = ModelComparison.Of([.. Named(first, "Gaussian"), .. Named(second, "with a tail")]);
                double[] probabilities = ProbabilityOfLines(verdict);
                int lines = Array.IndexOf(probabilities, probabilities.Max());
                bool isDecided = verdict.IsDecided && probabilities[lines] > LeastProbability;
                Add(window, verdict, lines, probabilities[lines], isDecided, first);
                undecided += isDecided ? 0 : 1;
                wrong += isDecided && lines != window.Lines ? 1 : 0;
            }
        }

        Assert.Multiple(
            row.Conclude, withTails.Conclude, () => Assert.Equal(0, wrong), () => Assert.Equal(0, undecided));
    }

    private static IReadOnlyList<ModelComparison> Compare(
        JudgedRow row, Window window, int fewest, Func<int, int, int, Posterior> question) => row.Compare(
        question(window.First, window.Channels, fewest).Measurement,
        JudgedRow.FamilyOf(
            Enumerable.Range(fewest, MostLines + 1 - fewest), lines => question(window.First, window.Channels, lines)),
        ProofScale.Choose(1, 3),
        _ => null);

    private static IEnumerable<ComparedModel> Named(ModelComparison comparison, string shape) =>
        from model in comparison.Models
        select new ComparedModel($"{model.Name}, {shape}", model.Result) { Components = model.Components };

    private static double[] ProbabilityOfLines(ModelComparison comparison) =>
    [
        .. Enumerable.Range(0, MostLines + 1).Select(lines =>
            comparison.Models.Where(model => model.Components == lines).Sum(model => model.Probability)),
    ];

    private void Add(
        Window window, ModelComparison comparison, int lines, double probability, bool isDecided, ModelComparison gaussian) =>
        Table.Add(
            output,
            window.Name,
            $"{window.First} to {window.First + window.Channels - 1}",
            $"K = {window.Lines}",
            isDecided ? $"K = {lines}" : $"undecided, K = {lines}",
            ProofTable.Number(probability, 3),
            comparison.Best.Name,
            $"{gaussian.Best.Name}, {ProofTable.Number(gaussian.Best.Probability, 3)}");

    /// <summary>Some channels of the spectrum.</summary>
    /// <param name="Name">The lines that lie there, by the tables.</param>
    /// <param name="First">The first channel.</param>
    /// <param name="Channels">How many.</param>
    /// <param name="Lines">How many lines a spectroscopist sees.</param>
    private sealed record Window(string Name, int First, int Channels, int Lines);
}
