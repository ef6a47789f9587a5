using BayesMeasure.Comparison;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Nine windows of the gamma spectrum of kelp, 0.378444 keV a channel, lines 4.3 channels wide: how many lines are there, of none
/// to three Gaussian ones on a slope, in counts? A spectroscopist knows it from the tables of nuclides. Windows whose lines are
/// nearer to each other than they are wide, such as that of 238.6, 241.0 and 242.0 keV, are left out: who is asked differs.
/// </summary>
[Trait("suite", "proofs")]
public class KelpTests(ITestOutputHelper output)
{
    private const int MostLines = 3;

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
        "Kelp: how many lines", "lines", "channels", "a spectroscopist", "verdict", "p", "ln odds to the next");

    [SharedDataFact]
    public void As_many_lines_as_a_spectroscopist_says()
    {
        var row = new JudgedRow("kelp", "2 s a window", output);
        int wrong = 0;
        int undecided = 0;
        foreach (Window window in ProofScale.Choose(Windows[1..2], Windows))
        {
            foreach (ModelComparison comparison in Compare(row, window))
            {
                Add(window, comparison);
                undecided += comparison.IsDecided ? 0 : 1;
                wrong += comparison.Selected is { } selected && selected.Components != window.Lines ? 1 : 0;
            }
        }

        Assert.Multiple(row.Conclude, () => Assert.Equal(0, wrong), () => Assert.Equal(0, undecided));
    }

    private static IReadOnlyList<ModelComparison> Compare(JudgedRow row, Window window) => row.Compare(
        MeasuredSpectra.Kelp(window.First, window.Channels, 0).Measurement,
        JudgedRow.FamilyOf(
            Enumerable.Range(0, MostLines + 1), lines => MeasuredSpectra.Kelp(window.First, window.Channels, lines)),
        ProofScale.Choose(1, 3),
        _ => null);

    private void Add(Window window, ModelComparison comparison)
    {
        double[] ranked =
            [.. comparison.Models.Select(model => model.Result.FreeEnergy.LogEvidence).OrderDescending()];
        Table.Add(
            output,
            window.Name,
            $"{window.First} to {window.First + window.Channels - 1}",
            $"K = {window.Lines}",
            comparison.IsDecided ? comparison.Best.Name : $"undecided, {comparison.Best.Name}",
            ProofTable.Number(comparison.Best.Probability, 3),
            ProofTable.Number(ranked[0] - ranked[1], 2));
    }

    /// <summary>Some channels of the spectrum.</summary>
    /// <param name="Name">The lines that lie there, by the tables.</param>
    /// <param name="First">The first channel.</param>
    /// <param name="Channels">How many.</param>
    /// <param name="Lines">How many lines a spectroscopist sees.</param>
    private sealed record Window(string Name, int First, int Channels, int Lines);
}
